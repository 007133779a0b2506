/** Errors part by part: of groups that share a scale, and of channels (columns). */
import { decibels, errorStatistics } from '../error/statistics';
import { Quantiser } from '../quantise/quantiser';
import { groupingOf, type Recipe } from '../quantise/recipe';
import { saturationTest } from '../quantise/saturation';
import { statisticsFor } from '../quantise/tensor-statistics';

/** One value for each part of a tensor. */
export interface Spread {
  /** Decibels; NaN for a part of zeros. */
  readonly qsnrDb: Float64Array;
  readonly meanSquaredError: Float64Array;
  readonly largestError: Float64Array;
  /** Elements that rounded beyond the largest value, 0..1; NaN where that is not known element by element. */
  readonly saturatedShare: Float64Array;
}

export interface GroupSpread extends Spread {
  readonly crestFactor: Float64Array;
  readonly meanSquare: Float64Array;
}

export interface QuantisedTensor {
  readonly tensor: Float32Array;
  readonly values: Float32Array;
  readonly columns: number;
  readonly saturated: number;
  readonly recipe: Recipe;
  readonly quantiser: () => Quantiser;
  /** By group, in the order of the tensor. */
  readonly scales: Float64Array;
}

export function quantiseForSpread(recipe: Recipe, tensor: Float32Array, columns: number): QuantisedTensor {
  const statistics = statisticsFor(recipe, columns);
  statistics?.add(tensor);
  const quantiser = () => new Quantiser(recipe, columns, statistics);
  const first = quantiser();
  const values = new Float32Array(tensor.length);
  const scales = new Float64Array(first.groupsIn(tensor.length));
  first.quantise(tensor, values, 0, scales);
  return { tensor, values, columns, saturated: first.saturated, recipe, quantiser, scales };
}

function emptySpread(parts: number): Spread {
  const [qsnrDb, meanSquaredError, largestError, saturatedShare] = Array.from(
    { length: 4 },
    () => new Float64Array(parts),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  return { qsnrDb, meanSquaredError, largestError, saturatedShare };
}

/** Of at most `most` groups of `size` elements within rows, spread evenly, with their crest factors. */
export function groupSpread(quantised: QuantisedTensor, size: number, most: number): GroupSpread {
  const { tensor, values, columns } = quantised;
  const perRow = Math.ceil(columns / size);
  const groups = Math.ceil(tensor.length / columns) * perRow;
  const shown = Math.min(groups, most);
  const spread = emptySpread(shown);
  const crestFactor = new Float64Array(shown);
  const meanSquare = new Float64Array(shown);
  const quantiser = quantised.quantiser();
  const scratch = new Float32Array(size);
  for (let i = 0; i < shown; i++) {
    const group = Math.floor((i * groups) / shown);
    const row = Math.floor(group / perRow) * columns;
    const from = row + (group % perRow) * size;
    const to = Math.min(from + size, row + columns, tensor.length);
    const error = errorStatistics(tensor, values, from, to);
    const before = quantiser.saturated;
    quantiser.quantise(tensor.subarray(from, to), scratch.subarray(0, to - from), from);
    spread.qsnrDb[i] = error.qsnrDb;
    spread.meanSquaredError[i] = error.meanSquaredError;
    spread.largestError[i] = error.largestError;
    spread.saturatedShare[i] = (quantiser.saturated - before) / (to - from);
    crestFactor[i] = error.crestFactor;
    meanSquare[i] = meanSquareOf(tensor, from, to);
  }
  return { ...spread, crestFactor, meanSquare };
}

function meanSquareOf(tensor: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += tensor[i]! * tensor[i]!;
  return sum / (to - from);
}

/** Of the given columns. */
export function channelSpread(quantised: QuantisedTensor, channels: ArrayLike<number>): Spread {
  const { tensor, values, columns, recipe } = quantised;
  const spread = emptySpread(channels.length);
  const saturates = saturationTest(recipe);
  const scaleAt = scaleFinder(quantised);
  for (let i = 0; i < channels.length; i++) {
    let signal = 0;
    let noise = 0;
    let largest = 0;
    let saturated = 0;
    let elements = 0;
    for (let at = channels[i]!; at < tensor.length; at += columns) {
      const value = tensor[at]!;
      const error = value - values[at]!;
      signal += value * value;
      noise += error * error;
      largest = Math.max(largest, Math.abs(error));
      if (saturates?.(value, scaleAt(at), at) === true) saturated++;
      elements++;
    }
    spread.qsnrDb[i] = noise === 0 && signal === 0 ? NaN : decibels(signal / noise);
    spread.meanSquaredError[i] = noise / elements;
    spread.largestError[i] = largest;
    spread.saturatedShare[i] = saturates === null ? NaN : saturated / elements;
  }
  return spread;
}

/** The scale of the group that an element lies in. */
function scaleFinder({ recipe, columns, scales }: QuantisedTensor): (at: number) => number {
  const grouping = groupingOf(recipe);
  if (recipe.kind === 'cast' || grouping.kind === 'tensor') return () => scales[0] ?? NaN;
  const size = grouping.kind === 'group' ? Math.min(grouping.size, columns) : columns;
  const perRow = Math.ceil(columns / size);
  return (at) => scales[Math.floor(at / columns) * perRow + Math.floor((at % columns) / size)]!;
}
