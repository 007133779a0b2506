/**
 * Quantises a tensor in pieces: every piece starts where a group starts, and the result does not depend on the pieces.
 *
 * Rows are contiguous; groups lie along a row, and the last of a row is shorter where the size does not divide it.
 * Elements are float32; doubles are rounded to float32 first, and results are float32 values in either array. A group that
 * holds a NaN or an infinity has no scale and becomes NaN; a cast treats each element alone.
 */
import { floatsOf, type Floats } from './floats';
import type { Kernel } from './kernel';
import { AsymmetricKernel, TwoLevelKernel } from './kernels-blocks';
import { BipolarKernel, LevelsKernel, NormalFloatKernel } from './kernels-levels';
import { CastKernel, FullRangeKernel, PowerOfTwoKernel, ScaledKernel } from './kernels-scaled';
import { groupingOf, needsTensorStatistics, type Recipe } from './recipe';
import { statisticsFor, type TensorStatistics } from './tensor-statistics';

export type Elements = Float32Array | Float64Array;

/** Elements of a run where no group bounds it: what stays in the nearest cache. */
const RUN = 2048;

export class Quantiser {
  readonly #kernel: Kernel;
  readonly #columns: number;
  readonly #groupSize: number;

  /** `statistics` of the whole tensor where `needsTensorStatistics(recipe)`; throws when they are missing. */
  constructor(recipe: Recipe, columns: number, statistics: TensorStatistics | null = null) {
    const needed = needsTensorStatistics(recipe);
    if (needed && statistics === null) throw new Error('the scale needs statistics of the whole tensor');
    this.#kernel = kernelOf(recipe, needed ? statistics : null);
    this.#columns = Math.max(1, columns);
    const grouping = groupingOf(recipe);
    const isFree = grouping.kind === 'tensor' || recipe.kind === 'cast';
    this.#groupSize = grouping.kind === 'group' ? grouping.size : isFree ? RUN : this.#columns;
  }

  /** Elements clamped to the largest value of their type, in all pieces so far. */
  get saturated(): number {
    return this.#kernel.saturated;
  }

  /** How many groups, and so scales, a piece has that starts at element `first` of the tensor. */
  groupsIn(length: number, first = 0): number {
    let groups = 0;
    for (let at = 0; at < length; at = this.#endOfGroup(at, first, length)) groups++;
    return groups;
  }

  /**
   * Writes the quantised and dequantised values of a piece that starts at element `first` of the tensor, and one scale a
   * group where `scales` is given. Two arrays of one type and length; not the same one.
   */
  quantise(input: Elements, output: Elements, first = 0, scales: Float64Array | null = null): void {
    if (input instanceof Float32Array && output instanceof Float32Array) {
      this.#run(floatsOf(input), floatsOf(output), first, scales);
      return;
    }
    const rounded = floatsOf(Float32Array.from(input));
    const result = floatsOf(new Float32Array(input.length));
    this.#run(rounded, result, first, scales);
    output.set(result.values);
  }

  #run(input: Floats, output: Floats, first: number, scales: Float64Array | null): void {
    const { length } = input.values;
    let group = 0;
    for (let at = 0; at < length;) {
      const end = this.#endOfGroup(at, first, length);
      const scale = this.#kernel.quantise(input, output, at, end, first);
      if (scales !== null) scales[group++] = scale;
      at = end;
    }
  }

  #endOfGroup(at: number, first: number, length: number): number {
    const column = (first + at) % this.#columns;
    return Math.min(at + Math.min(this.#groupSize, this.#columns - column), length);
  }
}

function kernelOf(recipe: Recipe, statistics: TensorStatistics | null): Kernel {
  switch (recipe.kind) {
    case 'cast':
      return new CastKernel(recipe);
    case 'powerOfTwo':
      return new PowerOfTwoKernel(recipe, statistics);
    case 'scaled':
      return new ScaledKernel(recipe, statistics);
    case 'fullRange':
      return new FullRangeKernel(recipe, statistics);
    case 'asymmetric':
      return new AsymmetricKernel(recipe, statistics);
    case 'twoLevel':
      return new TwoLevelKernel(recipe, statistics);
    case 'levels':
      return new LevelsKernel(recipe);
    case 'normalFloat':
      return new NormalFloatKernel(recipe, statistics);
    case 'bipolar':
      return new BipolarKernel(recipe);
  }
}

export interface Quantised {
  readonly values: Float32Array;
  readonly saturated: number;
}

/** A whole tensor at once. */
export function quantiseTensor(recipe: Recipe, tensor: Float32Array, columns: number): Quantised {
  const statistics = statisticsFor(recipe, columns);
  statistics?.add(tensor);
  const quantiser = new Quantiser(recipe, columns, statistics);
  const values = new Float32Array(tensor.length);
  quantiser.quantise(tensor, values);
  return { values, saturated: quantiser.saturated };
}
