/**
 * Input words fetched by a convolution into a buffer that is emptied the moment it is full.
 *
 * Neighbouring windows share words, so that unlike for matrix products the misses have no closed form: the array's
 * demand is replayed word by word. For reference checks, not for a sweep.
 */
import { type DataflowCode, folds, INPUT_STATIONARY, OUTPUT_STATIONARY } from './systolic';

/** A convolution without padding, of one image; sizes in elements. */
export interface WindowShape {
  readonly inputHeight: number;
  readonly inputWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly channels: number;
  readonly filters: number;
  readonly stride: number;
  readonly outputHeight: number;
  readonly outputWidth: number;
}

/**
 * The buffer itself: counts misses, forgets everything when it holds `capacity` distinct words.
 * Generations instead of a set: a word is held when its stamp is the present generation.
 */
export class FlushWhenFullBuffer {
  readonly #stamps: Uint32Array;
  readonly #capacity: number;
  #generation = 1;
  #held = 0;
  #misses = 0;

  constructor(addresses: number, capacity: number) {
    this.#stamps = new Uint32Array(addresses);
    this.#capacity = capacity;
  }

  get misses(): number {
    return this.#misses;
  }

  touch(address: number): void {
    if (this.#stamps[address] === this.#generation) return;
    this.#stamps[address] = this.#generation;
    this.#misses += 1;
    this.#held += 1;
    if (this.#held < this.#capacity) return;
    this.#generation += 1;
    this.#held = 0;
  }
}

/** Address of tap `tap` of output pixel `pixel`, channels innermost; -1 where the window hangs over the edge. */
export function windowAddress(shape: WindowShape, pixel: number, tap: number): number {
  const channel = tap % shape.channels;
  const position = (tap - channel) / shape.channels;
  const tapX = position % shape.filterWidth;
  const tapY = (position - tapX) / shape.filterWidth;
  const outX = pixel % shape.outputWidth;
  const y = ((pixel - outX) / shape.outputWidth) * shape.stride + tapY;
  const x = outX * shape.stride + tapX;
  if (y >= shape.inputHeight || x >= shape.inputWidth) return -1;
  return (y * shape.inputWidth + x) * shape.channels + channel;
}

/**
 * Words of the input fetched for a convolution lowered to a product (M = output pixels, K = taps, N = filters) on a
 * `rows x columns` array, column folds outermost, each cycle's requests in row order.
 */
export function windowFetches(
  dataflow: DataflowCode,
  shape: WindowShape,
  rows: number,
  columns: number,
  capacity: number,
): number {
  const buffer = new FlushWhenFullBuffer(shape.inputHeight * shape.inputWidth * shape.channels, capacity);
  const pixels = shape.outputHeight * shape.outputWidth;
  const taps = shape.filterHeight * shape.filterWidth * shape.channels;
  const touch = (pixel: number, tap: number) => {
    const address = windowAddress(shape, pixel, tap);
    if (address >= 0) buffer.touch(address);
  };
  if (dataflow === INPUT_STATIONARY) {
    loadTiles(pixels, taps, rows, columns, touch);
    return buffer.misses;
  }
  const columnFolds = folds(shape.filters, columns);
  for (let pass = 0; pass < columnFolds; pass++) {
    if (dataflow === OUTPUT_STATIONARY) streamTiles(pixels, taps, rows, touch);
    else streamTiles(taps, pixels, rows, (tap, pixel) => touch(pixel, tap));
  }
  return buffer.misses;
}

/** Streams each tile of `rows` lines in a skewed wavefront: in cycle t, row i takes element t - i of its line. */
function streamTiles(lines: number, length: number, rows: number, touch: (line: number, element: number) => void) {
  for (let start = 0; start < lines; start += rows) {
    const used = Math.min(rows, lines - start);
    for (let cycle = 0; cycle < length + used - 1; cycle++) {
      const last = Math.min(used - 1, cycle);
      for (let row = Math.max(0, cycle - length + 1); row <= last; row++) touch(start + row, cycle - row);
    }
  }
}

/** Loads each stationary tile row by row, the bottom row first, since it travels furthest. */
function loadTiles(
  pixels: number,
  taps: number,
  rows: number,
  columns: number,
  touch: (pixel: number, tap: number) => void,
) {
  for (let left = 0; left < pixels; left += columns) {
    const right = Math.min(pixels, left + columns);
    for (let top = 0; top < taps; top += rows) {
      for (let tap = Math.min(taps, top + rows) - 1; tap >= top; tap--) {
        for (let pixel = left; pixel < right; pixel++) touch(pixel, tap);
      }
    }
  }
}
