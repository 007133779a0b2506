import type { RowDescriptor } from '../../workload/lowering/rows';
import type { Rules } from '../../workload/rules';

/** What a row's loop nest takes and moves, all its layers, in one step; NaN where it has none. Empty but at level `mapped`. */
export const MAPPING = {
  /** In the units of `COMPUTE.CYCLES`. */
  CYCLES: 0,
  /** Bytes read from and written to main memory, and the staging memory on the chip. */
  OFF: 1,
  ON: 2,
  /** Joules of main memory, and of all memories on the chip. */
  OFF_JOULES: 3,
  ON_JOULES: 4,
  WIDTH: 5,
} as const;

/** After the rows: how many of them no loop nest fits. */
export const MAPPING_TAIL = { MISFITS: 0, WIDTH: 1 } as const;

/**
 * Rows that have a loop nest: products with weights. Attention is fused: one nest does not say what its two products keep
 * from each other, so it keeps the folds and the traffic of level `array`.
 */
export function isMapped(row: Pick<RowDescriptor, 'kind'>, { level }: Pick<Rules, 'level'>): boolean {
  return level === 'mapped' && row.kind === 'gemm';
}
