/** Building blocks of the schemas. Each refuses with one sentence that names what is allowed. */
import * as v from 'valibot';
import type { Control } from './field-types';
import { controlAt } from './controls';
import { MAX_ISSUES, MAX_TEXT, type Issue } from './issues';
import { allowedBy, isAllowed, isWithin, mustBeOneOf, refusal, type NumberRule } from './value-rules';

/** A value that passes `accepts`; `mustBe` says in words what that is. */
function leaf<T>(accepts: (value: unknown) => boolean, mustBe: string): v.GenericSchema<T> {
  return v.custom<T>(accepts, (issue) => refusal(mustBe, issue.input));
}

function controlled<T>(control: Control): v.GenericSchema<T> {
  return leaf<T>((value) => isAllowed(control, value), allowedBy(control));
}

/** A value that a field shows, held to the range of that field. */
export function fieldNumber(shape: string): v.GenericSchema<number> {
  return controlled(controlAt(shape));
}

export function fieldNumberOrNull(shape: string): v.GenericSchema<number | null> {
  return controlled(controlAt(shape));
}

export function fieldChoice<T extends string>(shape: string): v.GenericSchema<T> {
  return controlled(controlAt(shape));
}

function numberLeaf<T>(rule: NumberRule): v.GenericSchema<T> {
  const control: Control = { kind: 'number', scale: 'linear', ...rule };
  return leaf<T>((value) => isWithin(rule, value), allowedBy(control));
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A whole number that no field shows. */
export function whole({ min, max }: Bounds): v.GenericSchema<number> {
  return numberLeaf({ quantity: 'count', min, max, integer: true, optional: false });
}

export function wholeOrNull({ min, max }: Bounds): v.GenericSchema<number | null> {
  return numberLeaf({ quantity: 'count', min, max, integer: true, optional: true });
}

/** A number that no field shows, in the unit of its quantity. */
export function numberOf(quantity: NumberRule['quantity'], { min, max }: Bounds): v.GenericSchema<number> {
  return numberLeaf({ quantity, min, max, integer: false, optional: false });
}

export function numberOrNullOf(quantity: NumberRule['quantity'], { min, max }: Bounds): v.GenericSchema<number | null> {
  return numberLeaf({ quantity, min, max, integer: false, optional: true });
}

export const anyFiniteNumber: v.GenericSchema<number> = leaf(Number.isFinite, 'must be a finite number');

export const trueOrFalse: v.GenericSchema<boolean> = leaf(
  (value) => typeof value === 'boolean',
  'must be true or false',
);

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

/** A name or label. It is text wherever it is shown, never markup, so any characters will do. */
export const text: v.GenericSchema<string> = leaf(isText, `must be a text of at most ${MAX_TEXT} characters`);

export const textOrNull: v.GenericSchema<string | null> = leaf(
  (value) => value === null || isText(value),
  `must be a text of at most ${MAX_TEXT} characters, or null`,
);

/** A name by which fields and links address a part of the machine. */
export const identifier: v.GenericSchema<string> = leaf(
  (value) => typeof value === 'string' && /^[a-z][a-z0-9-]{0,31}$/.test(value),
  'must be 1 to 32 lower-case letters, digits or hyphens, a letter first',
);

export function oneOf<const T extends readonly string[]>(values: T): v.GenericSchema<T[number]> {
  return leaf((value) => typeof value === 'string' && values.includes(value), mustBeOneOf(values));
}

/** A list of so many items. Its length is looked at first, so that a huge one costs nothing. */
export function list<T>(item: v.GenericSchema<T>, { min, max }: Bounds): v.GenericSchema<readonly T[]> {
  const mustBe = `must be a list of ${min} to ${max} items`;
  return v.pipe(
    v.custom<T[]>(
      (value) => Array.isArray(value) && value.length >= min && value.length <= max,
      ({ input }) => (Array.isArray(input) ? `${mustBe}, not ${input.length}` : refusal(mustBe, input)),
    ),
    v.array(item),
  );
}

function missingSentence(entries: v.ObjectEntries, key: unknown): string {
  const entry = entries[String(key)];
  const issue = entry && v.safeParse(entry, undefined).issues?.[0];
  return issue?.message ?? 'is missing';
}

/** An object with just these keys. Its values come out in the order in which the keys stand here. */
export function record<const E extends v.ObjectEntries>(entries: E) {
  return v.strictObject(entries, (issue) => {
    if (issue.expected === 'never') return 'is not a field that is known here';
    if (issue.expected === 'Object') return refusal('must be an object', issue.input);
    return missingSentence(entries, issue.path?.at(-1)?.key);
  });
}

/** An entry that may be absent, and the value that says the same as its absence. */
export interface OptionalEntry {
  readonly schema: v.GenericSchema<unknown>;
  readonly absence: string | null;
}

/**
 * An object with the keys of `entries`, and those of `optional` where they are given. A value that says the same as its
 * absence is left out of the result, so that a design has one form.
 */
export function recordWith<T>(
  entries: v.ObjectEntries,
  optional: Readonly<Record<string, OptionalEntry>>,
): v.GenericSchema<T> {
  const optionalEntries = Object.entries(optional).map(([key, { schema }]) => [key, v.optional(schema)] as const);
  const isGiven = ([key, value]: [string, unknown]) =>
    !Object.hasOwn(optional, key) || (value !== undefined && value !== optional[key]!.absence);
  const schema = v.pipe(
    record({ ...entries, ...Object.fromEntries(optionalEntries) }),
    v.transform((value) => Object.fromEntries(Object.entries(value).filter(isGiven))),
  );
  return schema as unknown as v.GenericSchema<T>;
}

/** A number of a field that may be absent. */
export function assumedNumber(shape: string): OptionalEntry {
  return { schema: fieldNumberOrNull(shape), absence: null };
}

/** A choice of a field that may be absent; its first option says so. */
export function assumedChoice(shape: string): OptionalEntry {
  const control = controlAt(shape);
  const [first] = control.kind === 'choice' ? control.options : [];
  return { schema: controlled(control), absence: first?.value ?? null };
}

const LONGEST_KEY = 60;

/** A path in the notation of the fields. */
export function pathText(keys: readonly unknown[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key).slice(0, LONGEST_KEY);
    return path === '' ? name : `${path}.${name}`;
  }, '');
}

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly Issue[] };

/** Runs a schema; never throws. */
export function check<T>(schema: v.GenericSchema<T>, value: unknown): Checked<T> {
  const result = v.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.output };
  const issues = result.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: pathText(issue.path?.map(({ key }) => key) ?? []),
    message: issue.message,
  }));
  return { ok: false, issues };
}
