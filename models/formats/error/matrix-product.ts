/** Errors of a matrix product whose operands are quantised, and what its accumulator must hold. */
import { ceilLog2 } from '../mac-cost';
import { exp, log, powerOfTwo } from '../../units/deterministic-math';
import { quantiseTensor } from '../quantise/quantiser';
import type { Recipe } from '../quantise/recipe';
import { normalProbability } from './normal';
import { decibels, errorStatistics, type ErrorStatistics } from './statistics';

const LN10 = log(10);

/** Row-major; `columns` is the inner dimension K of both operands, along which groups lie. */
export interface ProductOperands {
  readonly weights: Float32Array;
  readonly activations: Float32Array;
  readonly columns: number;
}

export interface ProductError {
  readonly weights: ErrorStatistics;
  readonly activations: ErrorStatistics;
  /** Of activations x weights^T, summed in double precision: what quantisation alone costs. */
  readonly output: ErrorStatistics;
  /**
   * What the two errors make if they are independent of the operands and of each other: powers of relative errors add up,
   * and so does their product.
   */
  readonly predictedQsnrDb: number;
}

/** Products of up to 2^28 multiplications or so; a null recipe leaves its operand as it is. */
export function productError(
  { weights, activations, columns }: ProductOperands,
  weightRecipe: Recipe | null,
  activationRecipe: Recipe | null,
): ProductError {
  const quantisedWeights = quantised(weights, columns, weightRecipe);
  const quantisedActivations = quantised(activations, columns, activationRecipe);
  const ofWeights = errorStatistics(weights, quantisedWeights);
  const ofActivations = errorStatistics(activations, quantisedActivations);
  const exact = product(activations, weights, columns);
  const approximate = product(quantisedActivations, quantisedWeights, columns);
  return {
    weights: ofWeights,
    activations: ofActivations,
    output: errorStatistics(exact, approximate),
    predictedQsnrDb: combinedQsnrDb(ofWeights.qsnrDb, ofActivations.qsnrDb),
  };
}

function quantised(tensor: Float32Array, columns: number, recipe: Recipe | null): Float32Array {
  return recipe === null ? tensor : quantiseTensor(recipe, tensor, columns).values;
}

/** left x right^T, both with rows of `inner` elements. */
function product(left: Float32Array, right: Float32Array, inner: number): Float64Array {
  const rows = left.length / inner;
  const columns = right.length / inner;
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += left[row * inner + k]! * right[column * inner + k]!;
      result[row * columns + column] = sum;
    }
  }
  return result;
}

/** QSNR of a product of operands with independent errors: 1/S = 1/Sw + 1/Sa + 1/(Sw Sa), in decibels. */
export function combinedQsnrDb(weightsDb: number, activationsDb: number): number {
  const weightError = errorShare(weightsDb);
  const activationError = errorShare(activationsDb);
  return -decibels(weightError + activationError + weightError * activationError);
}

function errorShare(qsnrDb: number): number {
  return qsnrDb === Infinity ? 0 : exp((-qsnrDb * LN10) / 10);
}

/**
 * Bits of a two's complement accumulator that no sum of `terms` products can overflow, codes being at most these in
 * magnitude: the smallest P with terms x weight x activation <= 2^(P-1) - 1.
 * Source: Colbert et al., A2Q, arXiv:2308.13504, section 3 (data type bound).
 */
export function safeAccumulatorBits(terms: number, largestWeight: number, largestActivation: number): number {
  return ceilLog2(terms * largestWeight * largestActivation + 1) + 1;
}

/**
 * Probability that a sum of `terms` products leaves an accumulator of so many bits, codes being independent with mean
 * zero and these root mean squares. The sum is taken for normal, which underestimates far tails of few terms; overflows
 * on the way to a sum that fits are not counted.
 */
export function overflowProbability(
  accumulatorBits: number,
  terms: number,
  weightRms: number,
  activationRms: number,
): number {
  const deviation = Math.sqrt(terms) * weightRms * activationRms;
  const most = powerOfTwo(accumulatorBits - 1) - 0.5;
  return 2 * normalProbability(-most / deviation);
}
