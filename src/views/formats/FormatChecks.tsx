import { formatLabel } from './accuracy-rows';
import styles from './choosing.module.css';

interface FormatChecksProps {
  readonly label: string;
  readonly formats: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Formats to choose from, BF16 always among them. */
export function FormatChecks({ label, formats, chosen, onChange }: FormatChecksProps) {
  return (
    <fieldset className={styles.checks}>
      <legend>{label}</legend>
      {formats.map((id) => (
        <label key={id} className={styles.check}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              onChange(formats.filter((other) => (other === id ? target.checked : chosen.includes(other))))
            }
          />
          {formatLabel(id)}
        </label>
      ))}
    </fieldset>
  );
}
