import type { Field } from '../../../models/design/field-types';
import { useSetChoice } from './use-set-choice';
import styles from './field.module.css';

interface ToggleFieldProps {
  readonly field: Field;
  readonly value: boolean;
  readonly name: string;
}

export function ToggleField({ field, value, name }: ToggleFieldProps) {
  const { choose, problem } = useSetChoice(field.id);
  return (
    <>
      <label className={styles.toggle}>
        <input type="checkbox" checked={value} aria-label={name} onChange={(event) => choose(event.target.checked)} />
        <span aria-hidden="true">{value ? 'on' : 'off'}</span>
      </label>
      {problem !== null && <p className={styles.problem}>{problem}</p>}
    </>
  );
}
