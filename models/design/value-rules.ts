/** What a value of a control may be, in one sentence: forms, files, links, axes and the shell all say it in these words. */
import { formatQuantity } from '../units';
import { optionOf } from './define-field';
import type { ChoiceControl, Control, NumberControl } from './field-types';

/** The part of a number control that limits its value. */
export type NumberRule = Pick<NumberControl, 'quantity' | 'min' | 'max' | 'integer' | 'optional'>;

const LONGEST_SHOWN = 40;
const MOST_CHOICES_SHOWN = 8;
/** Enough for the smallest bound of a field, 1/64. */
const DIGITS = 6;

/** A value from outside as a message shows it: short, and never more than a few words of it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}...` : value);
  }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** `must be ...` as a whole sentence about a value that is not. */
export function refusal(mustBe: string, value: unknown): string {
  return value === undefined ? `is missing; it ${mustBe}` : `${mustBe}, not ${shown(value)}`;
}

/** `must be one of a, b or c`; a long list is cut short. */
export function mustBeOneOf(values: readonly string[]): string {
  if (values.length === 1) return `must be ${values[0]!}`;
  const others = values.length - MOST_CHOICES_SHOWN;
  if (others > 1) return `must be one of ${values.slice(0, MOST_CHOICES_SHOWN).join(', ')} or ${others} others`;
  return `must be one of ${values.slice(0, -1).join(', ')} or ${values.at(-1)!}`;
}

function mustBeNumber({ quantity, min, max, integer, optional }: NumberRule): string {
  const kind = integer ? 'a whole number' : 'a number';
  const [from, to] = [formatQuantity(min, quantity, DIGITS).text, formatQuantity(max, quantity, DIGITS).text];
  return `must be ${kind} from ${from} to ${to}${optional ? ', or empty (null)' : ''}`;
}

/** What the control allows: `must be a whole number from 1 to 4,096`. */
export function allowedBy(control: Control): string {
  switch (control.kind) {
    case 'number':
      return mustBeNumber(control);
    case 'choice':
      return mustBeOneOf(control.options.map(({ value }) => value));
    case 'toggle':
      return 'must be true or false';
    case 'workload':
      return 'must be a model';
  }
}

/** Whether a number keeps to a rule; NaN and infinities never do. */
export function isWithin(rule: NumberRule, value: unknown): boolean {
  if (value === null) return rule.optional;
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  return value >= rule.min && value <= rule.max && (!rule.integer || Number.isInteger(value));
}

function isChoice(control: ChoiceControl, value: unknown): boolean {
  return typeof value === 'string' && optionOf(control, value) !== undefined;
}

/** Whether the control can hold the value. Of a model only the kind of value is checked: `schema.ts` has the rest. */
export function isAllowed(control: Control, value: unknown): boolean {
  switch (control.kind) {
    case 'number':
      return isWithin(control, value);
    case 'choice':
      return isChoice(control, value);
    case 'toggle':
      return typeof value === 'boolean';
    case 'workload':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

/** Why a control cannot hold a value, as the end of a sentence that starts with the field's name; null: it can. */
export function valueProblem(control: Control, value: unknown): string | null {
  return isAllowed(control, value) ? null : refusal(allowedBy(control), value);
}
