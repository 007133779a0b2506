import { lazy, useState } from 'react';
import { boundOf, BOUND_METRICS } from '../../../models/evaluate/explain/bounds';
import type { EnergyReport, Report } from '../../../models/evaluate/explain/report';
import { levelOf } from '../../../models/workload/rules';
import { selectDesign, selectReport } from '../../state/design-slice';
import { titleOf } from '../../state/pins';
import { selectBaseline } from '../../state/pins-slice';
import { selectIsStale } from '../../state/snapshot';
import { Deferred } from '../parts/Deferred';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { assumptionsDiffer, deltaOf } from './deltas';
import { EnergyPanel } from './EnergyPanel';
import { MemoryPanel } from './MemoryPanel';
import { Tile } from './Tile';
import { TILES } from './tiles';
import styles from './verdict.module.css';

const Fixes = lazy(async () => ({ default: (await import('./Fixes')).Fixes }));
const Suggestions = lazy(async () => ({ default: (await import('./Suggestions')).Suggestions }));

/** What the models say of the design: always visible. */
export function Verdict() {
  const report = useRidgeline(selectReport);
  const stale = useRidgeline(selectIsStale);
  const [unfolded, setUnfolded] = useState(false);
  return (
    <div className={styles.verdict} data-unfolded={unfolded}>
      <Status />
      <div data-stale={stale}>
        <Tiles />
      </div>
      <BaselineNote />
      <button
        type="button"
        className={styles.unfold}
        aria-expanded={unfolded}
        aria-controls="verdict-panels"
        data-print="hide"
        onClick={() => setUnfolded(!unfolded)}
      >
        {unfolded ? 'Less' : 'More: memory, energy, what would help, gaps'}
      </button>
      <div className={styles.panels} id="verdict-panels" data-stale={stale}>
        <MemoryPanel memory={report.memory} kind={report.workloadKind} />
        <EnergyPanel kind={report.workloadKind} energy={energyOf(report)} />
        <Deferred fallback={<SuggestionsSlot />}>
          <Suggestions />
        </Deferred>
        <section className={styles.panel} aria-labelledby="gaps-heading">
          <h3 id="gaps-heading">Gaps</h3>
          <ul className={styles.gaps}>
            {report.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

/** Of an output token, or of an inference of a table of layers. */
function energyOf({ workloadKind, prefill, decode }: Report): EnergyReport {
  return workloadKind === 'layers' ? prefill.energy : decode.energy;
}

/** Keeps the room of what loads after the first look. */
function SuggestionsSlot() {
  return (
    <section className={styles.panel}>
      <h3>What would help time per token</h3>
      <div className={styles.suggestions} />
    </section>
  );
}

/** Why there is no full answer, or that what is shown is not what is typed. */
function Status() {
  const { status, reasons } = useRidgeline(selectReport);
  const invalid = useRidgeline(({ invalidDrafts }) => invalidDrafts);
  const labels = Object.values(invalid);
  return (
    <div aria-live="polite" className={styles.status}>
      {labels.length > 0 && (
        <p className={styles.staleNote}>{labels.join(', ')}: not valid. Shown is the last valid design.</p>
      )}
      {status !== 'ok' && (
        <div className={styles.reasons} data-status={status}>
          <strong>{status === 'infeasible' ? 'This design does not work' : 'No full answer'}</strong>
          <Reasons reasons={reasons} />
          {status === 'infeasible' && (
            <Deferred fallback={null}>
              <Fixes />
            </Deferred>
          )}
        </div>
      )}
    </div>
  );
}

/** The first ones; a loop nest that fits nowhere would fill the panel with one sentence for each operator. */
const MOST_REASONS = 3;

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  const rest = reasons.slice(MOST_REASONS);
  const text = (reason: string) => <p key={reason}>{reason}</p>;
  return (
    <>
      {reasons.slice(0, MOST_REASONS).map(text)}
      {rest.length > 0 && (
        <details>
          <summary>And {rest.length} more</summary>
          {rest.map(text)}
        </details>
      )}
    </>
  );
}

function Tiles() {
  const report = useRidgeline(selectReport);
  const design = useRidgeline(selectDesign);
  const baseline = useRidgeline(selectBaseline);
  const isRoofline = levelOf(design.assumptions) === 'roofline';
  return (
    <div className={styles.tiles}>
      {TILES[report.workloadKind].map(({ metric, label }) => {
        const value = report.metrics[metric.id];
        const base = baseline?.report.metrics[metric.id];
        const delta = base === undefined ? null : deltaOf(value, base, metric.better);
        return (
          <Tile
            key={metric.id}
            metric={metric}
            label={label}
            value={value}
            bound={boundOf(metric.id, report)}
            isBound={isRoofline && BOUND_METRICS.has(metric.id)}
            deltaTone={delta?.tone ?? null}
            deltaText={delta?.text ?? ''}
          />
        );
      })}
    </div>
  );
}

function BaselineNote() {
  const { getState } = useRidgelineStore();
  const design = useRidgeline(selectDesign);
  const baseline = useRidgeline(selectBaseline);
  if (baseline === null) return null;
  return (
    <p className={styles.baseline}>
      Compared with {titleOf(baseline.design)}
      {assumptionsDiffer(design, baseline.design) && (
        <strong> under other assumptions: the changes are not of the hardware alone</strong>
      )}
      .{' '}
      <button type="button" className={styles.link} onClick={() => getState().setTab('compare')}>
        All pinned
      </button>{' '}
      <button
        type="button"
        className={styles.link}
        onClick={() => getState().unpin(getState().history.present.pins.reference)}
      >
        Unpin
      </button>
    </p>
  );
}
