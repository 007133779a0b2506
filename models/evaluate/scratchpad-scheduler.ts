/**
 * What the engine asks of a scheduler of scratchpads, for the metrics of schedules. The scheduler itself (`models/scheduling`)
 * is handed in from above: it is loaded only where one of those metrics is wanted.
 */
import type { WorkloadKind } from '../workload/types';
import type { Phase } from '../workload/lowering/rows';
import type { Parts } from './parts';

/** What decides a schedule: the graph, which does not depend on the sizes, and the scratchpad. */
export type ScheduleParts = Pick<Parts, 'workload' | 'tokens' | 'parallelism' | 'formats' | 'tierSizes' | 'matrix'>;

/**
 * What the best schedule of a design's graph moves in its scratchpad. One object serves all designs of a thread, for what is
 * found for a graph holds for every size.
 *
 * Deterministic: budgets are in states, never in time, and an answer depends on the graph and the size alone, not on what
 * was asked before.
 */
export interface ScratchpadScheduler {
  /** Searches a little further for what `write` needs; false while there is more to do. */
  prepare(phase: Phase, parts: ScheduleParts): boolean;
  /** Writes the columns of `SCHEDULE`, after finishing the search. */
  write(phase: Phase, parts: ScheduleParts, out: Float64Array, at: number): void;
  /** Writes the metrics of the schedules that are wanted, out of the outputs of all stages. */
  writeMetrics(design: ScheduledDesign, out: Float64Array): void;
  /** Why there is no schedule, in one sentence; null: there is one. */
  reasonAgainst(phase: Phase, parts: ScheduleParts): string | null;
}

/** A design with its schedules: outputs of the stages that decide their metrics. */
export interface ScheduledDesign {
  readonly structure: { readonly kind: WorkloadKind };
  readonly outputs: Readonly<Record<'prefillSchedule' | 'decodeSchedule' | 'technology' | 'machine', Columns>>;
}

interface Columns {
  readonly data: Float64Array;
  readonly at: number;
}
