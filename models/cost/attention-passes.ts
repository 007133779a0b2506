/**
 * Attention of one product pair (the query heads that share a key-value head) through an on-chip memory: scores
 * `M x keys` over the key depth, values `M x value depth` over the keys, M = heads x queries rows.
 *
 * - One pass: a tile of rows stays with its outputs, running maxima and running sums; tiles of keys and values stream by
 *   once. A score is turned into a probability the moment it is there, and the outputs so far are rescaled by the change
 *   of the maximum: once for each tile of keys. What is held does not depend on the number of keys.
 * - Three passes: scores go to main memory (their maximum is taken on the way), come back to be exponentiated and summed,
 *   go out again, and come back to be divided by the sum and multiplied with the values.
 *
 * Keys and values come from memory once for each tile of rows, unless those that a tile may see stay.
 *
 * Sources: FlashAttention-2 (arXiv 2307.08691), algorithm 1; FuseMax (arXiv 2406.10491), which names the passes; the mask
 * as in `attention-array.ts`. Not modelled: scores held on the chip between three passes, splits of one row's keys over
 * cores, outputs of an output-stationary array leaving it between tiles of keys.
 */
import { visibleKeys } from './attention-array';

/** Fewest keys of a tile: what fused kernels take, so that rescaling stays small (FlashAttention-2, section 3.3). */
const KEY_TILE = 128;

/** Keys of a tile: whole folds of an array whose side is `side`. */
export function keyTileOf(side: number): number {
  return Math.ceil(KEY_TILE / side) * side;
}

/** What `queryTile` writes. */
export const QUERY_TILE = {
  /** Rows (heads times queries) and keys of a tile. */
  ROWS: 0,
  KEYS: 1,
  /** Keys that come from memory, over all tiles of rows. */
  KEYS_READ: 2,
  /** Bytes held at once, before double buffering. */
  BYTES: 3,
  WIDTH: 4,
} as const;

/** Bytes that a tile holds for each row, for each key, and for each pair of them. */
export interface TileBytes {
  readonly row: number;
  readonly key: number;
  readonly pair: number;
}

/** One pass: query, outputs, maximum and sum for each row; key and value; a score. */
export function onePassBytes(
  keyDepth: number,
  valueDepth: number,
  bytesQuery: number,
  bytesKey: number,
  bytesValue: number,
  bytesAccumulator: number,
): TileBytes {
  return {
    row: keyDepth * bytesQuery + (valueDepth + 2) * bytesAccumulator,
    key: keyDepth * bytesKey + valueDepth * bytesValue,
    pair: bytesAccumulator,
  };
}

/** Three passes, the product of queries and keys: scores leave as they are done. */
export function scoresBytes(
  keyDepth: number,
  bytesQuery: number,
  bytesKey: number,
  bytesAccumulator: number,
): TileBytes {
  return { row: keyDepth * bytesQuery, key: keyDepth * bytesKey, pair: bytesAccumulator };
}

/** Three passes, the product of probabilities and values: outputs stay until all keys have been by. */
export function valuesBytes(
  valueDepth: number,
  bytesProbability: number,
  bytesValue: number,
  bytesAccumulator: number,
): TileBytes {
  return { row: valueDepth * bytesAccumulator, key: valueDepth * bytesValue, pair: bytesProbability };
}

/**
 * Writes `QUERY_TILE` of the tile of rows for which the fewest keys are read, of those that fit half of the memory: the
 * most rows, cut evenly; or few rows where all keys that a tile sees can stay and are read once.
 *
 * `heads` query heads share each key; `past` keys come before the first of `queries` queries; `reach` is their mask as in
 * `ROW.REACH` (chunks start with the first query), `keys` those that any query sees. A memory that can not hold one row and `keyTile` keys takes fewer keys,
 * down to one.
 */
export function queryTile(
  heads: number,
  queries: number,
  past: number,
  keys: number,
  reach: number,
  bytes: TileBytes,
  capacityBytes: number,
  keyTile: number,
  out: Float64Array,
  at: number,
): void {
  const usable = capacityBytes / 2;
  // Chunks know nothing of each other: each is a sequence of its own.
  const cut = reach < 0 ? Math.min(queries, -reach) : queries;
  let tile = Math.min(keyTile, keys);
  while (tile > 1 && tile * bytes.key + bytes.row + tile * bytes.pair > usable) tile = Math.ceil(tile / 2);
  const room = (usable - tile * bytes.key) / (bytes.row + tile * bytes.pair);
  const rows = evenRows(heads, cut, Math.max(1, Math.floor(room)));
  const read = keysRead(heads, queries, past, keys, reach, rows);
  write(rows, tile, read, tile * bytes.key + rows * (bytes.row + tile * bytes.pair), out, at);
  if (read === keys) return;
  const few = evenRows(heads, cut, tile);
  const seen = mostSeen(heads, queries, keys, reach, few);
  const staying = seen * bytes.key + few * (bytes.row + tile * bytes.pair);
  if (staying <= usable) write(few, tile, keys, staying, out, at);
}

/** At most `most` rows a tile: whole queries with all their heads, or part of the heads of one, cut evenly. */
function evenRows(heads: number, queries: number, most: number): number {
  if (most < heads) return Math.ceil(heads / Math.ceil(heads / most));
  return heads * Math.ceil(queries / Math.ceil(queries / Math.floor(most / heads)));
}

/** Keys read over all tiles of `rows` rows, each tile those that any of its queries sees. */
function keysRead(heads: number, queries: number, past: number, keys: number, reach: number, rows: number): number {
  const tile = Math.max(1, Math.floor(rows / heads));
  const passes = Math.ceil(heads / rows);
  if (reach === 0 || queries === 1) return passes * Math.ceil(queries / tile) * keys;
  if (reach > 0) return passes * keysOfTiles(queries, past, reach, tile);
  const chunks = Math.floor(queries / -reach);
  const rest = queries + reach * chunks;
  return passes * (chunks * keysOfTiles(-reach, 0, Infinity, tile) + keysOfTiles(rest, 0, Infinity, tile));
}

function keysOfTiles(queries: number, past: number, reach: number, tile: number): number {
  let sum = 0;
  for (let first = 0; first < queries; first += tile) {
    sum += visibleKeys(past + first, past + Math.min(queries, first + tile), reach);
  }
  return sum;
}

/** Most keys that one tile sees: under a window or chunk, those that stay move along with the tiles. */
function mostSeen(heads: number, queries: number, keys: number, reach: number, rows: number): number {
  if (reach === 0 || reach === Infinity || queries === 1) return keys;
  const tile = Math.max(1, Math.floor(rows / heads));
  return Math.min(keys, reach < 0 ? -reach : reach + tile - 1);
}

function write(rows: number, keys: number, read: number, bytes: number, out: Float64Array, at: number): void {
  out[at + QUERY_TILE.ROWS] = rows;
  out[at + QUERY_TILE.KEYS] = keys;
  out[at + QUERY_TILE.KEYS_READ] = read;
  out[at + QUERY_TILE.BYTES] = bytes;
}

/** Lane operations for each score of one pass: the rescaling of a row's outputs, spread over the keys of a tile. */
export function rescalingPerScore(valueDepth: number, keyTile: number): number {
  return valueDepth / keyTile;
}
