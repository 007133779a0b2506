/** Errors of a matrix product whose operands are quantised. */
import { exp, log } from '../../units/deterministic-math';
import { quantiseTensor } from '../quantise/quantiser';
import type { Recipe } from '../quantise/recipe';
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

/**
 * Products of up to 2^28 multiplications or so; a null recipe leaves its operand as it is. `exact` is the product of the
 * operands as they are, handed in where it serves several recipes.
 */
export function productError(
  { weights, activations, columns }: ProductOperands,
  weightRecipe: Recipe | null,
  activationRecipe: Recipe | null,
  exact = exactProduct({ weights, activations, columns }),
): ProductError {
  const quantisedWeights = quantised(weights, columns, weightRecipe);
  const quantisedActivations = quantised(activations, columns, activationRecipe);
  const ofWeights = errorStatistics(weights, quantisedWeights);
  const ofActivations = errorStatistics(activations, quantisedActivations);
  const approximate = product(quantisedActivations, quantisedWeights, columns);
  return {
    weights: ofWeights,
    activations: ofActivations,
    output: errorStatistics(exact, approximate),
    predictedQsnrDb: combinedQsnrDb(ofWeights.qsnrDb, ofActivations.qsnrDb),
  };
}

/** activations x weights^T of operands as they are, row-major. */
export function exactProduct({ weights, activations, columns }: ProductOperands): Float64Array {
  return product(activations, weights, columns);
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

/**
 * QSNR of a product of operands with independent errors, in decibels. With w + e and a + f in place of w and a, a sum of
 * products is wrong by the sum of e a + w f + e f; where all four are independent and of mean zero, its power over that
 * of the sum of w a is 1/S = 1/Sw + 1/Sa + 1/(Sw Sa), whatever the reduction length.
 */
export function combinedQsnrDb(weightsDb: number, activationsDb: number): number {
  const weightError = errorShare(weightsDb);
  const activationError = errorShare(activationsDb);
  return -decibels(weightError + activationError + weightError * activationError);
}

function errorShare(qsnrDb: number): number {
  return qsnrDb === Infinity ? 0 : exp((-qsnrDb * LN10) / 10);
}
