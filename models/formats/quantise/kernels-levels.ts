/** Kernels whose elements are levels of a list, found by comparing with what lies between them. */
import { log, powerOfTwo } from '../../units/deterministic-math';
import type { Levels } from '../elements/level-sets';
import { doubleQuantised } from './double-scales';
import type { Floats } from './floats';
import type { GroupMagnitudes } from './group-magnitudes';
import type { Kernel } from './kernel';
import { absmaxScale, largestMagnitudeOf, withoutScale } from './kernels-scaled';
import type { BipolarRecipe, LevelsRecipe, NormalFloatRecipe } from './recipe';
import { scaleRounding } from './scale-types';
import type { TensorStatistics } from './tensor-statistics';

const LN2 = log(2);

interface Candidate {
  readonly levels: Float64Array;
  readonly middles: Float64Array;
  readonly largest: number;
}

function candidateOf(levels: Levels): Candidate {
  return {
    levels: Float64Array.from(levels),
    middles: Float64Array.from(levels.slice(1), (level, i) => (levels[i]! + level) / 2),
    largest: Math.max(...levels.map(Math.abs)),
  };
}

/** The level of x: as many below it as there are bounds strictly below x. */
function levelIndex(bounds: Float64Array, x: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x > bounds[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * BitMoD: each group tries every list and takes the one with the least mean squared error, the first of equals. Values in
 * the middle between two levels go to the lower one. The search works in float32, its mean error is rounded to it.
 */
export class LevelsKernel implements Kernel {
  saturated = 0;
  readonly #recipe: LevelsRecipe;
  readonly #candidates: readonly Candidate[];
  readonly #stored: (scale: number) => number;

  constructor(recipe: LevelsRecipe) {
    this.#recipe = recipe;
    this.#stored = scaleRounding(recipe.scaleType);
    this.#candidates = recipe.candidates.map(candidateOf);
  }

  quantise(input: Floats, output: Floats, from: number, to: number): number {
    const largest = largestMagnitudeOf(input, from, to);
    if (Number.isNaN(largest)) return withoutScale(output, from, to);
    const best = this.#candidates.length === 1 ? this.#candidates[0]! : this.#bestOf(input.values, from, to, largest);
    if (best === null) {
      output.values.fill(0, from, to);
      return 0;
    }
    const { scale, factor } = this.#scaleOf(best, largest);
    for (let i = from; i < to; i++) {
      const x = input.values[i]!;
      if (beyond(best, Math.fround(Math.fround(x / factor) / scale))) this.saturated++;
      output.values[i] = this.#valueOf(best, x, scale, factor);
    }
    return scale * factor;
  }

  #bestOf(values: Float32Array, from: number, to: number, largest: number): Candidate | null {
    let leastError = this.#recipe.errorLimit;
    // Squares of huge elements overflow: without a limit the first list stands for all of them.
    let best = leastError === Infinity ? this.#candidates[0]! : null;
    for (const candidate of this.#candidates) {
      const { scale, factor } = this.#scaleOf(candidate, largest);
      let sum = 0;
      for (let i = from; i < to; i++) {
        const difference = Math.fround(this.#valueOf(candidate, values[i]!, scale, factor) - values[i]!);
        sum += Math.fround(difference * difference);
      }
      const error = Math.fround(sum / (to - from));
      if (!(error < leastError)) continue;
      leastError = error;
      best = candidate;
    }
    return best;
  }

  /** The scale of the levels, and a power of two that the elements are divided by before. */
  #scaleOf(candidate: Candidate, largest: number): { readonly scale: number; readonly factor: number } {
    const { scaleFrom, bounds } = this.#recipe;
    if (scaleFrom === 'largestMagnitude') {
      return { scale: this.#stored(absmaxScale(largest, candidate.largest, bounds)), factor: 1 };
    }
    const exponent = largest === 0 ? 0 : Math.floor(Math.fround(log(largest) / LN2));
    return { scale: Math.fround(1 / (candidate.largest / 2)), factor: powerOfTwo(exponent) };
  }

  #valueOf(candidate: Candidate, x: number, scale: number, factor: number): number {
    if (scale === 0) return 0;
    const index = levelIndex(candidate.middles, Math.fround(Math.fround(x / factor) / scale));
    return Math.fround(Math.fround(candidate.levels[index]! * scale) * factor);
  }
}

/** Whether a scaled element lies outside the levels by more than half their last step. */
function beyond({ levels }: Candidate, x: number): boolean {
  const last = levels.length - 1;
  const above = levels[last]! + (levels[last]! - levels[last - 1]!) / 2;
  const below = levels[0]! - (levels[1]! - levels[0]!) / 2;
  return x > above || x < below;
}

/**
 * NF4: the largest magnitude is the scale, so nothing saturates. A group of zeros is zero. Levels are found under the largest
 * magnitude itself, and multiplied by the scale as it is kept.
 */
export class NormalFloatKernel implements Kernel {
  readonly saturated = 0;
  readonly #levels: Float64Array;
  readonly #thresholds: Float64Array;
  readonly #groups: GroupMagnitudes | null;
  readonly #decoded: Float32Array | null;

  /** `statistics` of the tensor where scales are quantised themselves. */
  constructor({ levels, thresholds }: NormalFloatRecipe, statistics: TensorStatistics | null) {
    this.#levels = Float64Array.from(levels);
    this.#thresholds = Float64Array.from(thresholds);
    this.#groups = statistics?.groups ?? null;
    this.#decoded = this.#groups === null ? null : doubleQuantised(this.#groups.values);
  }

  quantise(input: Floats, output: Floats, from: number, to: number, first: number): number {
    const largest = largestMagnitudeOf(input, from, to);
    const scale = this.#decoded === null ? largest : this.#decoded[this.#groups!.indexOf(first + from)]!;
    if (Number.isNaN(largest) || Number.isNaN(scale)) return withoutScale(output, from, to);
    const reciprocal = Math.fround(1 / largest);
    for (let i = from; i < to; i++) {
      const x = largest === 0 ? 0 : Math.fround(input.values[i]! * reciprocal);
      output.values[i] = this.#levels[levelIndex(this.#thresholds, x)]! * scale;
    }
    return scale;
  }
}

/** Odd whole numbers: 2 floor(x / 2s) + 1. A group of zeros has no exact value and becomes the smallest positive one. */
export class BipolarKernel implements Kernel {
  saturated = 0;
  readonly #largest: number;

  constructor({ bits }: BipolarRecipe) {
    this.#largest = powerOfTwo(bits) - 1;
  }

  quantise(input: Floats, output: Floats, from: number, to: number): number {
    const largest = largestMagnitudeOf(input, from, to);
    if (Number.isNaN(largest)) return withoutScale(output, from, to);
    const scale = absmaxScale(largest, this.#largest, null);
    for (let i = from; i < to; i++) {
      const half = scale === 0 ? 0 : Math.fround(Math.fround(input.values[i]! / scale) / 2);
      const odd = 2 * Math.floor(half) + 1;
      output.values[i] = Math.max(-this.#largest, Math.min(this.#largest, odd)) * scale;
    }
    return scale;
  }
}
