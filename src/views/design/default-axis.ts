import type { Field, NumberControl } from '../../../models/design/field-types';
import type { Axis, AxisValue } from '../../../models/design/types';
import { isAllowed } from '../../../models/design/value-rules';
import { stepped } from './number-scale';

/** Steps to either side of the value that a new axis starts with. */
const STEPS = 3;
const MOST_CHOICES = 6;

function numbersAround(control: NumberControl, value: number): readonly number[] {
  const walk = (direction: 1 | -1): number[] => {
    const values: number[] = [];
    for (let at = value; values.length < STEPS; values.push(at)) at = stepped(control, at, direction);
    return values;
  };
  const all = [...walk(-1).reverse(), value, ...walk(1)].filter((number) => isAllowed(control, number));
  return [...new Set(all)].toSorted((a, b) => a - b);
}

function startValues({ control }: Field, value: AxisValue): readonly AxisValue[] {
  switch (control.kind) {
    case 'number':
      return numbersAround(control, Number(value));
    case 'choice': {
      const values = control.options.map((option) => option.value);
      const at = values.findIndex((option) => option === value);
      const from = Math.max(0, Math.min(at, values.length - MOST_CHOICES));
      return values.slice(from, from + MOST_CHOICES);
    }
    case 'toggle':
      return [false, true];
    case 'workload':
      return [value];
  }
}

/** The axis that a field starts with when it becomes one: a few values around the one it has. */
export function defaultAxis(field: Field, value: AxisValue | null): Axis | null {
  return value === null ? null : { field: field.id, values: startValues(field, value) };
}
