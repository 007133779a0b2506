import { formatQuantity } from '../../../models/units';
import type { RunStatus } from '../../state/scratchpad/polled-run';
import type { ScheduleAnswer, ScheduleState } from '../../state/scratchpad/questions';
import { Button } from '../parts/Button';
import { useScratchpadStore } from './use-scratchpad';
import { bytesText, gapOf, gapText } from './words';
import styles from './scratchpad.module.css';

interface RunLineProps {
  readonly run: ScheduleState;
  readonly answer: ScheduleAnswer;
}

/** Bounds while they close, and the buttons that end or continue the search. */
export function RunLine({ run, answer }: RunLineProps) {
  const { getState } = useScratchpadStore();
  const gap = gapOf(answer);
  const facts: readonly (readonly [string, string])[] = [
    ['At most', bytesText(answer.upperBound)],
    ['At least', bytesText(answer.lowerBound)],
    ['Gap', gapText(gap)],
    ['States', answer.states.toLocaleString('en')],
    ['Time', formatQuantity(Math.round(run.elapsedMs) / 1000, 'seconds').text],
  ];
  return (
    <div className={styles.runLine}>
      <p className={styles.verdict} role="status">
        {statusText(run.status, gap)}
      </p>
      <dl className={styles.bounds}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <span className={styles.runButton}>
        {run.status === 'running' && <Button onClick={() => getState().stop('schedule')}>Cancel</Button>}
        {(run.status === 'stopped' || run.status === 'timeOver') && gap > 0 && (
          <Button onClick={() => getState().goOn('schedule')}>Go on</Button>
        )}
      </span>
    </div>
  );
}

function statusText(status: RunStatus, gap: number): string {
  if (status === 'running') return 'Searching …';
  if (gap <= 0) return 'Proven optimal: no order, replacement or placement moves less.';
  const best = `Heuristic: the best found, at most ${gapText(gap)} above the least possible.`;
  if (status === 'stopped') return `Cancelled. ${best}`;
  return status === 'timeOver' ? `Out of time. ${best}` : best;
}
