/** What quantising both operands does to a matrix product. */
import { findDefinition } from '../definitions/registry';
import { exactProduct, productError, type ProductOperands } from '../error/matrix-product';
import { findFormat } from '../registry';
import { tensorOf } from './measure';
import { questionProblem, type LabSource, type RandomSource } from './question';

/** Formats of the two operands. */
export interface FormatPair {
  readonly weights: string;
  readonly activations: string;
}

export interface OperandSources {
  readonly weights: LabSource;
  /** As many columns as the weights: the reduction length. */
  readonly activations: RandomSource;
  /** As in `LabQuestion`, of both operands, which leaves their product as it is. */
  readonly rotation: number | null;
}

export interface PairError extends FormatPair {
  /** Mean of the bits of a weight and an activation. */
  readonly bitsPerElement: number;
  /** Decibels, of each operand and of the output. */
  readonly weightsQsnrDb: number;
  readonly activationsQsnrDb: number;
  readonly outputQsnrDb: number;
  /** Of the output, from those of the operands: see `combinedQsnrDb`. */
  readonly predictedQsnrDb: number;
}

/** Multiplications of a measurement: more tell no more. */
const MOST_MULTIPLICATIONS = 1 << 25;
const MOST_WEIGHT_ROWS = 256;

/** Null, or one sentence that says what can not be asked. */
export function operandsProblem({ weights, activations, rotation }: OperandSources, formats: readonly string[]) {
  const problem =
    questionProblem({ source: weights, rotation, formats }) ??
    questionProblem({ source: activations, rotation, formats: [] });
  if (problem !== null) return problem;
  return weights.columns === activations.columns ? null : 'columns: both operands must have as many columns';
}

/**
 * The operands, rotated alike where that is asked for. Of many rows of weights and activations the first ones are taken,
 * as many as `most` products of elements allow, at least one of each.
 */
export function operandsOf(
  { weights, activations, rotation }: OperandSources,
  most = MOST_MULTIPLICATIONS,
): ProductOperands {
  const { columns } = activations;
  const available = weights.kind === 'random' ? weights.rows : Math.ceil(weights.values.length / columns);
  const tokens = Math.max(1, Math.min(activations.rows, Math.floor(most / columns)));
  const rows = Math.max(1, Math.min(available, MOST_WEIGHT_ROWS, Math.floor(most / columns / tokens)));
  const first =
    weights.kind === 'random'
      ? { ...weights, rows }
      : { ...weights, values: weights.values.subarray(0, Math.floor(rows * columns)) };
  return {
    weights: tensorOf(first, rotation),
    activations: tensorOf({ ...activations, rows: tokens }, rotation),
    columns,
  };
}

/** `exact`: the product of the operands as they are. */
export function measurePair(pair: FormatPair, operands: ProductOperands, exact = exactProduct(operands)): PairError {
  const [weights, activations] = [pair.weights, pair.activations].map((id) => {
    const definition = findDefinition(id);
    const format = findFormat(id);
    if (definition === undefined || format === undefined) throw new Error(`unknown number format ${id}`);
    return { recipe: definition.recipe({}), bits: format.bitsPerElement };
  }) as [Side, Side];
  const error = productError(operands, weights.recipe, activations.recipe, exact);
  return {
    ...pair,
    bitsPerElement: (weights.bits + activations.bits) / 2,
    weightsQsnrDb: error.weights.qsnrDb,
    activationsQsnrDb: error.activations.qsnrDb,
    outputQsnrDb: error.output.qsnrDb,
    predictedQsnrDb: error.predictedQsnrDb,
  };
}

interface Side {
  readonly recipe: ReturnType<NonNullable<ReturnType<typeof findDefinition>>['recipe']>;
  readonly bits: number;
}
