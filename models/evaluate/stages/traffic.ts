import { ROW, type Place, type RowDescriptor } from '../../workload/lowering/rows';
import { defineStage } from '../stage';
import { BYTES } from './bytes';
import { isMapped, MAPPING } from './mapping-columns';
import { stagingBytes } from './staging';
import { PRODUCT_TILING } from './tiling-columns';
import { TRAFFIC } from './traffic-columns';

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
  // Behind the rows there is room for one tile, which the search of level `array` writes to.
  width: (structure) => structure.rows.length * TRAFFIC.WIDTH + PRODUCT_TILING.WIDTH,
  run: ({ tierSizes, matrix, rules }, { rows, bytes, mapping }, structure, out, at, { array }) => {
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
        array?.writeTiled(row, capacity, matrix, rules, rows.data, from, bytes.data, sizes, out, tile, to);
      }
      if (isMapped(row, rules)) {
        writeMapped(mapping.data, mapping.at + index * MAPPING.WIDTH, rows.data, from, bytes.data, sizes, out, to);
      }
    }
    if (array !== null && structure.kind === 'decoder') {
      array.addAttention(structure, capacity, matrix, rules, rows, bytes, out, at);
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
