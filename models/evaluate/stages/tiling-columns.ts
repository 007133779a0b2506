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
  PER_A: 6,
  PER_B: 7,
  PER_C: 8,
  WIDTH: 9,
} as const;
