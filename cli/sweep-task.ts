import type { ColumnsSnapshot } from '../models/space/sinks/columns-sink';
import type { LeasedTask } from '../workers/leased-run';
import type { Range } from '../workers/ranges';
import { SWEEP_JOB_ID } from '../workers/sweep-job-id';
import { SweepSinks, type SweepResult, type SweepWant } from '../workers/sweep-want';

export interface StreamedSweep {
  /** The space as plain JSON. */
  readonly space: unknown;
  readonly range: Range;
  readonly want: SweepWant;
  /** Takes the wanted columns of all designs, in order of index. */
  readonly takeRows: (rows: ColumnsSnapshot) => void;
}

/** A sweep whose columns are handed on as they come, and not kept: its result has all but them. */
export interface StreamedTask {
  readonly task: LeasedTask<SweepResult>;
  /** Hands on what still waits for earlier rows; after a sweep that ended early. */
  readonly flush: () => void;
}

export function streamedSweep({ space, range, want, takeRows }: StreamedSweep): StreamedTask {
  const { from, to } = range;
  const sinks = new SweepSinks({ ...want, columns: [] }, from, to, null);
  const waiting = new Map<number, ColumnsSnapshot>();
  let next = from;
  const handOn = (rows: ColumnsSnapshot) => {
    waiting.delete(rows.from);
    next = rows.from + rows.status.length;
    takeRows(rows);
  };
  return {
    task: {
      jobId: SWEEP_JOB_ID,
      ranges: [range],
      total: to - from,
      input: (lease) => ({ space, from: lease.from, to: lease.to, want }),
      gather: {
        // Parts come from our own workers, whose job returns just this.
        add: (part) => {
          const result = part as SweepResult;
          sinks.merge({ ...result, columns: null });
          if (result.columns === null) return;
          waiting.set(result.columns.from, result.columns);
          for (let rows = waiting.get(next); rows !== undefined; rows = waiting.get(next)) handOn(rows);
        },
        result: () => sinks.snapshot(),
      },
    },
    flush: () => {
      for (const rows of [...waiting.values()].sort((a, b) => a.from - b.from)) handOn(rows);
    },
  };
}
