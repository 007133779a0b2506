import type { ComparedColumn } from './columns';
import styles from './compare.module.css';

interface ColumnHeadsProps {
  /** Of the column of names. */
  readonly first: string;
  readonly columns: readonly ComparedColumn[];
  readonly reference: number;
}

/** One column for each design, in the order of the cards. */
export function ColumnHeads({ first, columns, reference }: ColumnHeadsProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {columns.map(({ letter, title }, at) => (
          <th key={letter} scope="col" title={title}>
            <span className={styles.headLetter}>{letter}</span>
            <span className={styles.headTitle}>{title}</span>
            {at === reference && <span className={styles.group}>reference</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}
