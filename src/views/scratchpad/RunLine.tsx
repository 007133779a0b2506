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
  // Another size or graph cannot be scheduled: what is on screen is the answer before.
  const isShownStill = run.status === 'idle' || run.status === 'failed';
  const shown =
    run.answer === null
      ? ''
      : `${run.answer.question.loaded.graph.name} in ${bytesText(run.answer.question.scratchpadBytes)}`;
  const facts: readonly (readonly [string, string, string])[] = [
    ['At most', bytesText(answer.upperBound), 'What the best schedule so far moves beyond the compulsory bytes'],
    ['At least', bytesText(answer.lowerBound), 'No schedule moves less: proven'],
    ['Gap', gapText(gap), 'Share of what the best schedule moves that is not proven to be needed'],
    ['States', answer.states.toLocaleString('en'), 'States of the search that have been expanded'],
    ['Time', formatQuantity(Math.round(run.elapsedMs) / 1000, 'seconds').text, 'Time that the search has run'],
  ];
  return (
    <div className={styles.runLine}>
      <p className={styles.verdict} role="status">
        {isShownStill ? `Shown is the last schedule, for ${shown}.` : statusText(run.status, answer)}
      </p>
      <dl className={styles.bounds}>
        {facts.map(([label, value, help]) => (
          <div key={label} title={help}>
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

function statusText(status: RunStatus, answer: ScheduleAnswer): string {
  if (status === 'running') return 'Searching …';
  const gap = gapOf(answer);
  if (gap <= 0) return 'Proven optimal: no order, replacement or placement moves less.';
  const range = `${bytesText(answer.lowerBound)} and ${bytesText(answer.upperBound)}`;
  const best = `Heuristic, gap ${gapText(gap)}: the least possible lies between ${range}.`;
  if (status === 'stopped') return `Cancelled. ${best}`;
  return status === 'timeOver' ? `Out of time. ${best}` : best;
}
