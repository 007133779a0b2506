import { TIER_OPERANDS } from '../../hardware/types';
import type { Parts } from '../parts';
import type { Machine, MachineTier } from './product-mapper';
import { technologyOf } from '../stages/technology';
import { mainMemoryIndex } from '../../hardware/tiers';

export type MachineParts = Pick<
  Parts,
  'matrix' | 'clock' | 'tierSizes' | 'tierRates' | 'technology' | 'efficiency' | 'rules'
>;

const BITS = 8;

/**
 * The accelerator as a mapper sees it when an element does `macsPerElement` multiply-accumulates a cycle: packing p counts
 * as a clock p times as fast. Null where the machine is no array, or has no memory.
 *
 * Efficiencies scale the clock and the bandwidths. Main memory is as large as it need be: whether a design fits it is decided
 * elsewhere. What streams from a host comes at the bandwidth of main memory here; the host's own counts in the roofline
 * beside the nest.
 */
export function machineFor(parts: MachineParts, macsPerElement: number): Machine | null {
  const { matrix, clock, tierSizes, tierRates, technology, efficiency, rules } = parts;
  const main = mainMemoryIndex(tierSizes);
  if (matrix.kind !== 'array' || main < 0) return null;
  const figures = technologyOf(technology, tierSizes, matrix);
  const cyclesPerSecond = clock * efficiency.compute * macsPerElement;
  const tiers = tierSizes.slice(0, main + 1).map((tier, index): MachineTier => {
    const rate = tierRates[index]!;
    const isMain = index === main;
    return {
      ...{ id: tier.id, label: tier.label, scope: tier.scope, isMain },
      bits: isMain ? Infinity : (tier.capacityBytes ?? NaN) * BITS,
      bitsPerCycle: rate === null ? Infinity : (rate * efficiency.memory * BITS) / cyclesPerSecond,
      readJoulesPerBit: figures.readJoulesPerByte[index]! / BITS,
      writeJoulesPerBit: figures.writeJoulesPerByte[index]! / BITS,
      holds: tier.holds ?? TIER_OPERANDS,
    };
  });
  const { rows, columns, cores } = matrix;
  const { loadOverlap, drainOverlap, loadingCounts, loadingBelowMinimum } = rules;
  return { rows, columns, cores, tiers, loadOverlap, drainOverlap, loadingCounts, loadingBelowMinimum };
}
