import { useId } from 'react';
import { DISTRIBUTIONS, type Distribution } from '../../../models/formats/error/distributions';
import { DISTRIBUTION_LABELS } from './source-draft';
import styles from './formats.module.css';

interface DistributionSelectProps {
  readonly value: Distribution;
  readonly disabled?: boolean;
  readonly onChange: (distribution: Distribution) => void;
}

export function DistributionSelect({ value, disabled = false, onChange }: DistributionSelectProps) {
  return (
    <label className={styles.input}>
      Distribution
      <select value={value} disabled={disabled} onChange={(event) => onChange(event.target.value as Distribution)}>
        {DISTRIBUTIONS.map((distribution) => (
          <option key={distribution} value={distribution}>
            {DISTRIBUTION_LABELS[distribution]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface NumberInputProps {
  readonly label: string;
  readonly min: number;
  readonly value: number;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number that counts once it is one. */
export function NumberInput({ label, min, value, disabled = false, onChange }: NumberInputProps) {
  const id = useId();
  return (
    <span className={styles.input}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={min}
        defaultValue={value}
        disabled={disabled}
        onChange={(event) => {
          if (event.target.value !== '') onChange(event.target.valueAsNumber);
        }}
      />
    </span>
  );
}
