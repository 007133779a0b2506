import type { Field } from '../../../models/design/field-types';
import type { Axis } from '../../../models/design/types';
import { valueText } from '../../../models/design/value-text';

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
