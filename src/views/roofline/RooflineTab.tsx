import { lazy, Suspense, useState } from 'react';
import { selectReport } from '../../state/design-slice';
import { useRidgeline, useRidgelineStore } from '../store-context';
import styles from './roofline.module.css';

/** Asked for at once, beside the rest of the page: the verdict's numbers do not wait for them. */
const chart = import('../../charts/roofline/RooflineChart');
const RooflineChart = lazy(async () => ({ default: (await chart).RooflineChart }));
const table = import('./OperatorTable');
const OperatorTable = lazy(async () => ({ default: (await table).OperatorTable }));

/** Whose bytes the axis counts; `both`: main memory's, with the roof and dots of the other one beside. */
type Tier = 'memory' | 'onChip' | 'both';

/** The roofline of the design and, below it, its operators. */
export function RooflineTab() {
  const { getState } = useRidgelineStore();
  const report = useRidgeline(selectReport);
  const baseline = useRidgeline((state) => state.baseline);
  const hovered = useRidgeline((state) => state.hoveredOperator);
  const selected = useRidgeline((state) => state.selectedOperator);
  const stale = useRidgeline(({ invalidDrafts }) => Object.keys(invalidDrafts).length > 0);
  const [tier, setTier] = useState<Tier>('memory');
  const nameOf = (wanted: 'memory' | 'onChip') => report.ceilings.find(({ kind }) => kind === wanted)?.label;
  const [main, onChip] = [nameOf('memory') ?? 'main memory', nameOf('onChip')];
  const hasOnChip = onChip !== undefined;
  return (
    <div className={styles.tab} data-stale={stale}>
      <div className={styles.chart}>
        {hasOnChip && (
          <label className={styles.tier} data-print="hide">
            Bytes of
            <select value={tier} onChange={(event) => setTier(event.target.value as Tier)}>
              <option value="memory">{main}</option>
              <option value="onChip">{onChip}</option>
              <option value="both">
                {main} and {onChip}
              </option>
            </select>
          </label>
        )}
        <Suspense fallback={<div className={styles.chartSlot} />}>
          <RooflineChart
            report={report}
            tier={hasOnChip && tier === 'onChip' ? 'onChip' : 'memory'}
            showsOther={hasOnChip && tier === 'both'}
            hoveredId={hovered}
            selectedId={selected}
            onHover={getState().hoverOperator}
            onSelect={getState().selectOperator}
            baselineReport={baseline?.report ?? null}
          />
        </Suspense>
      </div>
      <Suspense fallback={<div className={styles.tableBox} />}>
        <OperatorTable />
      </Suspense>
    </div>
  );
}
