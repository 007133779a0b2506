/**
 * Words fetched into a buffer that is emptied the moment it is full ("flush when full"): the miss count of one
 * published simulator's double-buffered operand memories, in closed form.
 *
 * The buffer collects distinct words. When it holds `capacity` of them it forgets all. For a matrix product every pass
 * over a tile touches distinct words in the same order, so no addresses are needed. `FlushWhenFullBuffer`, beside the
 * window replay, is the definition that these formulas are tested against.
 */
import { type DataflowCode, folds, INPUT_STATIONARY, WEIGHT_STATIONARY } from './systolic';

/**
 * `passes` over the same `words` in the same order. Either all fit and are fetched once, or no word survives until its
 * next use, since any `capacity <= words` consecutive ones are distinct.
 */
export function cyclicFetches(words: number, passes: number, capacity: number): number {
  return words < capacity ? words : words * passes;
}

/**
 * `tileCount` tiles of `tileWords` and then one of `lastWords` (0: none), each swept `passes` times before the next.
 *
 * A tile that does not fit is fetched on every pass. Tiles that do fit are fetched once, but a flush in the midst of
 * one makes the next pass fetch again what came before the flush. With k = ceil(capacity / tile), the first flush
 * falls into the k-th tile at offset `capacity - (k-1) tile`; the sweep leaves exactly that tile in the buffer, so
 * a flush recurs every k-1 tiles at the same offset.
 */
export function sweptTileFetches(
  tileWords: number,
  tileCount: number,
  lastWords: number,
  passes: number,
  capacity: number,
): number {
  const words = tileWords * tileCount + lastWords;
  if (passes === 1) return words;
  let fetches = 0;
  let held = 0;
  if (tileCount > 0 && tileWords >= capacity) {
    fetches = tileWords * tileCount * passes;
    held = fetches % capacity;
  } else if (tileCount > 0) {
    const firstFlushAt = Math.ceil(capacity / tileWords);
    const flushes = Math.floor((tileCount - 1) / (firstFlushAt - 1));
    fetches = tileWords * tileCount + flushes * (capacity - (firstFlushAt - 1) * tileWords);
    held = tileWords * (tileCount - flushes * (firstFlushAt - 1));
  }
  if (lastWords >= capacity) return fetches + lastWords * passes;
  const isFlushed = lastWords > 0 && held + lastWords >= capacity;
  return fetches + lastWords + (isFlushed ? capacity - held : 0);
}

/** Words of A fetched for a product on an array, column folds outermost. `capacity` is the usable half of its buffer. */
export function gemmFetchesA(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  columns: number,
  capacity: number,
): number {
  return dataflow === INPUT_STATIONARY ? m * k : cyclicFetches(m * k, folds(n, columns), capacity);
}

/** Words of B fetched for a product on an array, column folds outermost. `capacity` is the usable half of its buffer. */
export function gemmFetchesB(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  rows: number,
  columns: number,
  capacity: number,
): number {
  if (dataflow === WEIGHT_STATIONARY) return k * n;
  if (dataflow === INPUT_STATIONARY) return cyclicFetches(k * n, folds(m, columns), capacity);
  const wholeTiles = Math.floor(n / columns);
  return sweptTileFetches(columns * k, wholeTiles, (n - wholeTiles * columns) * k, folds(m, rows), capacity);
}
