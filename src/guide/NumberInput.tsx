import { useId, useState } from 'react';
import { type Quantity } from '../../models/units';
import { parseQuantity } from '../../models/units/parse';
import { formatEditable } from '../../models/units/editable';
import styles from './guide.module.css';

interface NumberInputProps {
  readonly label: string;
  readonly quantity: Quantity;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A number with its unit. Text that is no number, or out of range, stays here and says so. */
export function NumberInput({ label, quantity, value, min, max, onChange }: NumberInputProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? formatEditable(value, quantity);
  const problem = draft === null ? null : problemOf(draft, quantity, min, max);
  const change = (typed: string) => {
    setDraft(typed);
    const parsed = parseQuantity(typed, quantity);
    if (parsed.ok && problemOf(typed, quantity, min, max) === null) onChange(parsed.value);
  };
  return (
    <span className={styles.input}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={text}
        inputMode="decimal"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => change(event.target.value)}
        onBlur={() => {
          if (problem === null) setDraft(null);
        }}
      />
      <span id={`${id}-problem`} className={styles.problem} role="status">
        {problem}
      </span>
    </span>
  );
}

function problemOf(text: string, quantity: Quantity, min: number, max: number): string | null {
  const parsed = parseQuantity(text, quantity);
  if (!parsed.ok) return parsed.reason;
  if (parsed.value >= min && parsed.value <= max) return null;
  return `from ${formatEditable(min, quantity)} to ${formatEditable(max, quantity)}`;
}
