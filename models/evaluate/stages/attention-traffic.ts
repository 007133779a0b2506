import { onePassBytes, keyTileOf, QUERY_TILE, queryTile, scoresBytes, valuesBytes } from '../../cost/attention-passes';
import { ROW } from '../../workload/lowering/rows';
import type { Structure } from '../../workload/lowering/types';
import type { MatrixPart } from '../parts';
import type { Inputs } from '../stage';
import { BYTES } from './bytes';

/** What `attentionTiles` writes: a `QUERY_TILE` for the product of scores, one for that of values; one pass has one. */
export const ATTENTION_TILES = { SCORES: 0, VALUES: QUERY_TILE.WIDTH, WIDTH: 2 * QUERY_TILE.WIDTH } as const;

/** The row of values that belongs to a row of scores: lowerings put it right behind; -1 for any other row. */
export function valuesRowOf(structure: Structure, index: number): number {
  const next = structure.rows[index + 1];
  return structure.rows[index]?.kind === 'scores' && next?.kind === 'values' ? index + 1 : -1;
}

/** Keys of a tile: those on the array's rows when values are computed. */
export function keyTileOfMatrix(matrix: MatrixPart): number {
  return keyTileOf(matrix.kind === 'array' ? matrix.rows : 1);
}

/** Keys that the last step of a row of scores sees. */
export function keysAtLastStep(rows: Inputs, index: number): number {
  const at = rows.at + index * ROW.WIDTH;
  const growth = rows.data[at + ROW.MACS_SLOPE] === 0 ? 0 : 1;
  return rows.data[at + ROW.N]! + growth * Math.max(0, rows.data[at + ROW.STEPS]! - 1);
}

/**
 * Writes `ATTENTION_TILES` of the attention whose scores are row `scores`, in a staging memory of `capacity` bytes. In
 * decode, of the last step, which has the most keys: the tiles of the others are the same.
 */
export function attentionTiles(
  onePass: boolean,
  scores: number,
  matrix: MatrixPart,
  capacity: number,
  bytesAccumulator: number,
  rows: Inputs,
  bytes: Inputs,
  out: Float64Array,
): void {
  const s = rows.at + scores * ROW.WIDTH;
  const v = s + ROW.WIDTH;
  const row = (column: number) => rows.data[s + column]!;
  const each = (operator: number, elements: number, size: number) => {
    const count = rows.data[operator + elements]!;
    return count === 0 ? 0 : bytes.data[bytes.at + (scores + (operator - s) / ROW.WIDTH) * BYTES.WIDTH + size]! / count;
  };
  const keys = keysAtLastStep(rows, scores);
  const past = row(ROW.PAST) + keys - row(ROW.N);
  const queries = row(ROW.QUERIES);
  const query = each(s, ROW.A, BYTES.A);
  const key = each(s, ROW.B, BYTES.B);
  const value = each(v, ROW.B, BYTES.B);
  const keyDepth = row(ROW.K);
  const valueDepth = rows.data[v + ROW.N]!;
  const tile = (held: Parameters<typeof queryTile>[5], at: number) =>
    queryTile(
      row(ROW.M) / queries,
      queries,
      past,
      keys,
      row(ROW.REACH),
      held,
      capacity,
      keyTileOfMatrix(matrix),
      out,
      at,
    );
  if (onePass) {
    tile(onePassBytes(keyDepth, valueDepth, query, key, value, bytesAccumulator), ATTENTION_TILES.SCORES);
    out.copyWithin(ATTENTION_TILES.VALUES, ATTENTION_TILES.SCORES, ATTENTION_TILES.VALUES);
    return;
  }
  tile(scoresBytes(keyDepth, query, key, bytesAccumulator), ATTENTION_TILES.SCORES);
  tile(valuesBytes(valueDepth, each(v, ROW.A, BYTES.A), value, bytesAccumulator), ATTENTION_TILES.VALUES);
}

/** What `attentionTraffic` writes: bytes of one layer at the first step, and growth a step. */
export const ATTENTION_TRAFFIC = { SCORES: 0, SCORES_SLOPE: 1, VALUES: 2, VALUES_SLOPE: 3, WIDTH: 4 } as const;

/**
 * Writes what an attention moves besides the single crossings of its operands: keys and values again for each tile of
 * rows; with three passes, scores read, written and read once more than its two products do by themselves.
 *
 * `tiles` are those that `attentionTiles` wrote for the same row.
 */
export function attentionTraffic(
  onePass: boolean,
  scores: number,
  rows: Inputs,
  bytes: Inputs,
  tiles: Float64Array,
  out: Float64Array,
): void {
  const keys = keysAtLastStep(rows, scores);
  const s = bytes.at + scores * BYTES.WIDTH;
  const v = s + BYTES.WIDTH;
  const keysAgain = tiles[ATTENTION_TILES.SCORES + QUERY_TILE.KEYS_READ]! / keys - 1;
  const valuesAgain = tiles[ATTENTION_TILES.VALUES + QUERY_TILE.KEYS_READ]! / keys - 1;
  const passes = onePass ? 0 : 2;
  out[ATTENTION_TRAFFIC.SCORES] = keysAgain * bytes.data[s + BYTES.B]! + passes * bytes.data[s + BYTES.C]!;
  out[ATTENTION_TRAFFIC.SCORES_SLOPE] =
    keysAgain * bytes.data[s + BYTES.B_SLOPE]! + passes * bytes.data[s + BYTES.C_SLOPE]!;
  out[ATTENTION_TRAFFIC.VALUES] = valuesAgain * bytes.data[v + BYTES.B]!;
  out[ATTENTION_TRAFFIC.VALUES_SLOPE] = valuesAgain * bytes.data[v + BYTES.B_SLOPE]!;
}
