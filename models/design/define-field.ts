import type { ChoiceControl, ChoiceOption, Control, Field, NumberControl } from './field-types';
import type { AxisValue, Design } from './types';

type Sketch = Omit<Field, 'group' | 'advanced' | 'get' | 'set'> & Partial<Pick<Field, 'group' | 'advanced'>>;

/** A field whose value lives at one place; `update` puts a new one there. */
export function defineField<T extends AxisValue>(
  sketch: Sketch,
  get: (design: Design) => T | null,
  update: (design: Design, value: T) => Design,
): Field {
  return {
    group: null,
    advanced: false,
    ...sketch,
    get,
    set: (design, value) => update(design, value as T),
  };
}

export function numberControl(
  quantity: NumberControl['quantity'],
  min: number,
  max: number,
  scale: NumberControl['scale'],
  options: { readonly integer?: boolean; readonly optional?: boolean } = {},
): Control {
  return {
    kind: 'number',
    quantity,
    min,
    max,
    scale,
    integer: options.integer ?? false,
    optional: options.optional ?? false,
  };
}

export function countControl(min: number, max: number): Control {
  return numberControl('count', min, max, 'powersOfTwo', { integer: true });
}

export function choiceControl(values: readonly (readonly [value: string, label: string])[]): ChoiceControl {
  return { kind: 'choice', options: values.map(([value, label]) => ({ value, label })) };
}

/** The option that a value stands for, in the list or beyond it; undefined where it stands for none. */
export function optionOf({ options, beyond }: ChoiceControl, value: string): ChoiceOption | undefined {
  return options.find((option) => option.value === value) ?? beyond?.(value) ?? undefined;
}

/** The list, and behind it the options of values that are in use beyond it, each once. */
export function optionsWith(control: ChoiceControl, used: readonly string[]): readonly ChoiceOption[] {
  const more = [...new Set(used)].filter((value) => !control.options.some((option) => option.value === value));
  return [...control.options, ...more.flatMap((value) => optionOf(control, value) ?? [])];
}
