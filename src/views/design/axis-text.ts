import { optionOf } from '../../../models/design/define-field';
import type { Field } from '../../../models/design/field-types';
import type { Axis, AxisValue } from '../../../models/design/types';
import { formatQuantity } from '../../../models/units';

export function valueText({ control }: Field, value: AxisValue): string {
  if (typeof value === 'object') return value.name;
  if (control.kind === 'number') return formatQuantity(Number(value), control.quantity, 6).text;
  if (control.kind === 'choice') return optionOf(control, String(value))?.label ?? String(value);
  if (control.kind === 'toggle') return value === true ? 'on' : 'off';
  return String(value);
}

/** An axis in the room of a form row: `8 … 256 · 6 values`, `INT8, INT4`, `= 2 × Array rows`. */
export function axisText(field: Field, axis: Axis, labelOf: (fieldId: string) => string): string {
  if ('tiedTo' in axis) {
    return axis.factor === 1 ? `= ${labelOf(axis.tiedTo)}` : `= ${axis.factor} × ${labelOf(axis.tiedTo)}`;
  }
  const [first] = axis.values;
  const last = axis.values.at(-1);
  if (first === undefined || last === undefined) return 'no values';
  if (axis.values.length === 1) return valueText(field, first);
  if (field.control.kind !== 'number') return axis.values.map((value) => valueText(field, value)).join(', ');
  return `${valueText(field, first)} … ${valueText(field, last)} · ${axis.values.length} values`;
}
