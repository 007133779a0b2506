import { errorStatistics, type ErrorStatistics } from '../models/formats/error/statistics';
import { Quantiser } from '../models/formats/quantise/quantiser';
import { groupingOf, needsTensorStatistics, type Recipe } from '../models/formats/quantise/recipe';
import { TensorStatistics } from '../models/formats/quantise/tensor-statistics';
import type { NumberFormat } from '../models/formats/types';
import { columnsOf } from '../models/tensors/tensor';
import type { LoadedTensor } from './load-tensor';
import type { QuantiseRequest } from './quantise-options';

export interface QuantiseResult {
  readonly values: Float32Array;
  readonly error: ErrorStatistics;
  /** Stored bits an element: with the scales of this very tensor. */
  readonly effectiveBits: number;
  readonly groups: number;
  /** Elements clamped to the largest value. */
  readonly saturated: number;
}

const FLOAT32_BITS = 32;

export function runQuantise({ format, definition, options }: QuantiseRequest, tensor: LoadedTensor): QuantiseResult {
  const recipe = definition.recipe(options);
  const input = tensor.values;
  const statistics = needsTensorStatistics(recipe) ? new TensorStatistics() : null;
  statistics?.add(input);
  const quantiser = new Quantiser(recipe, columnsOf(tensor.shape), statistics);
  const values = new Float32Array(input.length);
  quantiser.quantise(input, values);
  const groups = scaleCount(recipe, quantiser, input.length);
  const scaleBits =
    groups * bitsOfScale(format, recipe) + (recipe.kind === 'twoLevel' && recipe.levels === 2 ? FLOAT32_BITS : 0);
  return {
    values,
    error: errorStatistics(input, values),
    effectiveBits: format.elementBits + scaleBits / input.length,
    groups,
    saturated: quantiser.saturated,
  };
}

/** Scales that are stored. */
function scaleCount(recipe: Recipe, quantiser: Quantiser, elements: number): number {
  if (recipe.kind === 'cast') return 0;
  return groupingOf(recipe).kind === 'tensor' ? Math.min(elements, 1) : quantiser.groupsIn(elements);
}

/** A format with blocks says so itself; scales of a channel or tensor are float32. */
function bitsOfScale(format: NumberFormat, recipe: Recipe): number {
  if (recipe.kind === 'powerOfTwo') return 8;
  return format.blockSize === null ? FLOAT32_BITS : format.scaleBits;
}
