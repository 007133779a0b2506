import { useId } from 'react';
import { optionsWith } from '../../../models/design/define-field';
import type { ChoiceControl, Field } from '../../../models/design/field-types';
import { useRidgeline } from '../store-context';
import { useSetChoice } from './use-set-choice';
import styles from './field.module.css';

interface ChoiceFieldProps {
  readonly field: Field;
  readonly control: ChoiceControl;
  readonly value: string;
  readonly name: string;
}

/** Letters that fit side by side in the column; longer choices are a list. */
const MOST_LETTERS = 18;

export function ChoiceField(props: ChoiceFieldProps) {
  const letters = props.control.options.reduce((sum, option) => sum + option.label.length, 0);
  return letters <= MOST_LETTERS ? <Segments {...props} /> : <Select {...props} />;
}

function Segments({ field, control, value, name }: ChoiceFieldProps) {
  const group = useId();
  const { choose, problem } = useSetChoice(field.id);
  return (
    <>
      <span className={styles.segments} role="radiogroup" aria-label={name}>
        {control.options.map((option) => (
          <label key={option.value} className={styles.segment}>
            <input
              type="radio"
              name={group}
              value={option.value}
              checked={option.value === value}
              onChange={() => choose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </span>
      {problem !== null && <p className={styles.problem}>{problem}</p>}
    </>
  );
}

function Select({ field, control, value, name }: ChoiceFieldProps) {
  const { choose, problem } = useSetChoice(field.id);
  const own = useRidgeline((state) => state.ownFormats);
  const options = optionsWith(control, [...own, value]);
  return (
    <>
      <select
        className={styles.select}
        value={value}
        aria-label={name}
        onChange={(event) => choose(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {problem !== null && <p className={styles.problem}>{problem}</p>}
    </>
  );
}
