import { DensitySink } from '../models/space/sinks/density-sink';
import type { LeasedTask } from './leased-run';
import type { Range } from './ranges';
import { SWEEP_JOB_ID } from './sweep-job-id';
import { MOST_COLUMN_ROWS } from './sweep-limits';
import type { Rehearsal } from './worker-slot';
import { SweepSinks, type SweepResult, type SweepWant } from './sweep-want';

export interface SweepRequest {
  /** The space as plain JSON. */
  readonly space: unknown;
  /** Number of designs in it. */
  readonly size: number;
  readonly want: SweepWant;
}

/** A sweep that ended before its end: what it kept, and what it did not get to. */
export interface UnfinishedSweep {
  readonly result: SweepResult;
  readonly remaining: readonly Range[];
}

/** Designs after which the engine runs at full pace. */
const REHEARSED_DESIGNS = 4000;

/** The first designs of a sweep, to warm a worker up with: it keeps the compiled space for the sweep itself. */
export function sweepRehearsal({ space, size, want }: SweepRequest): Rehearsal {
  return { jobId: SWEEP_JOB_ID, input: { space, from: 0, to: Math.min(size, REHEARSED_DESIGNS), want } };
}

/**
 * A sweep as a pool's task. With `unfinished`, it goes on where that one ended; the earlier result stays as it is.
 * The result is the same, bit for bit, whatever the number of workers and however often the sweep was interrupted.
 */
export function sweepTask(request: SweepRequest, unfinished?: UnfinishedSweep): LeasedTask<SweepResult> {
  const { space, size, want } = request;
  if (want.columns.length > 0 && size > MOST_COLUMN_ROWS) {
    throw new RangeError(`Columns of ${size} designs; at most ${MOST_COLUMN_ROWS} are kept.`);
  }
  const sinks = new SweepSinks(want, 0, size, DensitySink);
  if (unfinished !== undefined) sinks.merge(unfinished.result);
  return {
    jobId: SWEEP_JOB_ID,
    ranges: unfinished?.remaining ?? [{ from: 0, to: size }],
    total: size,
    input: ({ from, to }) => ({ space, from, to, want }),
    gather: {
      // Parts come from our own workers, whose job returns just this.
      add: (part) => {
        sinks.merge(part as SweepResult);
      },
      result: () => sinks.snapshot(),
    },
  };
}
