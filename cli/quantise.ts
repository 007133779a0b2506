import { DOUBLE_SCALE_BITS, SCALES_OF_GROUP } from '../models/formats/quantise/double-scales';
import { errorStatistics, type ErrorStatistics } from '../models/formats/error/statistics';
import { Quantiser } from '../models/formats/quantise/quantiser';
import { groupingOf, type Recipe } from '../models/formats/quantise/recipe';
import { SCALE_TYPE_BITS } from '../models/formats/quantise/scale-types';
import { statisticsFor } from '../models/formats/quantise/tensor-statistics';
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
  const statistics = statisticsFor(recipe, columnsOf(tensor.shape));
  statistics?.add(input);
  const quantiser = new Quantiser(recipe, columnsOf(tensor.shape), statistics);
  const values = new Float32Array(input.length);
  quantiser.quantise(input, values);
  const groups = scaleCount(recipe, quantiser, input.length);
  const scaleBits = groups * bitsOfScale(format, recipe) + sharedScaleBits(recipe, groups);
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

const ZERO_POINT_BITS = 8;

/** Of scales that other scales are counted in. */
function sharedScaleBits(recipe: Recipe, groups: number): number {
  if (recipe.kind === 'twoLevel' && recipe.levels === 2) return FLOAT32_BITS;
  if (recipe.kind !== 'normalFloat' || recipe.scales !== 'doubleQuantised') return 0;
  // One to each run of scales, and their mean.
  return groups === 0 ? 0 : FLOAT32_BITS * (Math.ceil(groups / SCALES_OF_GROUP) + 1);
}

/** Of what the scale is stored in; where hardware has other scales than the quantiser, the format says so itself. */
function bitsOfScale(format: NumberFormat, recipe: Recipe): number {
  switch (recipe.kind) {
    case 'powerOfTwo':
      return 8;
    case 'scaled':
    case 'fullRange':
      return SCALE_TYPE_BITS[recipe.scaleType ?? 'fp32'];
    case 'asymmetric':
      return SCALE_TYPE_BITS[recipe.scaleType ?? 'fp32'] + ZERO_POINT_BITS;
    case 'normalFloat':
      return recipe.scales === 'doubleQuantised' ? DOUBLE_SCALE_BITS : FLOAT32_BITS;
    case 'levels':
      return recipe.scaleType === 'fp32' ? format.scaleBits : SCALE_TYPE_BITS[recipe.scaleType ?? 'fp32'];
    default:
      return format.blockSize === null ? FLOAT32_BITS : format.scaleBits;
  }
}
