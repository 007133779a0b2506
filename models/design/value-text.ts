import { formatQuantity } from '../units';
import { optionOf } from './define-field';
import type { Field } from './field-types';
import type { AxisValue } from './types';

/** Enough to tell a value from its neighbours. */
const DIGITS = 6;

/** A value of a field as it is read: with its unit, as the label of a choice, as the name of a model. */
export function valueText({ control }: Pick<Field, 'control'>, value: AxisValue): string {
  if (typeof value === 'object') return value.name;
  if (control.kind === 'number') return formatQuantity(Number(value), control.quantity, DIGITS).text;
  if (control.kind === 'choice') return optionOf(control, String(value))?.label ?? String(value);
  if (control.kind === 'toggle') return value === true ? 'on' : 'off';
  return String(value);
}
