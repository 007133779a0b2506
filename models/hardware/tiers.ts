import type { MemoryTier } from './types';

type TierIdentity = Pick<MemoryTier, 'kind' | 'scope'>;

/** Position of the memory that holds weights and cache: the outermost DRAM, or the outermost on-chip tier without one. */
export function mainMemoryIndex(tiers: readonly TierIdentity[]): number {
  const dram = outermost(tiers, 'dram', tiers.length);
  return dram >= 0 ? dram : outermost(tiers, 'sram', tiers.length);
}

/** Position of the innermost tier that a core's operands are staged in: the outermost SRAM inside main memory; -1: none. */
export function stagingTierIndex(tiers: readonly TierIdentity[]): number {
  return outermost(tiers, 'sram', mainMemoryIndex(tiers));
}

/** Position of the host memory that an offloaded model streams from; -1: none. */
export function hostTierIndex(tiers: readonly TierIdentity[]): number {
  return outermost(tiers, 'host', tiers.length);
}

/** Position of the last tier of a kind before `end`; -1: none. */
function outermost(tiers: readonly TierIdentity[], kind: TierIdentity['kind'], end: number): number {
  for (let at = end - 1; at >= 0; at--) if (tiers[at]!.kind === kind) return at;
  return -1;
}
