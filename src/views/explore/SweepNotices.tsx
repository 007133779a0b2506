import type { ReactNode } from 'react';
import { answerOf, type SweepState } from '../../state/sweep-types';
import { Button } from '../parts/Button';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { countText, designsText } from './counts-text';
import styles from './explore.module.css';

interface SweepNoticesProps {
  /** Whether the answer on screen is one to the space on screen. */
  readonly isCurrent: boolean;
  readonly canRun: boolean;
}

/** What must be known of the answer before it is read: that it is partial, of an earlier space, or not there. */
export function SweepNotices({ isCurrent, canRun }: SweepNoticesProps) {
  const { getState } = useRidgelineStore();
  const sweep = useRidgeline((state) => state.sweep);
  const resume = () => void getState().resumeSweep();
  const isStale = !isCurrent && canRun && sweep.kind !== 'running' && answerOf(sweep) !== null;
  return (
    <div className={styles.notices} aria-live="polite">
      {sweep.kind === 'crashed' && (
        <Notice tone="problem" action={{ label: 'Retry', run: resume }}>
          {`A worker failed: ${sentence(sweep.message)} ${kept(sweep)} Retry evaluates only what is missing.`}
        </Notice>
      )}
      {sweep.kind === 'refused' && (
        <Notice tone="problem">{`The space cannot be swept: ${sentence(sweep.reason)}`}</Notice>
      )}
      {sweep.kind === 'cancelled' && (
        <Notice tone="info" action={{ label: 'Continue', run: resume }}>
          {`Cancelled. ${kept(sweep)}`}
        </Notice>
      )}
      {isStale && (
        <Notice tone="info">Results of an earlier space: the design or its axes have changed since. Run again.</Notice>
      )}
    </div>
  );
}

function kept({ answer }: Extract<SweepState, { remaining: unknown }>): string {
  const total = answer.sweep.request.size;
  if (answer.done === 0) return `None of ${designsText(total)} was evaluated.`;
  return `Partial result: ${countText(answer.done)} of ${designsText(total)} evaluated and kept.`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

interface NoticeProps {
  readonly tone: 'info' | 'problem';
  readonly children: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
}

function Notice({ tone, children, action }: NoticeProps) {
  return (
    <p className={styles.notice} data-tone={tone}>
      <span>{children}</span>
      {action !== undefined && <Button onClick={action.run}>{action.label}</Button>}
    </p>
  );
}
