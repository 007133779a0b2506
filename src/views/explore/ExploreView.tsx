import { selectAnswer } from '../../state/sweep-slice';
import { useRidgeline } from '../store-context';
import { ConstraintChips } from './ConstraintChips';
import { ObjectiveChips } from './ObjectiveChips';
import { Result } from './Result';
import { RunBar } from './RunBar';
import { StartPanel } from './StartPanel';
import { SweepNotices } from './SweepNotices';
import { useAutoSweep, useIsCurrent, useSpace, useSweepKeys, useWarmThreads } from './use-explore';
import styles from './explore.module.css';

/** The space around the design: what to look for in it, the sweep, and the frontier that it found. */
export function ExploreView() {
  const space = useSpace();
  const isCurrent = useIsCurrent(space);
  const answer = useRidgeline(selectAnswer);
  const isRunning = useRidgeline((state) => state.sweep.kind === 'running');
  const canRun = space.axes.length > 0;
  useAutoSweep(space, isCurrent);
  useSweepKeys(canRun);
  useWarmThreads(space);
  return (
    <div className={styles.view}>
      <div className={styles.strip}>
        <ObjectiveChips />
        <ConstraintChips />
        <RunBar space={space} isCurrent={isCurrent} />
      </div>
      <SweepNotices isCurrent={isCurrent} canRun={canRun} />
      {answer !== null && (canRun || !isRunning) && <Result answer={answer} isCurrent={isCurrent || isRunning} />}
      {answer === null && !canRun && <StartPanel />}
      {answer === null && canRun && (
        <p className={styles.waiting}>
          {isRunning
            ? 'The frontier appears here.'
            : 'Run the sweep (R) to see all designs and the frontier among them.'}
        </p>
      )}
    </div>
  );
}
