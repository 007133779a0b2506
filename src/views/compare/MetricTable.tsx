import type { MetricCell, MetricRow } from '../../../models/evaluate/comparison/metrics';
import { missingReasons } from '../../../models/evaluate/explain/missing-reasons';
import { formatRatio } from '../../../models/units/ratio';
import { Popover } from '../parts/Popover';
import { Quantity } from '../parts/Quantity';
import tableStyles from '../parts/table.module.css';
import { ColumnHeads } from './ColumnHeads';
import type { ComparedColumn } from './columns';
import type { ShownComparison } from './use-comparison';
import styles from './compare.module.css';

const DIRECTIONS = { lower: 'lower is better', higher: 'higher is better', neither: '' } as const;

/** Every metric of every design, with its ratio to the reference. */
export function MetricTable({ comparison }: { readonly comparison: ShownComparison }) {
  const { columns, metrics, reference } = comparison;
  return (
    <section aria-labelledby="compare-metrics">
      <h2 id="compare-metrics" className={styles.heading}>
        Metrics <span className={styles.quiet}>ratios to {columns[reference]?.letter ?? columns[0]!.letter}</span>
      </h2>
      <div className={tableStyles.scroller} tabIndex={0} role="region" aria-label="Table of metrics">
        <table className={`${tableStyles.table} ${styles.table}`}>
          <ColumnHeads first="Metric" columns={columns} reference={reference} />
          <tbody>
            {metrics.map((row) => (
              <tr key={row.metric.id}>
                <th scope="row">
                  {row.metric.label}
                  <span className={styles.direction}>{DIRECTIONS[row.metric.better]}</span>
                </th>
                {row.cells.map((cell, at) => (
                  <td key={columns[at]!.letter} data-best={cell.best}>
                    <Value row={row} cell={cell} column={columns[at]!} />
                    <span className={styles.under}>
                      {at !== row.base && !Number.isNaN(cell.ratio) && columns.length > 1 && (
                        <span className={styles[cell.tone]}>
                          {formatRatio(cell.ratio)}
                          {row.base !== reference && ` of ${columns[row.base!]!.letter}`}
                          <span className={styles.hidden}>, {cell.tone}</span>
                        </span>
                      )}
                      {cell.best && <span className={styles.best}>best</span>}
                      <span>{cell.bound}</span>
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface ValueProps {
  readonly row: MetricRow;
  readonly cell: MetricCell;
  readonly column: ComparedColumn;
}

/** A number, or why there is none. */
function Value({ row: { metric }, cell, column }: ValueProps) {
  if (!Number.isNaN(cell.value)) return <Quantity value={cell.value} quantity={metric.quantity} />;
  const { snapshot, letter } = column;
  if (!cell.applies) {
    const kind = snapshot.report.workloadKind === 'layers' ? 'A table of layers' : 'A language model';
    return (
      <span className={styles.none} title={`${kind} has no such metric`}>
        none
      </span>
    );
  }
  const name = `${metric.label} of ${letter}: why it is missing`;
  return (
    <Popover label={name} buttonClass={styles.missing} buttonProps={{ 'aria-label': name }} button="–">
      <div className={styles.reasons}>
        <h3>
          {metric.label} of {letter}
        </h3>
        {missingReasons(metric.id, snapshot.report, snapshot.design).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
    </Popover>
  );
}
