import { useMemo } from 'react';
import { LineChart } from '../../charts/lines/LineChart';
import { METRICS } from '../../../models/evaluate/metrics';
import { formatQuantity } from '../../../models/units';
import { Button } from '../parts/Button';
import { useRidgelineStore } from '../store-context';
import { answerRows, frontierData, uniformRows, type Answered } from './choosing-data';
import styles from './choosing.module.css';

/** The frontier, the best mixture for each budget, and single formats that nothing beats. */
export function Answers({ outcome }: { readonly outcome: Answered }) {
  const { getState } = useRidgelineStore();
  const data = useMemo(() => frontierData(outcome), [outcome]);
  const metric = METRICS.find(({ id }) => id === outcome.problem.cost)!;
  const rows = useMemo(() => answerRows(outcome), [outcome]);
  return (
    <>
      <LineChart data={data} />
      <h3>The best mixtures</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Best mixtures">
        <table className={styles.table}>
          <thead>
            <tr>
              {[
                'Allowed',
                metric.label,
                'No less than',
                'Estimate',
                'Formats by share of products',
                'Proof',
                'Design',
              ].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.allowed}</th>
                <td className={styles.number}>{formatQuantity(row.cost, metric.quantity).text}</td>
                <td className={styles.number}>{formatQuantity(row.bound, metric.quantity).text}</td>
                <td className={styles.number}>{row.estimate}</td>
                <td className={styles.words}>{row.formats}</td>
                <td>{row.proof}</td>
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
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>One of each everywhere: what nothing beats</h3>
      <UniformTable outcome={outcome} />
    </>
  );
}

const UNIFORM_HEADS = [
  'Weights',
  'Activations',
  'Keys and values',
  'Time per output token',
  'Energy per output token',
  'Memory',
  'Area of a product / BF16',
  'Perplexity against 16 bits',
] as const;

function UniformTable({ outcome }: { readonly outcome: Answered }) {
  const rows = useMemo(() => uniformRows(outcome), [outcome]);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="One of each everywhere">
      <table className={styles.table}>
        <thead>
          <tr>
            {UNIFORM_HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.weights}</th>
              <td>{row.activations}</td>
              <td>{row.cache}</td>
              <td className={styles.number}>{formatQuantity(row.tpot, 'seconds').text}</td>
              <td className={styles.number}>{formatQuantity(row.energy, 'joulesPerToken').text}</td>
              <td className={styles.number}>{formatQuantity(row.memory, 'bytes').text}</td>
              <td className={styles.number}>{row.area}</td>
              <td className={styles.number}>{row.perplexity}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
