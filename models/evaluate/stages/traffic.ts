import { ROW, type Place, type RowDescriptor } from '../../workload/lowering/rows';
import type { Structure } from '../../workload/lowering/types';
import type { Rules } from '../../workload/rules';
import type { MatrixPart } from '../parts';
import { defineStage, type Inputs } from '../stage';
import { ATTENTION_TILES, ATTENTION_TRAFFIC, attentionTiles, attentionTraffic, valuesRowOf } from './attention-traffic';
import { BYTES } from './bytes';
import { isMapped, MAPPING } from './mapping-columns';
import { ACCUMULATOR_BYTES, PRODUCT_TILING, tileProduct } from './product-tiling';
import { stagingBytes } from './staging';

/** Bytes that a row moves, all its layers together, at the first step and growth a step. */
export const TRAFFIC = {
  /** To and from main memory. */
  OFF: 0,
  OFF_SLOPE: 1,
  /** Between units and the staging memory on the chip. */
  ON: 2,
  ON_SLOPE: 3,
  WIDTH: 4,
} as const;

/**
 * Bytes of each row at main memory and on the chip.
 *
 * At level `roofline` every operand moves once, to where its placement says. At level `array` a product's operands move
 * as often as the best tile that fits the staging memory makes them; see `models/cost/tiling.ts`, and for attention
 * `models/cost/attention-passes.ts`. At level `mapped` their loop nest says so, and attention is as at level `array`.
 */
export const trafficStage = defineStage({
  id: 'traffic',
  reads: ['tierSizes', 'matrix', 'rules'],
  after: ['rows', 'bytes', 'mapping'],
  // Behind the rows there is room for one tile, which the search writes to.
  width: (structure) => structure.rows.length * TRAFFIC.WIDTH + PRODUCT_TILING.WIDTH,
  run: ({ tierSizes, matrix, rules }, { rows, bytes, mapping }, structure, out, at) => {
    const capacity = rules.level === 'roofline' ? NaN : stagingBytes(tierSizes, matrix);
    const count = structure.rows.length;
    const tile = at + count * TRAFFIC.WIDTH;
    for (let index = 0; index < count; index++) {
      const row = structure.rows[index]!;
      const from = rows.at + index * ROW.WIDTH;
      const sizes = bytes.at + index * BYTES.WIDTH;
      const to = at + index * TRAFFIC.WIDTH;
      writePlaced(row, rows.data, from, bytes.data, sizes, out, to);
      if (rules.level === 'array' && row.kind === 'gemm' && rows.data[from + ROW.REPEAT] !== 0) {
        writeTiled(row, capacity, matrix, rules, rows.data, from, bytes.data, sizes, out, tile, to);
      }
      if (isMapped(row, rules)) {
        writeMapped(mapping.data, mapping.at + index * MAPPING.WIDTH, rows.data, from, bytes.data, sizes, out, to);
      }
    }
    if (rules.level !== 'roofline' && structure.kind === 'decoder') {
      addAttention(structure, capacity, matrix, rules, rows, bytes, out, at);
    }
  },
});

function writePlaced(
  row: RowDescriptor,
  rows: Float64Array,
  from: number,
  bytes: Float64Array,
  sizes: number,
  out: Float64Array,
  to: number,
): void {
  const repeat = rows[from + ROW.REPEAT]!;
  out.fill(0, to, to + TRAFFIC.WIDTH);
  // A row without work moves nothing: stored weights that a step does not touch.
  const product = row.kind === 'gemm' || row.kind === 'scores' || row.kind === 'values';
  if (row.kind === 'stored' || row.kind === 'collective' || (product && rows[from + ROW.MACS] === 0)) return;
  addOperand(row.a.place, repeat, bytes, sizes + BYTES.A, out, to);
  addOperand(row.b.place, repeat, bytes, sizes + BYTES.B, out, to);
  addOperand(row.c.place, repeat, bytes, sizes + BYTES.C, out, to);
  out[to + TRAFFIC.OFF] = out[to + TRAFFIC.OFF]! + repeat * bytes[sizes + BYTES.BESIDES]!;
}

/** Adds the bytes at `at`, and the growth behind them, to what moves off or on the chip. */
function addOperand(
  place: Place,
  repeat: number,
  bytes: Float64Array,
  at: number,
  out: Float64Array,
  to: number,
): void {
  const column = to + (place === 'off' ? TRAFFIC.OFF : TRAFFIC.ON);
  out[column] = out[column]! + repeat * bytes[at]!;
  out[column + 1] = out[column + 1]! + repeat * bytes[at + 1]!;
}

/** Adds what the passes of attention move besides single crossings. */
function addAttention(
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

/** Replaces the single reads of a product's off-chip operands by those of its best tile. */
function writeTiled(
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

/** Replaces the single crossings of a product by what its loop nest moves; keys and values are written beside it. */
function writeMapped(
  mapping: Float64Array,
  mapped: number,
  rows: Float64Array,
  from: number,
  bytes: Float64Array,
  sizes: number,
  out: Float64Array,
  to: number,
): void {
  const repeat = rows[from + ROW.REPEAT]!;
  if (repeat === 0 || rows[from + ROW.MACS] === 0) return;
  out[to + TRAFFIC.OFF] = mapping[mapped + MAPPING.OFF]! + repeat * bytes[sizes + BYTES.BESIDES]!;
  out[to + TRAFFIC.ON] = mapping[mapped + MAPPING.ON]!;
}
