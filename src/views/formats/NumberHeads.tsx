import styles from './formats.module.css';

/** Heads of the columns that hold numbers, one a title. */
export function NumberHeads({ titles }: { readonly titles: readonly string[] }) {
  return titles.map((title) => (
    <th key={title} scope="col" className={styles.number}>
      {title}
    </th>
  ));
}
