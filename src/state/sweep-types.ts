import type { Space } from '../../models/design/types';
import type { RunOptions } from '../../workers/pool';
import type { RunOutcome, RunProgress } from '../../workers/leased-run';
import type { Range } from '../../workers/ranges';
import type { SweepRequest, UnfinishedSweep } from '../../workers/sweep';
import type { SweepResult } from '../../workers/sweep-want';

/** A question that was put to the workers. A result keeps it, so that it never passes for an answer to another one. */
export interface Sweep {
  readonly space: Space;
  readonly request: SweepRequest;
}

/** What is known of a sweep's designs; not all of them when it ended early. */
export interface SweepAnswer {
  readonly sweep: Sweep;
  readonly result: SweepResult;
  /** Designs evaluated. */
  readonly done: number;
}

export type SweepState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly sweep: Sweep;
      readonly progress: RunProgress;
      /** Milliseconds on the clock of the slice. */
      readonly startedAt: number;
      /** The answer on screen before, if any: it stays until the new one is there. */
      readonly before: SweepAnswer | null;
    }
  | { readonly kind: 'done'; readonly answer: SweepAnswer; readonly milliseconds: number }
  | { readonly kind: 'cancelled'; readonly answer: SweepAnswer; readonly remaining: readonly Range[] }
  | {
      readonly kind: 'crashed';
      readonly answer: SweepAnswer;
      readonly remaining: readonly Range[];
      readonly message: string;
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly before: SweepAnswer | null };

/** Who evaluates the designs: worker threads on the page, whatever a test likes in a test. */
export interface SweepRunner {
  readonly run: (
    request: SweepRequest,
    unfinished: UnfinishedSweep | undefined,
    options: RunOptions,
  ) => Promise<RunOutcome<SweepResult>>;
  /** Starts the threads ahead of the first run. */
  readonly warm: (request: SweepRequest | null) => void;
  readonly threads: number;
}

/** The answer that can be drawn: also a partial one, and the one before while a new sweep runs. */
export function answerOf(sweep: SweepState): SweepAnswer | null {
  switch (sweep.kind) {
    case 'idle':
      return null;
    case 'running':
    case 'refused':
      return sweep.before;
    case 'done':
      return sweep.answer;
    case 'cancelled':
    case 'crashed':
      return sweep.answer.done > 0 ? sweep.answer : null;
  }
}
