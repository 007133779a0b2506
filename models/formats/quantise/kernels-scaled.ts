/** Kernels of the form: find a scale, divide by it, round to a grid, multiply by it. */
import { floatsOf, INFINITY_BITS, largestBits, valueOfBits, type Floats } from './floats';
import { createGrid, type Grid } from './grid';
import type { Kernel } from './kernel';
import { scalePower } from './powers';
import type { CastRecipe, FullRangeRecipe, PowerOfTwoRecipe, ScaleBounds, ScaledRecipe } from './recipe';
import { scaleExponent, type ScaleExponent } from './scale-rules';
import { scaleRounding } from './scale-types';
import { TensorStatistics } from './tensor-statistics';

/** Elements are rounded alone: the scale is 1. */
export class CastKernel implements Kernel {
  saturated = 0;
  readonly #grid: Grid;

  constructor({ element, rounding, overflow }: CastRecipe) {
    this.#grid = createGrid(element, rounding, overflow);
  }

  quantise(input: Floats, output: Floats, from: number, to: number, first: number): number {
    this.saturated += this.#grid.round(input, output.values, from, to, 0, first);
    return 1;
  }
}

/** MX: the scale is a power of two, so that dividing by it is exact and the grid itself can be scaled. */
export class PowerOfTwoKernel implements Kernel {
  saturated = 0;
  readonly #grid: Grid;
  readonly #exponentOf: ScaleExponent;
  readonly #fixedBits: number | null;

  /** `statistics` where the whole tensor shares the scale. */
  constructor({ element, rounding, rule }: PowerOfTwoRecipe, statistics: TensorStatistics | null) {
    this.#grid = createGrid(element, rounding);
    this.#exponentOf = scaleExponent(rule, element);
    this.#fixedBits = statistics === null ? null : magnitudeBits(statistics);
  }

  quantise(input: Floats, output: Floats, from: number, to: number, first: number): number {
    const exponent = this.#exponentOf(this.#fixedBits ?? largestBits(input.bits, from, to));
    if (Number.isNaN(exponent)) return withoutScale(output, from, to);
    this.saturated += this.#grid.round(input, output.values, from, to, exponent, first);
    return scalePower(exponent);
  }
}

function magnitudeBits(statistics: TensorStatistics): number {
  if (!statistics.isFinite) return INFINITY_BITS;
  return floatsOf(Float32Array.of(statistics.largestMagnitude)).bits[0]!;
}

const SMALLEST_MEAN = 1e-5;

/** Integers, and small floats, under a float scale. A group of zeros has scale 1. */
export class ScaledKernel implements Kernel {
  saturated = 0;
  readonly #recipe: ScaledRecipe;
  readonly #grid: Grid;
  readonly #stored: (scale: number) => number;
  readonly #fixed: number | null;

  constructor(recipe: ScaledRecipe, statistics: TensorStatistics | null) {
    this.#recipe = recipe;
    this.#grid = createGrid(recipe.element, recipe.rounding);
    this.#stored = scaleRounding(recipe.scaleType);
    this.#fixed = statistics === null ? null : this.#scaleOf(statistics);
  }

  quantise(input: Floats, output: Floats, from: number, to: number, first: number): number {
    const scale = this.#fixed ?? this.#groupScale(input, from, to);
    this.saturated += roundScaled(this.#grid, input, output, from, to, scale, first);
    return scale;
  }

  #groupScale(input: Floats, from: number, to: number): number {
    if (this.#recipe.scaleFrom === 'meanMagnitude') {
      const statistics = new TensorStatistics();
      statistics.add(input.values.subarray(from, to));
      return this.#scaleOf(statistics);
    }
    return this.#absmaxScale(largestMagnitudeOf(input, from, to));
  }

  #scaleOf(statistics: TensorStatistics): number {
    if (!statistics.isFinite) return NaN;
    if (this.#recipe.scaleFrom === 'largestMagnitude') return this.#absmaxScale(statistics.largestMagnitude);
    return this.#stored(Math.fround(Math.max(Math.fround(statistics.meanMagnitude), SMALLEST_MEAN)));
  }

  #absmaxScale(largest: number): number {
    return this.#stored(absmaxScale(largest, this.#grid.largest, this.#recipe.bounds));
  }
}

/** Two's complement with its lowest code. */
export class FullRangeKernel implements Kernel {
  saturated = 0;
  readonly #bits: number;
  readonly #stored: (scale: number) => number;
  readonly #fixed: number | null;

  constructor({ bits, scaleType }: FullRangeRecipe, statistics: TensorStatistics | null) {
    this.#bits = bits;
    this.#stored = scaleRounding(scaleType);
    this.#fixed = statistics === null ? null : this.#scaleOf(finiteMagnitude(statistics));
  }

  quantise(input: Floats, output: Floats, from: number, to: number): number {
    const scale = this.#fixed ?? this.#scaleOf(largestMagnitudeOf(input, from, to));
    if (Number.isNaN(scale)) return withoutScale(output, from, to);
    const most = scalePower(this.#bits - 1) - 1;
    for (let i = from; i < to; i++) {
      const code = scale === 0 ? 0 : roundHalfEven(Math.fround(input.values[i]! / scale));
      const clamped = Math.max(-most - 1, Math.min(code, most));
      if (code !== clamped) this.saturated++;
      output.values[i] = clamped * scale;
    }
    return scale;
  }

  #scaleOf(largest: number): number {
    return this.#stored(absmaxScale(largest, scalePower(this.#bits - 1), null));
  }
}

export function finiteMagnitude(statistics: TensorStatistics): number {
  return statistics.isFinite ? statistics.largestMagnitude : NaN;
}

/** Largest magnitude of a group; NaN where it holds an infinity or a NaN. */
export function largestMagnitudeOf(input: Floats, from: number, to: number): number {
  const bits = largestBits(input.bits, from, to);
  return bits >= INFINITY_BITS ? NaN : valueOfBits(bits);
}

/** largest / divisor in float32, within bounds; 1 for a group of zeros. */
export function absmaxScale(largest: number, divisor: number, bounds: ScaleBounds | null): number {
  const scale = Math.fround(largest / divisor);
  if (bounds === null) return largest === 0 ? 1 : scale;
  return bounded(scale, bounds);
}

export function bounded(scale: number, bounds: ScaleBounds): number {
  return Math.min(Math.max(scale, Math.fround(bounds.smallest)), Math.fround(bounds.largest));
}

/** No scale: the group is lost. */
export function withoutScale(output: Floats, from: number, to: number): number {
  output.values.fill(NaN, from, to);
  return NaN;
}

/** x / scale, rounded to the grid, times the scale, each step in float32. A scale of zero makes signed zeros. */
export function roundScaled(
  grid: Grid,
  input: Floats,
  output: Floats,
  from: number,
  to: number,
  scale: number,
  first: number,
): number {
  if (Number.isNaN(scale)) {
    withoutScale(output, from, to);
    return 0;
  }
  const source = input.values;
  const target = output.values;
  if (scale === 0) {
    for (let i = from; i < to; i++) target[i] = source[i]! * 0;
    return 0;
  }
  for (let i = from; i < to; i++) target[i] = source[i]! / scale;
  const saturated = grid.round(output, target, from, to, 0, first);
  for (let i = from; i < to; i++) target[i] = target[i]! * scale;
  return saturated;
}

/** Nearest whole number, ties to even, for magnitudes below 2^51; beyond them the argument has no fraction. */
export function roundHalfEven(x: number): number {
  const magic = 6755399441055744;
  return Math.abs(x) < 2251799813685248 ? x + magic - magic : x;
}
