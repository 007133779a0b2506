/** What traffic between a scratchpad and main memory costs on a machine. */
import { spillCost } from '../cost/spill-cost';
import { mainMemoryIndex } from '../hardware/tiers';
import { technologyFigures } from '../hardware/technology/figures';
import type { SourceId } from '../hardware/technology/source-ids';
import { isMissing } from '../hardware/technology/types';
import type { Accelerator } from '../hardware/types';
import type { Stair } from './curve';

/** Figures of a main memory; NaN where one is missing, and a sentence that says why. */
export interface MainMemoryFigures {
  readonly label: string;
  /** Reads and writes in equal parts. */
  readonly joulesPerByte: number;
  /** Id of the energy's source; null where there is none. */
  readonly source: SourceId | null;
  /** Reads and writes together, as far as the memory's efficiency lets it. */
  readonly bytesPerSecond: number;
  readonly gaps: readonly string[];
}

export interface TrafficCost {
  readonly joules: number;
  readonly seconds: number;
}

/**
 * The main memory of a machine, as one core or chip that schedules alone has it. `efficiency`: share of the bandwidth that
 * is reached, 0..1.
 */
export function mainMemoryFigures(accelerator: Accelerator, efficiency: number): MainMemoryFigures {
  const index = mainMemoryIndex(accelerator.tiers);
  const tier = accelerator.tiers[index];
  if (tier === undefined) {
    const gaps = ['The machine has no main memory.'];
    return { label: 'main memory', joulesPerByte: NaN, source: null, bytesPerSecond: NaN, gaps };
  }
  const { readJoulesPerByte: read, writeJoulesPerByte: write } = technologyFigures(accelerator, []).tiers[index]!;
  const missing = isMissing(read) ? read.missing : isMissing(write) ? write.missing : null;
  const isKnown = !isMissing(read) && !isMissing(write);
  return {
    label: tier.label,
    joulesPerByte: isKnown ? (read.value + write.value) / 2 : NaN,
    source: isKnown ? read.source : null,
    bytesPerSecond: tier.bytesPerSecond === null ? NaN : tier.bytesPerSecond * efficiency,
    gaps: [
      ...(missing === null ? [] : [`${tier.label} energy: ${missing}.`]),
      ...(tier.bytesPerSecond === null ? [`${tier.label}: its bandwidth is not known.`] : []),
    ],
  };
}

/**
 * Energy in main memory and time at its bandwidth of so many bytes; see `spillCost` for what is not modelled.
 */
export function trafficCost({ joulesPerByte, bytesPerSecond }: MainMemoryFigures, bytes: number): TrafficCost {
  return { joules: spillCost(bytes, joulesPerByte), seconds: spillCost(bytes, 1 / bytesPerSecond) };
}

/** A stair with what its bytes cost: those beyond the compulsory ones. */
export type PricedStair = Stair & TrafficCost;

export function pricedStairs(stairs: readonly Stair[], figures: MainMemoryFigures): readonly PricedStair[] {
  return stairs.map((stair) => ({ ...stair, ...trafficCost(figures, stair.bytes) }));
}
