import { useMemo, useState } from 'react';
import type { Breakdown, OperatorGrouping } from '../../../models/evaluate/comparison/breakdowns';
import { breakdownsOf } from '../../../models/evaluate/comparison/comparison';
import { formatQuantity } from '../../../models/units';
import { StacksChart } from '../../charts/stacks/StacksChart';
import tableStyles from '../parts/table.module.css';
import { stacksOf } from './charts-data';
import type { ShownComparison } from './use-comparison';
import styles from './compare.module.css';

const GROUPINGS: readonly { readonly id: OperatorGrouping; readonly label: string }[] = [
  { id: 'module', label: 'By part of the model' },
  { id: 'kind', label: 'By kind of operator' },
];

/** Where time, energy and memory go in each design. */
export function BreakdownSection({ comparison }: { readonly comparison: ShownComparison }) {
  const [grouping, setGrouping] = useState<OperatorGrouping>('module');
  const breakdowns = useMemo(() => breakdownsOf(comparison, grouping), [comparison, grouping]);
  const letters = comparison.designs.map(({ letter }) => letter);
  return (
    <section aria-labelledby="compare-breakdowns">
      <header className={styles.head}>
        <h2 id="compare-breakdowns" className={styles.heading}>
          Where it goes
        </h2>
        <div className={tableStyles.phases} role="group" aria-label="Operators" data-print="hide">
          {GROUPINGS.map(({ id, label }) => (
            <button key={id} type="button" aria-pressed={id === grouping} onClick={() => setGrouping(id)}>
              {label}
            </button>
          ))}
        </div>
      </header>
      <div className={styles.stacks}>
        {breakdowns.map((breakdown) => (
          <div key={breakdown.id}>
            <StacksChart data={stacksOf(breakdown, letters)} />
            <BreakdownTable breakdown={breakdown} letters={letters} />
          </div>
        ))}
      </div>
    </section>
  );
}

/** The numbers behind the bars. */
function BreakdownTable({
  breakdown,
  letters,
}: {
  readonly breakdown: Breakdown;
  readonly letters: readonly string[];
}) {
  const { title, quantity, parts, bars } = breakdown;
  const text = (value: number | undefined) => (value === undefined ? 'none' : formatQuantity(value, quantity).text);
  return (
    <details className={styles.details}>
      <summary>As a table</summary>
      <div className={tableStyles.scroller}>
        <table className={tableStyles.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">Part</th>
              {letters.map((letter) => (
                <th key={letter} scope="col" data-numeric="true">
                  {letter}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...parts, { id: 'total', label: 'together' }].map(({ id, label }, index) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                {bars.map((bar, at) => (
                  <td key={letters[at]} data-numeric="true">
                    {text(index === parts.length ? bar?.total : bar?.values[index])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
