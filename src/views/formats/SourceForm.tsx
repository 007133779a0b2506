import { DistributionSelect, NumberInput } from './inputs';
import type { SourceDraft } from './source-draft';
import { TensorChooser } from './TensorChooser';
import styles from './formats.module.css';

interface SourceFormProps {
  /** What the tensor is. */
  readonly label?: string;
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
export function SourceForm({ label = 'Tensor', draft, onChange }: SourceFormProps) {
  const set = (change: Partial<SourceDraft>) => onChange({ ...draft, ...change });
  return (
    <div className={styles.form} role="group" aria-label={label}>
      <DistributionSelect
        value={draft.distribution}
        disabled={draft.own !== null}
        onChange={(distribution) => set({ distribution })}
      />
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
