import { floatElement, largestMagnitude } from '../elements/float-element';
import { floatsOf, INFINITY_BITS, largestBits, type Floats } from './floats';
import { createGrid, type Grid } from './grid';
import type { Kernel } from './kernel';
import {
  bounded,
  finiteMagnitude,
  largestMagnitudeOf,
  roundHalfEven,
  roundScaled,
  withoutScale,
} from './kernels-scaled';
import type { AsymmetricRecipe, ScaleBounds, TwoLevelRecipe } from './recipe';
import { scaleRounding } from './scale-types';
import type { TensorStatistics } from './tensor-statistics';

const SCALE_ELEMENT = floatElement(4, 3, 'nanOnly');
const LARGEST_FLOAT32 = 3.4028234663852886e38;

/**
 * NVFP4 and NVINT4. Sources: arXiv:2509.25149, appendix B; TransformerEngine, quantization_nvfp4.py (`folded`, and that
 * reciprocals stop at the largest float32). A block whose scale rounds to zero becomes zero.
 */
export class TwoLevelKernel implements Kernel {
  saturated = 0;
  readonly #arithmetic: TwoLevelRecipe['arithmetic'];
  readonly #grid: Grid;
  readonly #scaleGrid = createGrid(SCALE_ELEMENT);
  readonly #cell = floatsOf(new Float32Array(1));
  readonly #largest: number;
  /** What block scales are counted in: 1 for one level, NaN where the tensor holds a NaN or an infinity. */
  readonly tensorScale: number;
  /** Its reciprocal as the encoder has it. */
  readonly #encode: number;

  /** `statistics` for two levels, null for one. */
  constructor({ element, arithmetic, rounding }: TwoLevelRecipe, statistics: TensorStatistics | null) {
    this.#arithmetic = arithmetic;
    this.#grid = createGrid(element, rounding);
    this.#largest = this.#grid.largest;
    const whole = largestMagnitude(SCALE_ELEMENT) * this.#largest;
    const most = statistics === null ? whole : finiteMagnitude(statistics);
    this.#encode = most === 0 ? 1 : finite(whole / most);
    const divided = most === 0 ? 1 : Math.fround(most / whole);
    this.tensorScale = arithmetic === 'division' ? divided : Math.fround(1 / this.#encode);
  }

  quantise(input: Floats, output: Floats, from: number, to: number, first: number): number {
    const largest = largestMagnitudeOf(input, from, to);
    if (Number.isNaN(largest) || Number.isNaN(this.tensorScale)) return withoutScale(output, from, to);
    const code = this.blockScale(largest);
    const scale = Math.fround(code * this.tensorScale);
    if (this.#arithmetic === 'division' || code === 0) {
      this.saturated += roundScaled(this.#grid, input, output, from, to, scale, first);
      return scale;
    }
    const encode = finite(1 / scale);
    const { values } = output;
    for (let i = from; i < to; i++) values[i] = input.values[i]! * encode;
    this.saturated += this.#grid.round(output, values, from, to, 0, first);
    for (let i = from; i < to; i++) values[i] = Math.fround(values[i]! * code) * this.tensorScale;
    return scale;
  }

  /** The E4M3 scale of a block with this largest magnitude, at most 448. */
  blockScale(largest: number): number {
    if (largest === 0) return 0;
    this.#cell.values[0] = this.#unroundedScale(largest);
    this.#scaleGrid.round(this.#cell, this.#cell.values, 0, 1, 0, 0);
    return this.#cell.values[0];
  }

  #unroundedScale(largest: number): number {
    const share = Math.fround(largest / this.#largest);
    switch (this.#arithmetic) {
      case 'division':
        return share / this.tensorScale;
      case 'reciprocal':
        return share * this.#encode;
      case 'folded':
        return largest * Math.fround(this.#encode * Math.fround(1 / this.#largest));
    }
  }
}

function finite(value: number): number {
  return Math.min(Math.fround(value), LARGEST_FLOAT32);
}

/** Integers with a zero point. A group of one repeated value has scale 1. */
export class AsymmetricKernel implements Kernel {
  saturated = 0;
  readonly #largestCode: number;
  readonly #holdsZero: boolean;
  readonly #bounds: ScaleBounds | null;
  readonly #stored: (scale: number) => number;
  readonly #fixed: Range | null;

  constructor({ bits, holdsZero, bounds, scaleType }: AsymmetricRecipe, statistics: TensorStatistics | null) {
    this.#stored = scaleRounding(scaleType);
    this.#largestCode = 2 * (1 << (bits - 1)) - 1;
    this.#holdsZero = holdsZero;
    this.#bounds = bounds;
    if (statistics === null) this.#fixed = null;
    else if (!statistics.isFinite) this.#fixed = { smallest: NaN, largest: NaN };
    else this.#fixed = { smallest: statistics.smallest, largest: statistics.largest };
  }

  quantise(input: Floats, output: Floats, from: number, to: number): number {
    const { smallest, largest } = this.#fixed ?? rangeOf(input, from, to);
    const low = this.#holdsZero ? Math.min(smallest, 0) : smallest;
    const high = this.#holdsZero ? Math.max(largest, 0) : largest;
    const scale = this.#scaleOf(Math.fround(high - low));
    if (!Number.isFinite(scale)) return withoutScale(output, from, to);
    const zero = Math.max(0, Math.min(this.#largestCode, roundHalfEven(Math.fround(-low / scale))));
    for (let i = from; i < to; i++) {
      const unclamped = roundHalfEven(Math.fround(input.values[i]! / scale)) + zero;
      const code = Math.max(0, Math.min(this.#largestCode, unclamped));
      if (code !== unclamped) this.saturated++;
      output.values[i] = (code - zero) * scale;
    }
    return scale;
  }

  #scaleOf(range: number): number {
    const scale = Math.fround(range / this.#largestCode);
    if (this.#bounds !== null) return this.#stored(bounded(scale, this.#bounds));
    if (!Number.isFinite(scale)) return scale;
    const stored = this.#stored(scale);
    return stored === 0 ? 1 : stored;
  }
}

interface Range {
  readonly smallest: number;
  readonly largest: number;
}

function rangeOf({ values, bits }: Floats, from: number, to: number): Range {
  if (largestBits(bits, from, to) >= INFINITY_BITS) return { smallest: NaN, largest: NaN };
  let smallest = values[from]!;
  let largest = smallest;
  for (let i = from; i < to; i++) {
    smallest = Math.min(smallest, values[i]!);
    largest = Math.max(largest, values[i]!);
  }
  return { smallest, largest };
}
