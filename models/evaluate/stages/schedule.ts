import type { Phase } from '../../workload/lowering/rows';
import { defineStage } from '../stage';

/** What the best schedule of one phase moves; NaN where there is none. */
export const SCHEDULE = {
  /** Bytes to and from main memory beyond the compulsory ones. */
  SPILL_BYTES: 0,
  /** The smallest scratchpad in which there are none. */
  SPILL_FREE_BYTES: 1,
  WIDTH: 2,
} as const;

/** Asks the scheduler for the best schedule of a phase in the scratchpad. Writes nothing unless a metric of it is wanted. */
function scheduleStage(phase: Phase) {
  return defineStage({
    id: `${phase}Schedule`,
    reads: ['workload', 'tokens', 'parallelism', 'formats', 'tierSizes', 'matrix'],
    after: [],
    width: (_structure, _rules, schedules) => (schedules.has(phase) ? SCHEDULE.WIDTH : 0),
    prepare: (parts, { scheduler }) => scheduler?.prepare(phase, parts) ?? true,
    run: (parts, _inputs, _structure, out, at, { scheduler }) => {
      out.fill(NaN, at, at + SCHEDULE.WIDTH);
      scheduler?.write(phase, parts, out, at);
    },
  });
}

export const prefillScheduleStage = scheduleStage('prefill');
export const decodeScheduleStage = scheduleStage('decode');
