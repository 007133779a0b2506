/** Sizes of memories over all cores. */
import { stagingTierIndex } from '../../hardware/tiers';
import type { MatrixPart, TierSize } from '../parts';

/** Bytes of the memory that tiles are staged in, over all cores; NaN when there is none or its size is not known. */
export function stagingBytes(tiers: readonly TierSize[], matrix: MatrixPart): number {
  const tier = tiers[stagingTierIndex(tiers)];
  return tier === undefined ? NaN : instanceBytes(tier, matrix);
}

/** The scratchpad that a workload is scheduled in: whole bytes of the memory that tiles are staged in; NaN without one. */
export function scratchpadBytes(tiers: readonly TierSize[], matrix: MatrixPart): number {
  return Math.floor(stagingBytes(tiers, matrix));
}

/** Bytes of a memory over all cores; NaN when its size is not known. */
export function instanceBytes(
  { capacityBytes, scope }: Pick<TierSize, 'capacityBytes' | 'scope'>,
  matrix: MatrixPart,
): number {
  const instances = scope === 'core' && matrix.kind === 'array' ? matrix.cores : 1;
  return (capacityBytes ?? NaN) * instances;
}
