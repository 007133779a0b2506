import { spillCost } from '../../cost/spill-cost';
import type { WorkloadKind } from '../../workload/types';
import { METRIC_INDEX } from './metrics';
import type { ScheduledDesign } from '../scratchpad-scheduler';
import { MACHINE } from '../stages/machine';
import { SCHEDULE } from '../stages/schedule';
import { TECHNOLOGY } from '../stages/technology';

/**
 * The graphs of each kind of workload: who schedules them, and where their metrics begin in a row of results. Traffic,
 * energy, time and scratchpad follow each other there: see `spillMetrics`.
 */
const OF_KIND: Readonly<
  Record<WorkloadKind, readonly (readonly [stage: 'prefillSchedule' | 'decodeSchedule', first: number])[]>
> = {
  decoder: [
    ['prefillSchedule', METRIC_INDEX.prefillSpillTraffic],
    ['decodeSchedule', METRIC_INDEX.decodeSpillTraffic],
  ],
  layers: [['prefillSchedule', METRIC_INDEX.inferenceSpillTraffic]],
};

/** What the schedules that are wanted move, and what that costs. What is not wanted is not written, and stays missing. */
export function writeScheduleMetrics({ structure, outputs }: ScheduledDesign, out: Float64Array): void {
  const { technology, machine } = outputs;
  for (const [stage, first] of OF_KIND[structure.kind]) {
    const { data, at } = outputs[stage];
    if (data.length === 0) continue;
    const bytes = data[at + SCHEDULE.SPILL_BYTES]!;
    out[first] = bytes;
    out[first + 1] = spillCost(bytes, technology.data[technology.at + TECHNOLOGY.OFF_CHIP_JOULES]!);
    out[first + 2] = spillCost(bytes, machine.data[machine.at + MACHINE.SECONDS_PER_OFF_BYTE]!);
    out[first + 3] = data[at + SCHEDULE.SPILL_FREE_BYTES]!;
  }
}
