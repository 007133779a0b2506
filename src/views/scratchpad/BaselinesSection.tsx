import { formatQuantity } from '../../../models/units';
import { CopyButton } from '../parts/CopyButton';
import table from '../parts/table.module.css';
import { baselineRows, gainText } from './baseline-rows';
import { RunControls } from './RunControls';
import { SaveButtons } from './SaveButtons';
import { rulesTable, tableTsv } from './tables';
import { useFiles } from './use-files';
import { useScratchpad } from './use-scratchpad';
import { bytesText } from './words';
import styles from './scratchpad.module.css';

const HEADS = ['Order', 'Replacement', 'Moved', 'Times ours', 'Rule'] as const;

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
        <table className={table.table}>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th key={head} scope="col" data-numeric={head === 'Moved' || head === 'Times ours'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.ours}>
              <th scope="row">searched</th>
              <td>searched</td>
              <td data-numeric="true">{bytesText(ourBytes)}</td>
              <td data-numeric="true">1</td>
              <td className={styles.words}>Ours, the schedule above: order, replacement and addresses together.</td>
            </tr>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.order}</th>
                <td>{row.replacement}</td>
                <td data-numeric="true">{bytesText(row.bytes)}</td>
                <td data-numeric="true">{ratioText(row.ratio)}</td>
                <td className={styles.words}>{row.rule}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function isSameQuestion<Q extends { readonly loaded: unknown; readonly scratchpadBytes: number }>(a: Q, b: Q): boolean {
  return a.loaded === b.loaded && a.scratchpadBytes === b.scratchpadBytes;
}

function ratioText(ratio: number | null): string {
  return ratio === null ? '–' : formatQuantity(ratio, 'count').text;
}
