/**
 * Bins over numbers whose bounds are not known in advance.
 *
 * Bins come in levels, each bin of a level being exactly two of the level below. The level in use is the lowest at
 * which all numbers so far fall into `resolution` bins, so it follows from the least and the greatest number alone:
 * not from the order of arrival, nor from which thread saw them.
 */
export type AxisScale = 'linear' | 'log';

/** A stretch of bins as plain data. */
export interface AxisBins {
  readonly scale: AxisScale;
  /** Linear: bins are 2^level wide. Log: a doubling is 1024 / 2^level bins. */
  readonly level: number;
  /** Number of the first bin; bin 0 begins at 0 (linear) or 1 (log). */
  readonly first: number;
  readonly bins: number;
  /** Least and greatest number counted; Infinity and -Infinity when there is none. */
  readonly min: number;
  readonly max: number;
}

const BINS_PER_DOUBLING = 1024;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
/** A linear axis never splits its numbers finer than this many bits below the greatest one. */
const LINEAR_BITS = 40;
const LEAST_LINEAR_LEVEL = -1000;

export interface Binning {
  /** Whether the axis can show a number: finite, and on a log axis positive (and not subnormal). */
  accepts(value: number): boolean;
  /** The lowest level, not below `atLeast`, at which [min, max] spans at most `resolution` bins. */
  levelFor(min: number, max: number, resolution: number, atLeast: number): number;
  bin(value: number, level: number): number;
  /** The bins, counted from `first`, of `count` values picked by their rows. In the class, so that the loop is tight. */
  slots(values: Float64Array, rows: Uint32Array, count: number, level: number, first: number, out: Int32Array): void;
  /** Where a bin begins. */
  edge(bin: number, level: number): number;
}

export function binning(scale: AxisScale): Binning {
  return scale === 'log' ? new LogBinning() : new LinearBinning();
}

/** Bin of a coarser level that a bin belongs to. */
export function coarser(bin: number, levels: number): number {
  return floorOf(bin / powerOfTwo(levels), bin);
}

/** The bounds of an axis' bins, one more than there are bins, in the axis' own unit. */
export function binEdges(axis: AxisBins): Float64Array {
  const scale = binning(axis.scale);
  return new Float64Array(axis.bins + 1).map((_, i) => scale.edge(axis.first + i, axis.level));
}

/** Rounds down a quotient whose sign is that of `of`, even when it has underflowed to 0. Never -0. */
function floorOf(quotient: number, of: number): number {
  return quotient === 0 && of < 0 ? -1 : Math.floor(quotient) + 0;
}

class LinearBinning implements Binning {
  #level = 0;
  #width = 1;

  accepts(value: number): boolean {
    return Number.isFinite(value);
  }

  levelFor(min: number, max: number, resolution: number, atLeast: number): number {
    let level = Math.max(atLeast, LEAST_LINEAR_LEVEL, exponentOf(Math.max(Math.abs(min), Math.abs(max))) - LINEAR_BITS);
    while (this.bin(max, level) - this.bin(min, level) >= resolution) level++;
    return level;
  }

  bin(value: number, level: number): number {
    if (level !== this.#level) {
      this.#level = level;
      this.#width = powerOfTwo(level);
    }
    return floorOf(value / this.#width, value); // a quotient by a power of two is exact
  }

  slots(values: Float64Array, rows: Uint32Array, count: number, level: number, first: number, out: Int32Array): void {
    for (let i = 0; i < count; i++) out[i] = this.bin(values[rows[i]!]!, level) - first;
  }

  edge(bin: number, level: number): number {
    return bin * powerOfTwo(level);
  }
}

/**
 * Equal ratios: bin `1024 e + t` begins at `2^(e + t/1024)`. The 1024 bounds within a doubling come from repeated
 * square roots, which IEEE 754 rounds the same everywhere; logarithms it does not.
 */
class LogBinning implements Binning {
  readonly #value = new Float64Array(1);
  readonly #words = new Uint32Array(this.#value.buffer);
  readonly #highWord: 0 | 1;
  readonly #edges = rootsOfTwo();
  /** For each of 2048 equal cells of [1, 2), the bin its lower end is in. A cell holds one bound at most. */
  readonly #guess = new Uint16Array(2 * BINS_PER_DOUBLING);

  constructor() {
    this.#value[0] = 1;
    this.#highWord = this.#words[0] === 0 ? 1 : 0;
    let bin = 0;
    for (let cell = 0; cell < this.#guess.length; cell++) {
      while (bin + 1 < BINS_PER_DOUBLING && this.#edges[bin + 1]! <= 1 + cell / this.#guess.length) bin++;
      this.#guess[cell] = bin;
    }
  }

  accepts(value: number): boolean {
    return value >= SMALLEST_NORMAL && value < Infinity;
  }

  levelFor(min: number, max: number, resolution: number, atLeast: number): number {
    let level = Math.max(atLeast, 0);
    while (this.bin(max, level) - this.bin(min, level) >= resolution) level++;
    return level;
  }

  bin(value: number, level: number): number {
    this.#value[0] = value;
    const high = this.#words[this.#highWord]!;
    this.#words[this.#highWord] = (high & 0xfffff) | 0x3ff00000; // exponent 0: leaves the mantissa, in [1, 2)
    const mantissa = this.#value[0];
    let bin = this.#guess[(high >>> 9) & 2047]!;
    if (bin + 1 < BINS_PER_DOUBLING && mantissa >= this.#edges[bin + 1]!) bin++;
    return (((high >>> 20) - 1023) * BINS_PER_DOUBLING + bin) >> level;
  }

  slots(values: Float64Array, rows: Uint32Array, count: number, level: number, first: number, out: Int32Array): void {
    for (let i = 0; i < count; i++) out[i] = this.bin(values[rows[i]!]!, level) - first;
  }

  edge(bin: number, level: number): number {
    const finest = bin * powerOfTwo(level);
    const doublings = Math.floor(finest / BINS_PER_DOUBLING);
    return powerOfTwo(doublings) * this.#edges[finest - doublings * BINS_PER_DOUBLING]!;
  }
}

/** 2^(t/1024) for t in 0..1023. */
function rootsOfTwo(): Float64Array {
  const roots = new Float64Array(BINS_PER_DOUBLING).fill(1);
  let root = 2;
  for (let bit = BINS_PER_DOUBLING / 2; bit >= 1; bit /= 2) {
    root = Math.sqrt(root);
    for (let t = 0; t < BINS_PER_DOUBLING; t++) if ((t & bit) !== 0) roots[t]! *= root;
  }
  return roots;
}

/** Exact for -1074..1023, 0 below and Infinity above. */
function powerOfTwo(exponent: number): number {
  let power = 1;
  for (let i = exponent; i > 0; i--) power *= 2;
  for (let i = exponent; i < 0; i++) power /= 2;
  return power;
}

/** floor(log2(value)) of a number >= 0; the lowest level's for 0. */
function exponentOf(value: number): number {
  if (value === 0) return LEAST_LINEAR_LEVEL;
  let exponent = 0;
  let scaled = value;
  for (; scaled >= 2; exponent++) scaled /= 2;
  for (; scaled < 1; exponent--) scaled *= 2;
  return exponent;
}
