import { isMissing, type Sourced } from '../../../models/hardware/technology/types';
import { formatQuantity } from '../../../models/units';
import { Button } from '../parts/Button';
import type { CostRow } from './cost-rows';
import { TableHeads, type Head } from './TableHeads';
import styles from './choosing.module.css';

interface CostTableProps {
  readonly caption: string;
  readonly rows: readonly CostRow[];
  readonly node: number | null;
  /** Puts the unit into the design's array; absent where there is none, or nothing to choose. */
  readonly build?: ((row: CostRow) => void) | undefined;
}

/** Energy and area of a multiply-accumulate, a row for each unit or format. */
export function CostTable({ caption, rows, node, build }: CostTableProps) {
  // Where all take the same, the reader is told once, elsewhere.
  const differ = rows.length < 2 || new Set(rows.map(({ rule }) => rule)).size > 1;
  const largest = Math.max(...rows.flatMap(({ energy, area }) => [energy, area]));
  return (
    <section>
      <h3>{caption}</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
        <table className={styles.table}>
          <TableHeads heads={headsOf(node, build !== undefined, differ)} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                {build !== undefined && (
                  <td>
                    <Button look="ghost" aria-label={`Build ${row.label} into the array`} onClick={() => build(row)}>
                      Build
                    </Button>
                  </td>
                )}
                <Bar value={row.energy} largest={largest} />
                <Bar value={row.area} largest={largest} />
                <Figure of={row.joules} quantity="joules" />
                <Figure of={row.squareMetres} quantity="squareMetres" />
                {differ && <td className={styles.words}>{row.rule}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function headsOf(node: number | null, canBuild: boolean, withRules: boolean): readonly Head[] {
  const at = node === null ? 'node not known' : `at ${node} nm`;
  return [
    ['Unit', 'words'],
    ...(canBuild ? [['Design', 'words'] as const] : []),
    ['Energy', 'words'],
    ['Area', 'words'],
    [`Energy ${at}`, 'numbers'],
    [`Area ${at}`, 'numbers'],
    ...(withRules ? [['Takes', 'words'] as const] : []),
  ];
}

function Bar({ value, largest }: { readonly value: number; readonly largest: number }) {
  return (
    <td className={styles.bar}>
      <span className={styles.barNumber}>{value.toFixed(2)}</span>
      <span className={styles.barFill} style={{ width: `${(60 * value) / largest}px` }} aria-hidden="true" />
    </td>
  );
}

function Figure({ of, quantity }: { readonly of: Sourced; readonly quantity: 'joules' | 'squareMetres' }) {
  if (isMissing(of)) {
    return (
      <td className={styles.missing} title={of.missing}>
        missing
      </td>
    );
  }
  const text = (value: number) => formatQuantity(value, quantity, 2).text;
  return (
    <td className={styles.number}>
      {text(of.value)} <span className={styles.range}>{`${text(of.low)} to ${text(of.high)}`}</span>
    </td>
  );
}
