import type { Design } from '../../design/types';
import type { Phase } from '../../workload/lowering/rows';
import { PART_READERS } from '../parts';
import type { ScratchpadScheduler } from '../scratchpad-scheduler';

/** Phases whose graphs are scheduled, each with why a design has no schedule in its scratchpad, or null where it has. */
export type ScheduleReasons = ReadonlyMap<Phase, string | null>;

/** Why metrics of schedules of one design are missing. */
export function scheduleReasons(
  design: Design,
  schedules: ReadonlySet<Phase>,
  scheduler: ScratchpadScheduler,
): ScheduleReasons {
  const parts = {
    workload: PART_READERS.workload(design),
    tokens: PART_READERS.tokens(design),
    parallelism: PART_READERS.parallelism(design),
    formats: PART_READERS.formats(design),
    tierSizes: PART_READERS.tierSizes(design),
    matrix: PART_READERS.matrix(design),
  };
  return new Map([...schedules].map((phase) => [phase, scheduler.reasonAgainst(phase, parts)]));
}
