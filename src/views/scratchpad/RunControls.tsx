import type { RunStatus } from '../../state/scratchpad/polled-run';
import type { RunName } from '../../state/scratchpad/scratchpad-state';
import { Button } from '../parts/Button';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import styles from './scratchpad.module.css';

const WORDS: Readonly<Record<RunStatus, string>> = {
  idle: 'After the schedule.',
  running: 'Searching …',
  done: '',
  stopped: 'Cancelled: what was found by then is shown.',
  timeOver: 'Out of time: what was found by then is shown.',
  failed: '',
};

interface RunControlsProps {
  readonly run: Exclude<RunName, 'schedule'>;
  /** What is cancelled or continued. */
  readonly what: string;
}

/** How a run beside the schedule is getting on, and the buttons that end or continue it. */
export function RunControls({ run, what }: RunControlsProps) {
  const { getState } = useScratchpadStore();
  const { status, problem } = useScratchpad((state) => state[run]);
  return (
    <>
      <span className={problem === null ? styles.note : styles.problem} role="status">
        {problem ?? WORDS[status]}
      </span>
      {status === 'running' && <Button onClick={() => getState().stop(run)}>Cancel {what}</Button>}
      {(status === 'stopped' || status === 'timeOver') && (
        <Button onClick={() => getState().goOn(run)}>Go on with {what}</Button>
      )}
      {status === 'failed' && <Button onClick={() => getState().goOn(run)}>Try {what} again</Button>}
    </>
  );
}
