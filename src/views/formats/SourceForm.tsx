import { useId } from 'react';
import { DISTRIBUTIONS, type Distribution } from '../../../models/formats/error/distributions';
import { DISTRIBUTION_LABELS, type SourceDraft } from './source-draft';
import { TensorChooser } from './TensorChooser';
import styles from './formats.module.css';

interface SourceFormProps {
  readonly draft: SourceDraft;
  readonly onChange: (draft: SourceDraft) => void;
}

const ROTATIONS = [16, 32, 64, 128] as const;
const NUMBERS = [
  ['rows', 'Rows', 1],
  ['columns', 'Columns', 1],
  ['seed', 'Seed', 0],
  ['outlierFactor', 'Outlier channels, times', 1],
  ['outlierEvery', 'One in', 1],
] as const;

/** Which tensor is measured, and whether it is rotated first. */
export function SourceForm({ draft, onChange }: SourceFormProps) {
  const set = (change: Partial<SourceDraft>) => onChange({ ...draft, ...change });
  return (
    <div className={styles.form} role="group" aria-label="Tensor">
      <label className={styles.input}>
        Distribution
        <select
          value={draft.distribution}
          disabled={draft.own !== null}
          onChange={(event) => set({ distribution: event.target.value as Distribution })}
        >
          {DISTRIBUTIONS.map((distribution) => (
            <option key={distribution} value={distribution}>
              {DISTRIBUTION_LABELS[distribution]}
            </option>
          ))}
        </select>
      </label>
      {NUMBERS.map(([name, label, min]) => (
        <NumberInput
          key={name}
          label={label}
          min={min}
          value={draft[name]}
          disabled={draft.own !== null}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
      <label className={styles.input}>
        Hadamard rotation
        <select
          value={draft.rotation ?? 'none'}
          onChange={(event) => set({ rotation: event.target.value === 'none' ? null : Number(event.target.value) })}
        >
          <option value="none">none</option>
          {ROTATIONS.map((size) => (
            <option key={size} value={size}>
              of {size} neighbours
            </option>
          ))}
        </select>
      </label>
      <TensorChooser own={draft.own} onChoose={(own) => set({ own })} />
    </div>
  );
}

interface NumberInputProps {
  readonly label: string;
  readonly min: number;
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

function NumberInput({ label, min, value, disabled, onChange }: NumberInputProps) {
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
