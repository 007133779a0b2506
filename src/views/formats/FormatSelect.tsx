import { useId } from 'react';
import { NUMBER_FORMATS } from '../../../models/formats/registry';
import { formatLabel } from './accuracy-rows';
import styles from './choosing.module.css';

interface FormatSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (format: string) => void;
}

/** One of all formats, by name; a format of the reader's own where it is the chosen one. */
export function FormatSelect({ label, value, onChange }: FormatSelectProps) {
  const id = useId();
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {NUMBER_FORMATS.every((format) => format.id !== value) && <option value={value}>{formatLabel(value)}</option>}
        {NUMBER_FORMATS.map((format) => (
          <option key={format.id} value={format.id}>
            {format.label}
          </option>
        ))}
      </select>
    </span>
  );
}
