import type { FidelityLevel } from '../../../models/assumptions/types';
import type { DataflowReport } from '../../../models/evaluate/dataflow';
import type { Phase } from '../../../models/workload/lowering/rows';
import { DATAFLOWS } from '../../../models/hardware/types';
import { formatQuantity } from '../../../models/units';
import { levelOf } from '../../../models/workload/rules';
import { selectDesign } from '../../state/design-slice';
import { Button } from '../parts/Button';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { DATAFLOW_LABELS, DATAFLOW_NAMES, headline, switchText, timeLabel } from './findings';
import styles from './dataflow.module.css';

const LEVEL_NOTES = {
  roofline: 'The design is at level roofline, whose verdict does not depend on the dataflow.',
  array: '',
  mapped: 'The design is at level mapped: a loop nest of its own times each product, and the dataflow only attention.',
} as const satisfies Readonly<Record<FidelityLevel, string>>;

/** What the dataflow decides, and a button for each of the three. */
export function Headline({ report }: { readonly report: DataflowReport }) {
  const { getState } = useRidgelineStore();
  const { array, totals, counts, workloadKind } = report;
  const phases: readonly Phase[] = workloadKind === 'layers' ? ['prefill'] : ['prefill', 'decode'];
  const level = useRidgeline((state) => levelOf(selectDesign(state).assumptions));
  return (
    <section className={styles.headline} aria-labelledby="dataflow-finding">
      <h2 id="dataflow-finding" className={styles.finding}>
        {headline(report)}
      </h2>
      {!counts && (
        <p className={styles.note}>
          Computed at level array. {LEVEL_NOTES[level]}{' '}
          <Button onClick={() => getState().setField('assumptions.level', 'array')}>Set level array</Button>
        </p>
      )}
      <div className={styles.choices} role="group" aria-label="Dataflow">
        {DATAFLOWS.map((dataflow) => (
          <button
            key={dataflow}
            type="button"
            className={styles.choice}
            aria-pressed={dataflow === array.dataflow}
            onClick={() => getState().setField('matrix.dataflow', dataflow)}
          >
            <b>{DATAFLOW_LABELS[dataflow]}</b> {DATAFLOW_NAMES[dataflow]}
            <span>
              {phases
                .map(
                  (phase) =>
                    `${timeLabel(workloadKind, phase)} ${formatQuantity(totals[dataflow][phase], 'seconds').text}`,
                )
                .join(', ')}
            </span>
            <span>
              {dataflow === array.dataflow
                ? "the design's own"
                : switchText(workloadKind, totals, array.dataflow, dataflow)}
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
