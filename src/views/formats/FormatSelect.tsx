import { useId } from 'react';
import { NUMBER_FORMATS } from '../../../models/formats/registry';
import { useRidgeline } from '../store-context';
import { formatLabel } from './accuracy-rows';
import styles from './choosing.module.css';

interface FormatSelectProps {
  readonly label: string;
  readonly value: string;
  /** Offered before the formats. */
  readonly besides?: { readonly id: string; readonly label: string };
  readonly onChange: (format: string) => void;
}

/** One of all formats, by name, those of the reader's own among them. */
export function FormatSelect({ label, value, besides, onChange }: FormatSelectProps) {
  const id = useId();
  const own = useRidgeline((state) => state.ownFormats);
  const listed = [...NUMBER_FORMATS.map((format) => format.id), ...own];
  const isElsewhere = value !== besides?.id && !listed.includes(value);
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {besides !== undefined && <option value={besides.id}>{besides.label}</option>}
        {[...(isElsewhere ? [value] : []), ...listed].map((format) => (
          <option key={format} value={format}>
            {formatLabel(format)}
          </option>
        ))}
      </select>
    </span>
  );
}
