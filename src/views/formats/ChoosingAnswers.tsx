import { useMemo, useState } from 'react';
import { LineChart } from '../../charts/lines/LineChart';
import { METRICS } from '../../../models/evaluate/metrics/metrics';
import { formatQuantity } from '../../../models/units';
import { Button } from '../parts/Button';
import { useRidgelineStore } from '../store-context';
import { axisNamed, CHOOSING_AXES, lowerFirst, type ChoosingAxis } from './choosing-axes';
import { frontierData } from './choosing-chart';
import { answerRows, comparedText, uniformRows } from './choosing-data';
import type { Answered } from './choosing-question';
import { TableHeads, type Head } from './TableHeads';
import styles from './choosing.module.css';

/** The frontier, the best mixture for each budget, and single formats that nothing beats. */
export function Answers({ outcome }: { readonly outcome: Answered }) {
  const { getState } = useRidgelineStore();
  const [chosen, setChosen] = useState<string | null>(null);
  const axis = axisNamed(chosen ?? outcome.problem.cost);
  const data = useMemo(() => frontierData(outcome, axis), [outcome, axis]);
  const metric = METRICS.find(({ id }) => id === outcome.problem.cost)!;
  const rows = useMemo(() => answerRows(outcome), [outcome]);
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.field}>
          <label htmlFor="choosing-axis">Perplexity against</label>
          <select id="choosing-axis" value={axis.id} onChange={(event) => setChosen(event.target.value)}>
            {CHOOSING_AXES.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </span>
      </div>
      <LineChart data={data} />
      <h3>The best mixtures</h3>
      <p className={styles.note}>{comparedText(outcome)}</p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Best mixtures">
        <table className={styles.table}>
          <TableHeads heads={mixtureHeads(outcome)} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.allowed}</th>
                <td>
                  {row.design !== null && (
                    <Button
                      look="ghost"
                      aria-label={`Use the mixture of ${row.allowed}`}
                      onClick={() => getState().replaceDesign(row.design!, 'mixed formats')}
                    >
                      Use
                    </Button>
                  )}
                </td>
                <td className={styles.number}>{formatQuantity(row.cost, metric.quantity).text}</td>
                <td className={styles.number}>{row.change}</td>
                <td className={styles.number}>{row.estimate}</td>
                <td className={styles.words}>{row.formats}</td>
                <td className={styles.number}>{formatQuantity(row.bound, metric.quantity).text}</td>
                <td>{row.proof}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>One of each everywhere: what nothing beats in {lowerFirst(axis.label)} and perplexity</h3>
      <UniformTable outcome={outcome} axis={axis} />
    </>
  );
}

/** `Allowed` counts from the start of the mixtures, estimates from 16 bits. */
function mixtureHeads({ problem }: Answered): readonly Head[] {
  return [
    [problem.base === 'bf16' ? 'Allowed' : 'Allowed against the design', 'words'],
    ['Design', 'words'],
    [METRICS.find(({ id }) => id === problem.cost)!.label, 'numbers'],
    ['Change', 'numbers'],
    ['Estimate against 16 bits', 'numbers'],
    ['Formats by share of products', 'words'],
    ['No less than', 'numbers'],
    ['Proof', 'words'],
  ];
}

const UNIFORM_HEADS: readonly Head[] = [
  ['Weights', 'words'],
  ['Activations', 'words'],
  ['Keys and values', 'words'],
  ['Perplexity against 16 bits', 'numbers'],
  ['Time per output token', 'numbers'],
  ['Energy per output token', 'numbers'],
  ['Memory', 'numbers'],
  ['Area of a product / BF16', 'numbers'],
];

function UniformTable({ outcome, axis }: { readonly outcome: Answered; readonly axis: ChoosingAxis }) {
  const rows = useMemo(() => uniformRows(outcome, axis), [outcome, axis]);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="One of each everywhere">
      <table className={styles.table}>
        <TableHeads heads={UNIFORM_HEADS} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.weights}</th>
              <td>{row.activations}</td>
              <td>{row.cache}</td>
              <td className={styles.number}>{row.perplexity}</td>
              <td className={styles.number}>{formatQuantity(row.tpot, 'seconds').text}</td>
              <td className={styles.number}>{formatQuantity(row.energy, 'joulesPerToken').text}</td>
              <td className={styles.number}>{formatQuantity(row.memory, 'bytes').text}</td>
              <td className={styles.number}>{row.area}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
