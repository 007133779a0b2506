/** Bytes that rows move at level `array` where a single crossing of each operand is not enough. */
import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import type { Structure } from '../../workload/lowering/types';
import type { Rules } from '../../workload/rules';
import type { MatrixPart } from '../parts';
import type { Inputs } from '../stage';
import { ATTENTION_TILES, ATTENTION_TRAFFIC, attentionTiles, attentionTraffic, valuesRowOf } from './attention-traffic';
import { BYTES } from './bytes';
import { ACCUMULATOR_BYTES, tileProduct } from './product-tiling';
import { PRODUCT_TILING } from './tiling-columns';
import { TRAFFIC } from './traffic-columns';

/** Replaces the single reads of a product's off-chip operands by those of its best tile. */
export function writeTiled(
  row: RowDescriptor,
  capacity: number,
  matrix: MatrixPart,
  rules: Rules,
  rows: Float64Array,
  from: number,
  bytes: Float64Array,
  sizes: number,
  out: Float64Array,
  tile: number,
  to: number,
): void {
  if (Number.isNaN(capacity)) {
    out[to + TRAFFIC.OFF] = NaN;
    return;
  }
  tileProduct(row, capacity, matrix, rules, rows, from, bytes, sizes, out, tile);
  const moved =
    out[tile + PRODUCT_TILING.A_BYTES]! + out[tile + PRODUCT_TILING.B_BYTES]! + out[tile + PRODUCT_TILING.C_BYTES]!;
  const off = rows[from + ROW.GROUPS]! * moved + bytes[sizes + BYTES.BESIDES]!;
  out[to + TRAFFIC.OFF] = rows[from + ROW.REPEAT]! * off;
}

/** Adds what the passes of attention move besides single crossings. */
export function addAttention(
  structure: Structure,
  capacity: number,
  matrix: MatrixPart,
  { fusedAttention }: Rules,
  rows: Inputs,
  bytes: Inputs,
  out: Float64Array,
  at: number,
): void {
  const tiles = new Float64Array(ATTENTION_TILES.WIDTH);
  const more = new Float64Array(ATTENTION_TRAFFIC.WIDTH);
  structure.rows.forEach((_, index) => {
    const from = rows.at + index * ROW.WIDTH;
    const repeat = rows.data[from + ROW.REPEAT]!;
    const values = valuesRowOf(structure, index);
    if (values < 0 || repeat === 0 || rows.data[from + ROW.MACS] === 0) return;
    attentionTiles(fusedAttention, index, matrix, capacity, ACCUMULATOR_BYTES, rows, bytes, tiles);
    attentionTraffic(fusedAttention, index, rows, bytes, tiles, more);
    const s = at + index * TRAFFIC.WIDTH;
    const v = at + values * TRAFFIC.WIDTH;
    out[s + TRAFFIC.OFF]! += repeat * more[ATTENTION_TRAFFIC.SCORES]!;
    out[s + TRAFFIC.OFF_SLOPE]! += repeat * more[ATTENTION_TRAFFIC.SCORES_SLOPE]!;
    out[v + TRAFFIC.OFF]! += repeat * more[ATTENTION_TRAFFIC.VALUES]!;
    out[v + TRAFFIC.OFF_SLOPE]! += repeat * more[ATTENTION_TRAFFIC.VALUES_SLOPE]!;
  });
}
