/** The tile of one product in a memory, and what it makes cross to the memory outside. */
import { convolutionTiling } from '../../cost/convolution-tiling';
import { privateBufferBytes } from '../../cost/private-buffers';
import type { DataflowCode } from '../../cost/systolic';
import { gemmTiling, TILING_WIDTH } from '../../cost/tiling';
import { DATAFLOWS } from '../../hardware/types';
import { ROW, type ConvolutionWindows, type RowDescriptor } from '../../workload/lowering/rows';
import type { Rules } from '../../workload/rules';
import type { MatrixPart } from '../parts';
import { BYTES } from './bytes';
import { PRODUCT_TILING } from './tiling-columns';

/** Accumulators are 32 bits wide whatever the operands are. */
export const ACCUMULATOR_BYTES = 4;

/** Writes the best tile of one of a row's products in a staging memory of `capacity` bytes at `out[at..]`: see `PRODUCT_TILING`. */
export function tileProduct(
  row: RowDescriptor,
  capacity: number,
  matrix: MatrixPart,
  rules: Pick<Rules, 'level' | 'windowReuse' | 'sharedMemoryTiles'>,
  rows: Float64Array,
  from: number,
  bytes: Float64Array,
  sizes: number,
  out: Float64Array,
  at: number,
): void {
  const groups = rows[from + ROW.GROUPS]!;
  const m = rows[from + ROW.M]!;
  const n = rows[from + ROW.N]!;
  const k = rows[from + ROW.K]!;
  // The unfolded windows of a convolution repeat the elements of A.
  const elementsOfA = row.window === null ? groups * m * k : rows[from + ROW.A]!;
  const perA = row.a.place === 'off' ? bytes[sizes + BYTES.A]! / elementsOfA : 0;
  const perB = bytes[sizes + BYTES.B]! / (groups * n * k);
  const perC = row.c.place === 'off' ? bytes[sizes + BYTES.C]! / (groups * m * n) : 0;
  const height = matrix.kind === 'array' ? matrix.rows : 1;
  const width = matrix.kind === 'array' ? matrix.columns : 1;
  const depth = rules.level === 'array' ? height : 1;
  const acc = ACCUMULATOR_BYTES;
  if (!rules.sharedMemoryTiles && rules.level === 'array' && matrix.kind === 'array') {
    const dataflow = DATAFLOWS.indexOf(matrix.dataflow) as DataflowCode;
    privateBufferBytes(dataflow, m, n, k, height, width, perA, perB, perC, capacity, out, at);
    out.fill(NaN, at + PRODUCT_TILING.TILE_M, at + TILING_WIDTH);
  } else if (row.window === null || !rules.windowReuse) {
    gemmTiling(m, n, k, perA, perB, acc, perC, capacity, height, width, depth, out, at);
  } else {
    const { tiles, channels, filters } = row.window;
    const images = imagesOf(row.window, rows, from);
    convolutionTiling(tiles, images, channels, filters, perA, perB, acc, perC, capacity, height, width, depth, out, at);
  }
  out[at + PRODUCT_TILING.PER_A] = perA;
  out[at + PRODUCT_TILING.PER_B] = perB;
  out[at + PRODUCT_TILING.PER_C] = perC;
}

/** Images that a convolution's row covers: its M is their outputs. */
export function imagesOf({ tiles }: ConvolutionWindows, rows: Float64Array, from: number): number {
  return rows[from + ROW.M]! / (tiles.outputHeight * tiles.outputWidth);
}
