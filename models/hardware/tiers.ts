import type { MemoryTier } from './types';

type TierIdentity = Pick<MemoryTier, 'kind' | 'scope'>;

/** Position of the memory that holds weights and cache: the outermost DRAM, or the outermost on-chip tier without one. */
export function mainMemoryIndex(tiers: readonly TierIdentity[]): number {
  const dram = tiers.findLastIndex((tier) => tier.kind === 'dram');
  return dram >= 0 ? dram : tiers.findLastIndex((tier) => tier.kind === 'sram');
}

/** Position of the innermost tier that a core's operands are staged in: the outermost SRAM inside main memory; -1: none. */
export function stagingTierIndex(tiers: readonly TierIdentity[]): number {
  const main = mainMemoryIndex(tiers);
  return tiers.findLastIndex((tier, index) => index < main && tier.kind === 'sram');
}

/** Position of the host memory that an offloaded model streams from; -1: none. */
export function hostTierIndex(tiers: readonly TierIdentity[]): number {
  return tiers.findLastIndex((tier) => tier.kind === 'host');
}
