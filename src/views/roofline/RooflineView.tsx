import { useMemo } from 'react';
import { RooflineChart } from '../../charts/roofline/RooflineChart';
import { ALL_TIERS, type RooflineSubject } from '../../charts/roofline/roofs';
import { explainTiers } from '../../../models/evaluate/explain/explain-tiers';
import { selectMapper } from '../../state/mapper-slice';
import { selectBaseline } from '../../state/pins-slice';
import type { Snapshot } from '../../state/snapshot';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { OperatorTable } from './OperatorTable';
import styles from './roofline.module.css';

/** The roofline of the design and, below it, its operators, with the memory whose bytes both count. */
export function RooflineView() {
  const { getState } = useRidgelineStore();
  const hovered = useRidgeline((state) => state.hoveredOperator);
  const selected = useRidgeline((state) => state.selectedOperator);
  const wanted = useRidgeline((state) => state.rooflineTier);
  const subject = useSubject(useRidgeline(({ snapshot }) => snapshot))!;
  const baseline = useSubject(useRidgeline(selectBaseline));
  const { tiers } = subject.memories;
  const isThere = wanted === ALL_TIERS || tiers.some(({ id }) => id === wanted);
  const tier = isThere ? wanted : null;
  return (
    <>
      <div className={styles.chart}>
        {tiers.length > 1 && (
          <label className={styles.tier} data-print="hide">
            Bytes of
            <select value={tier ?? tiers[0]!.id} onChange={(event) => getState().setRooflineTier(event.target.value)}>
              {tiers.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
              <option value={ALL_TIERS}>{ALL_TIERS}</option>
            </select>
          </label>
        )}
        <RooflineChart
          subject={subject}
          tier={tier}
          hoveredId={hovered}
          selectedId={selected}
          onHover={getState().hoverOperator}
          onSelect={getState().selectOperator}
          baseline={baseline}
        />
      </div>
      <OperatorTable subject={subject} tier={tier} />
    </>
  );
}

/** A design's report with what its operators move at each memory. */
function useSubject(snapshot: Snapshot | null): RooflineSubject | null {
  const mapper = useRidgeline(selectMapper);
  return useMemo(
    () => (snapshot === null ? null : { report: snapshot.report, memories: explainTiers(snapshot.reported, mapper) }),
    [snapshot, mapper],
  );
}
