import type { TILING_WIDTH } from '../../cost/tiling';

/**
 * What `tileProduct` writes: the best tile as `gemmTiling` has it, then bytes per element of A, B and C off the chip.
 * The tile is NaN where operands have buffers of their own.
 */
export const PRODUCT_TILING = {
  A_BYTES: 0,
  B_BYTES: 1,
  C_BYTES: 2,
  TILE_M: 3,
  TILE_N: 4,
  TILE_K: 5,
  // Behind all that `gemmTiling` writes: only its type comes from there, so that level `roofline` starts without it.
  PER_A: 6 satisfies typeof TILING_WIDTH,
  PER_B: 7,
  PER_C: 8,
  WIDTH: 9,
} as const;
