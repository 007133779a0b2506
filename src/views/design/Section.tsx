import { useState, type ReactNode } from 'react';
import type { FieldSection } from '../../../models/design/field-types';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { FieldRow, type FieldRowProps } from './FieldRow';
import { sectionSummary } from './section-summary';
import styles from './design.module.css';

interface SectionProps {
  readonly section: FieldSection;
  readonly title: string;
  readonly startsOpen: boolean;
  /** What stands above and below the plain rows. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly rows: readonly FieldRowProps[];
}

export function Section({ section, title, startsOpen, before, after, rows }: SectionProps) {
  const design = useRidgeline(selectDesign);
  const [open, setOpen] = useState(startsOpen);
  const basic = rows.filter(({ field, axis }) => !field.advanced || axis !== null);
  const advanced = rows.filter(({ field, axis }) => field.advanced && axis === null);
  return (
    <details className={styles.section} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        <h2>{title}</h2>
        <span>{sectionSummary(section, design)}</span>
      </summary>
      {open && (
        <div className={styles.rows}>
          {before}
          <Groups rows={basic} />
          {after}
          {advanced.length > 0 && <More title={title} rows={advanced} />}
        </div>
      )}
    </details>
  );
}

/** Fields that few people need: drawn only once they are asked for. */
function More({ title, rows }: { readonly title: string; readonly rows: readonly FieldRowProps[] }) {
  const [open, setOpen] = useState(false);
  const changed = rows.filter(({ source }) => source === 'changed').length;
  return (
    <details className={styles.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {open ? 'Fewer' : 'More'} fields<span className={styles.hiddenText}> of {title}</span>
        <span className={styles.quiet}>
          {rows.length}
          {changed > 0 && `, ${changed} changed`}
        </span>
      </summary>
      {open && <Groups rows={rows} />}
    </details>
  );
}

/** Rows under the headings of their groups. */
function Groups({ rows }: { readonly rows: readonly FieldRowProps[] }) {
  return rows.map((row, index) => {
    const { group } = row.field;
    const starts = group !== null && group !== rows[index - 1]?.field.group;
    return (
      <div key={row.field.id}>
        {starts && <h3 className={styles.group}>{group}</h3>}
        <FieldRow {...row} />
      </div>
    );
  });
}
