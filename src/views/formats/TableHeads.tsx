import styles from './choosing.module.css';

/** A column by its title, and whether it holds numbers, which stand at its right. */
export type Head = readonly [title: string, of: 'words' | 'numbers'];

export function TableHeads({ heads }: { readonly heads: readonly Head[] }) {
  return (
    <thead>
      <tr>
        {heads.map(([title, of]) => (
          <th key={title} scope="col" className={of === 'numbers' ? styles.number : undefined}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
