import styles from './verdict.module.css';

export interface BarPart {
  readonly label: string;
  readonly text: string;
  /** Of the whole bar, 0..1. */
  readonly share: number;
  /** A colour; absent for what is left over. */
  readonly colour?: string;
}

/** A bar cut into parts, and what each part is in words. */
export function StackedBar({ parts, label }: { readonly parts: readonly BarPart[]; readonly label: string }) {
  return (
    <>
      <div className={styles.stack} aria-hidden="true">
        {parts.map(({ label: name, share, colour }) => (
          <i key={name} style={{ flexGrow: Math.max(0, share), background: colour }} />
        ))}
      </div>
      <ul className={styles.legend} aria-label={label}>
        {parts.map(({ label: name, text, colour }) => (
          <li key={name}>
            {colour !== undefined && <i style={{ background: colour }} aria-hidden="true" />}
            {name} <b>{text}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
