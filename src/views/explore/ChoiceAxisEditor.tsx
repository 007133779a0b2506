import { useState } from 'react';
import type { Field } from '../../../models/design/field-types';
import type { Axis, AxisValue } from '../../../models/design/types';
import { choiceAxis } from './axis-draft';
import styles from './axis-editor.module.css';

interface ChoiceAxisEditorProps {
  readonly field: Field;
  readonly options: readonly { readonly value: string | boolean; readonly label: string }[];
  readonly axis: Axis;
  readonly apply: (axis: Axis) => void;
}

export function ChoiceAxisEditor({ field, options, axis, apply }: ChoiceAxisEditorProps) {
  const [chosen, setChosen] = useState<ReadonlySet<AxisValue>>(new Set('values' in axis ? axis.values : []));
  const toggle = (value: AxisValue) => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
    const made = choiceAxis(
      field.id,
      options.map((option) => option.value),
      (option) => next.has(option),
    );
    if (made !== null) apply(made);
  };
  return (
    <fieldset className={styles.options}>
      <legend className={styles.hidden}>Values of {field.label}</legend>
      {options.map((option, at) => (
        <label key={String(option.value)}>
          <input
            type="checkbox"
            autoFocus={at === 0}
            checked={chosen.has(option.value)}
            onChange={() => toggle(option.value)}
          />
          {option.label}
        </label>
      ))}
      {chosen.size === 0 && (
        <p className={styles.problem} role="status">
          Choose at least one value; until then the axis stays as it was.
        </p>
      )}
    </fieldset>
  );
}
