import type { Space } from '../../../models/design/types';
import { spaceSize } from '../../../models/design/space-checks';
import { durationText, estimatedSeconds } from '../../state/sweep-estimate';
import type { SweepState } from '../../state/sweep-types';
import { Button } from '../parts/Button';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { countText, designsText } from './counts-text';
import { takesSearch } from '../../state/takes-search';
import { useProbedRate } from './use-explore';
import styles from './explore.module.css';

interface RunBarProps {
  readonly space: Space;
  readonly isCurrent: boolean;
}

/** How large the space is and how long it may take, before; how far it is, while; how long it took, after. */
export function RunBar({ space, isCurrent }: RunBarProps) {
  const { getState } = useRidgelineStore();
  const sweep = useRidgeline((state) => state.sweep);
  const isRunning = sweep.kind === 'running';
  const start = () => {
    performance.mark('sweep-asked');
    void getState().startSweep();
  };
  return (
    <div className={styles.run}>
      {isRunning ? <Progress sweep={sweep} /> : <Plan space={space} isCurrent={isCurrent} />}
      {isRunning ? (
        <Button onClick={() => getState().cancelSweep()} title="Cancel (Esc)">
          Cancel
        </Button>
      ) : (
        <Button
          look={isCurrent ? 'plain' : 'primary'}
          disabled={space.axes.length === 0}
          onClick={start}
          title="Run the sweep (R)"
        >
          {isCurrent ? 'Run again' : 'Run'}
        </Button>
      )}
    </div>
  );
}

function Progress({ sweep }: { readonly sweep: Extract<SweepState, { kind: 'running' }> }) {
  const { done, total } = sweep.progress;
  return (
    <>
      <progress className={styles.progress} max={total} value={done} aria-label="Designs evaluated" />
      <span className={styles.runText}>{`${countText(done)} of ${designsText(total)}`}</span>
    </>
  );
}

function Plan({ space, isCurrent }: RunBarProps) {
  const sweep = useRidgeline((state) => state.sweep);
  const threads = useRidgeline((state) => state.sweepThreads);
  const size = spaceSize(space.axes);
  const hasAxes = space.axes.length > 0;
  const rate = useProbedRate(space, hasAxes && !isCurrent && !takesSearch(space));
  const moved = space.axes.filter((axis) => 'values' in axis).length;
  const axes = moved === 1 ? '1 axis' : `${moved} axes`;
  const parts = [
    hasAxes ? `${designsText(size)} over ${axes}` : 'No field is swept yet',
    ...(rate === null
      ? []
      : [`estimate: ${durationText(estimatedSeconds(size, rate, threads))} on ${threadsText(threads)}`]),
    ...(isCurrent && sweep.kind === 'done' ? [`took ${tookText(sweep.milliseconds)}`] : []),
  ];
  return <span className={styles.runText}>{parts.join(' · ')}</span>;
}

function threadsText(threads: number): string {
  return threads === 1 ? 'one thread' : `${threads} threads`;
}

function tookText(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toPrecision(2)} s`;
}
