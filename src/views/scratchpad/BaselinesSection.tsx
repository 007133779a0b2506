import { Fragment } from 'react';
import { formatQuantity } from '../../../models/units';
import { CopyButton } from '../parts/CopyButton';
import table from '../parts/table.module.css';
import { baselineRows, gainText, ORDERS, type RuleCell, ruleMatrix, type RuleRow } from './baseline-rows';
import { RunControls } from './RunControls';
import { SaveButtons } from './SaveButtons';
import { rulesTable, tableTsv } from './tables';
import { useFiles } from './use-files';
import { useScratchpad } from './use-scratchpad';
import { bytesText } from './words';
import styles from './scratchpad.module.css';

/** What rules make of the same graph in the same scratchpad. */
export function BaselinesSection() {
  const run = useScratchpad((state) => state.baselines);
  const schedule = useScratchpad((state) => state.schedule);
  const files = useFiles();
  const { answer } = run;
  const ours = schedule.answer;
  if (answer === null || ours === null) return <div className={styles.emptyRules} />;
  const isStale = run.question !== answer.question || !isSameQuestion(ours.question, answer.question);
  const ourBytes = ours.output.upperBound;
  const rows = baselineRows(answer.output.baselines, ourBytes);
  const file = () => rulesTable(answer.question.loaded.graph.name, ourBytes, rows);
  return (
    <section className={`${styles.results} ${styles.rules}`} data-stale={isStale} aria-labelledby="baselines-heading">
      <div className={styles.head}>
        <h3 id="baselines-heading">Against schedules made by rule</h3>
        <RunControls run="baselines" what="the rules" />
        <CopyButton
          label="Copy rows"
          title="Copy this table, tab-separated, bytes with all digits"
          text={() => tableTsv(file())}
        />
        <SaveButtons what="the rules" saves={[['CSV', () => files.saveCsv(file())]]} />
      </div>
      <p className={styles.note}>{gainText(answer.output.baselines, ourBytes)}</p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Schedules made by rule">
        <RulesTable rows={ruleMatrix(answer.output.baselines, ourBytes)} ourBytes={ourBytes} />
      </div>
    </section>
  );
}

interface RulesTableProps {
  readonly rows: readonly RuleRow[];
  readonly ourBytes: number;
}

function RulesTable({ rows, ourBytes }: RulesTableProps) {
  const orders = Object.values(ORDERS);
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            Replacement
          </th>
          {orders.map((order) => (
            <th key={order} scope="colgroup" colSpan={2} data-numeric="true" className={styles.heads}>
              Order: {order}
            </th>
          ))}
          <th scope="col" rowSpan={2}>
            Rule
          </th>
        </tr>
        <tr>
          {orders.map((order) => (
            <Fragment key={order}>
              <th scope="col" data-numeric="true">
                Moved
              </th>
              <th scope="col" data-numeric="true">
                Times ours
              </th>
            </Fragment>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr className={styles.ours}>
          <th scope="row">searched</th>
          <td colSpan={4} data-numeric="true">
            {bytesText(ourBytes)} in an order of its own
          </td>
          <td className={styles.words}>Ours, the schedule above: order, replacement and addresses together.</td>
        </tr>
        {rows.map(({ replacement, name, rule, byOrder }) => (
          <tr key={replacement}>
            <th scope="row">{name}</th>
            {byOrder.map((cell, at) => (
              <RuleCells key={orders[at]} cell={cell} />
            ))}
            <td className={styles.words}>{rule}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RuleCells({ cell }: { readonly cell: RuleCell | null }) {
  return (
    <>
      <td data-numeric="true">
        {cell === null ? '…' : bytesText(cell.bytes)}
        {cell !== null && cell.openBytes !== null && (
          <span className={table.detail}> no less than {bytesText(cell.openBytes)}</span>
        )}
      </td>
      <td data-numeric="true">{cell === null ? '…' : ratioText(cell.ratio)}</td>
    </>
  );
}

function isSameQuestion<Q extends { readonly loaded: unknown; readonly scratchpadBytes: number }>(a: Q, b: Q): boolean {
  return a.loaded === b.loaded && a.scratchpadBytes === b.scratchpadBytes;
}

function ratioText(ratio: number | null): string {
  return ratio === null ? '–' : formatQuantity(ratio, 'count').text;
}
