import { defineStage } from '../stage';
import { hostTierIndex, mainMemoryIndex, stagingTierIndex } from '../../hardware/tiers';

/** Rates and limits of one chip as the inner loop uses them: reciprocals where it would divide. */
export const MACHINE = {
  SECONDS_PER_OFF_BYTE: 0,
  /** 0 where the bandwidth on the chip is not known: it then bounds nothing. */
  SECONDS_PER_ON_BYTE: 1,
  SECONDS_PER_LANE_OP: 2,
  SECONDS_PER_SPECIAL_OP: 3,
  OPERATOR_OVERHEAD_SECONDS: 4,
  MAIN_CAPACITY_BYTES: 5,
  HOST_BYTES_PER_SECOND: 6,
  /** Chips that the system has; Infinity when it has as many as needed. */
  CHIPS: 7,
  MEMORY_EFFICIENCY: 8,
  WIDTH: 9,
} as const;

/** Seconds of one cycle, stretched by the share of the peak that is reached, and at the peak. Clocks are swept finely. */
export const paceStage = defineStage({
  id: 'pace',
  reads: ['clock', 'efficiency'],
  after: [],
  width: () => 2,
  run: ({ clock, efficiency }, _inputs, _structure, out, at) => {
    out[at] = 1 / (clock * efficiency.compute);
    out[at + 1] = 1 / clock;
  },
});

/** Everything else that changes only how fast the same work runs. */
export const machineStage = defineStage({
  id: 'machine',
  reads: ['matrix', 'vector', 'tierSizes', 'tierRates', 'efficiency', 'system'],
  after: [],
  width: () => MACHINE.WIDTH,
  run: ({ matrix, vector, tierSizes, tierRates, efficiency, system }, _inputs, _structure, out, at) => {
    const main = mainMemoryIndex(tierSizes);
    const staging = stagingTierIndex(tierSizes);
    const host = hostTierIndex(tierSizes);
    const cores = matrix.kind === 'array' ? matrix.cores : 1;
    const rate = (index: number): number | null => {
      const each = tierRates[index] ?? null;
      return each !== null && tierSizes[index]?.scope === 'core' ? each * cores : each;
    };
    const seconds = (perSecond: number | null, otherwise: number, share: number) =>
      perSecond === null ? otherwise : 1 / (perSecond * share);
    out[at + MACHINE.SECONDS_PER_OFF_BYTE] = seconds(rate(main), NaN, efficiency.memory);
    out[at + MACHINE.SECONDS_PER_ON_BYTE] = seconds(rate(staging), 0, efficiency.memory);
    out[at + MACHINE.SECONDS_PER_LANE_OP] = seconds(vector.laneOpsPerSecond, 0, 1);
    out[at + MACHINE.SECONDS_PER_SPECIAL_OP] = seconds(vector.specialOpsPerSecond, 0, 1);
    out[at + MACHINE.OPERATOR_OVERHEAD_SECONDS] = efficiency.operatorOverheadSeconds;
    out[at + MACHINE.MAIN_CAPACITY_BYTES] = tierSizes[main]?.capacityBytes ?? NaN;
    out[at + MACHINE.HOST_BYTES_PER_SECOND] = system.offload ? (rate(host) ?? NaN) : 0;
    out[at + MACHINE.CHIPS] = system.chips ?? Infinity;
    out[at + MACHINE.MEMORY_EFFICIENCY] = efficiency.memory;
  },
});
