import { gemmTiling, TILING_WIDTH } from '../../cost/tiling';
import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import type { Structure } from '../../workload/lowering/types';
import type { Rules } from '../../workload/rules';
import type { MatrixPart, TierSize } from '../parts';
import { stagingTierIndex } from '../../hardware/tiers';
import { defineStage, type Inputs } from '../stage';
import { ATTENTION_TILES, ATTENTION_TRAFFIC, attentionTiles, attentionTraffic, valuesRowOf } from './attention-traffic';
import { BYTES } from './bytes';
import { isMapped, MAPPING } from './mapping-columns';

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

/** Accumulators are 32 bits wide whatever the operands are. */
export const ACCUMULATOR_BYTES = 4;

/** What `tileProduct` writes: the best tile as `gemmTiling` has it, then bytes per element of A, B and C off the chip. */
export const PRODUCT_TILING = {
  A_BYTES: 0,
  B_BYTES: 1,
  C_BYTES: 2,
  TILE_M: 3,
  TILE_N: 4,
  TILE_K: 5,
  PER_A: TILING_WIDTH,
  PER_B: TILING_WIDTH + 1,
  PER_C: TILING_WIDTH + 2,
  WIDTH: TILING_WIDTH + 3,
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
  width: (structure) => structure.rows.length * TRAFFIC.WIDTH,
  run: ({ tierSizes, matrix, rules }, { rows, bytes, mapping }, structure, out, at) => {
    const tiling = new Float64Array(PRODUCT_TILING.WIDTH);
    structure.rows.forEach((row, index) => {
      const from = rows.at + index * ROW.WIDTH;
      const sizes = bytes.at + index * BYTES.WIDTH;
      const to = at + index * TRAFFIC.WIDTH;
      writePlaced(row, rows.data, from, bytes.data, sizes, out, to);
      if (rules.level === 'array')
        writeTiled(row, tierSizes, matrix, rules, rows.data, from, bytes.data, sizes, tiling, out, to);
      if (isMapped(row, rules))
        writeMapped(mapping.data, mapping.at + index * MAPPING.WIDTH, rows.data, from, bytes.data, sizes, out, to);
    });
    if (rules.level !== 'roofline')
      addAttention(structure, stagingBytes(tierSizes, matrix), matrix, rules, rows, bytes, out, at);
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
  const add = (place: 'off' | 'on', value: number, slope: number) => {
    const column = place === 'off' ? TRAFFIC.OFF : TRAFFIC.ON;
    out[to + column]! += repeat * value;
    out[to + column + 1]! += repeat * slope;
  };
  add(row.a.place, bytes[sizes + BYTES.A]!, bytes[sizes + BYTES.A_SLOPE]!);
  add(row.b.place, bytes[sizes + BYTES.B]!, bytes[sizes + BYTES.B_SLOPE]!);
  add(row.c.place, bytes[sizes + BYTES.C]!, bytes[sizes + BYTES.C_SLOPE]!);
  add('off', bytes[sizes + BYTES.CACHE_WRITE]!, 0);
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
  tiers: readonly TierSize[],
  matrix: MatrixPart,
  rules: Rules,
  rows: Float64Array,
  from: number,
  bytes: Float64Array,
  sizes: number,
  tiling: Float64Array,
  out: Float64Array,
  to: number,
): void {
  const repeat = rows[from + ROW.REPEAT]!;
  if (row.kind !== 'gemm' || repeat === 0) return;
  const capacity = stagingBytes(tiers, matrix);
  if (Number.isNaN(capacity)) {
    out[to + TRAFFIC.OFF] = NaN;
    return;
  }
  tileProduct(row, capacity, matrix, rules, rows, from, bytes, sizes, tiling);
  const groups = rows[from + ROW.GROUPS]!;
  const off = groups * (tiling[0]! + tiling[1]! + tiling[2]!) + bytes[sizes + BYTES.CACHE_WRITE]!;
  out[to + TRAFFIC.OFF] = repeat * off;
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
  out[to + TRAFFIC.OFF] = mapping[mapped + MAPPING.OFF]! + repeat * bytes[sizes + BYTES.CACHE_WRITE]!;
  out[to + TRAFFIC.ON] = mapping[mapped + MAPPING.ON]!;
}

/** Writes the best tile of one of a row's products in a staging memory of `capacity` bytes: see `PRODUCT_TILING`. */
export function tileProduct(
  row: RowDescriptor,
  capacity: number,
  matrix: MatrixPart,
  rules: Pick<Rules, 'level'>,
  rows: Float64Array,
  from: number,
  bytes: Float64Array,
  sizes: number,
  out: Float64Array,
): void {
  const groups = rows[from + ROW.GROUPS]!;
  const m = rows[from + ROW.M]!;
  const n = rows[from + ROW.N]!;
  const k = rows[from + ROW.K]!;
  const perA = row.a.place === 'off' ? bytes[sizes + BYTES.A]! / (groups * m * k) : 0;
  const perB = bytes[sizes + BYTES.B]! / (groups * n * k);
  const perC = row.c.place === 'off' ? bytes[sizes + BYTES.C]! / (groups * m * n) : 0;
  const height = matrix.kind === 'array' ? matrix.rows : 1;
  const width = matrix.kind === 'array' ? matrix.columns : 1;
  const depth = rules.level === 'array' ? height : 1;
  gemmTiling(m, n, k, perA, perB, ACCUMULATOR_BYTES, perC, capacity, height, width, depth, out, 0);
  out[PRODUCT_TILING.PER_A] = perA;
  out[PRODUCT_TILING.PER_B] = perB;
  out[PRODUCT_TILING.PER_C] = perC;
}

/** Bytes of the memory that tiles are staged in, over all cores; NaN when there is none or its size is not known. */
export function stagingBytes(tiers: readonly TierSize[], matrix: MatrixPart): number {
  const tier = tiers[stagingTierIndex(tiers)];
  if (tier === undefined || tier.capacityBytes === null) return NaN;
  const instances = tier.scope === 'core' && matrix.kind === 'array' ? matrix.cores : 1;
  return tier.capacityBytes * instances;
}
