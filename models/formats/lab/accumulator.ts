/** Sums of products as accumulators see them: measured beside the closed forms of `error/accumulator.ts`. */
import { accumulatorBitsFor, floatingSumQsnrDb, overflowProbability, safeAccumulatorBits } from '../error/accumulator';
import { powerOfTwo } from '../../units/deterministic-math';
import { MantissaRounding } from '../error/mantissa-rounding';
import type { ProductOperands } from '../error/matrix-product';
import { decibels } from '../error/statistics';
import { integerElement } from '../elements/float-element';
import { CHANNEL } from '../quantise/recipe';
import { quantiseTensor } from '../quantise/quantiser';

/** Integers of a row share a scale, so that a whole reduction is summed in one accumulator. */
export interface AccumulatorCodes {
  readonly weightBits: number;
  readonly activationBits: number;
}

/** Sums of one reduction length. */
export interface IntegerSums {
  readonly terms: number;
  /** No sum can overflow. */
  readonly safeBits: number;
  /** The fewest bits with at most this probability of an overflow, for normal sums: see `PROBABILITIES`. */
  readonly bitsFor: readonly number[];
  /** The fewest bits that as many of the measured sums fit. */
  readonly measuredBitsFor: readonly number[];
  /** By bits from 2 to `safeBits`: probability of an overflow, for normal sums and as measured. */
  readonly overflows: readonly { readonly bits: number; readonly normal: number; readonly measured: number }[];
  readonly sums: number;
}

export interface FloatSums {
  readonly terms: number;
  /** Decibels, by mantissa bits as in `ACCUMULATOR_MANTISSAS`. */
  readonly qsnrDb: readonly number[];
  readonly predictedDb: readonly number[];
}

/** Probabilities of an overflow that widths are found for; the first can be measured. */
export const PROBABILITIES = [1e-3, 1e-9] as const;

/** Mantissa bits of FP32, FP16 and TF32, BF16, and FP8 E4M3. */
export const ACCUMULATOR_MANTISSAS = [23, 10, 7, 3] as const;

const MOST_FLOAT_SUMS = 1024;
const FEWEST_TERMS = 16;

/** Powers of two up to the columns, and the columns. */
export function reductionLengths(columns: number): readonly number[] {
  const lengths: number[] = [];
  for (let terms = FEWEST_TERMS; terms < columns; terms *= 2) lengths.push(terms);
  return [...lengths, columns];
}

/** The first `terms` columns of both operands, quantised row by row and multiplied. */
export function measureIntegerSums(
  operands: ProductOperands,
  { weightBits, activationBits }: AccumulatorCodes,
  terms: number,
): IntegerSums {
  const weights = codesOf(operands.weights, operands.columns, terms, weightBits);
  const activations = codesOf(operands.activations, operands.columns, terms, activationBits);
  const needed = neededBits(weights, activations, terms);
  const sums = (weights.length / terms) * (activations.length / terms);
  const [weightRms, activationRms] = [rootMeanSquare(weights), rootMeanSquare(activations)];
  const safeBits = safeAccumulatorBits(terms, largestCode(weightBits), largestCode(activationBits));
  const overflows = overflowsOf(needed, sums, safeBits, (bits) => overflowProbability(bits, terms, weightRms, activationRms)); // prettier-ignore
  return {
    terms,
    safeBits,
    bitsFor: PROBABILITIES.map((share) => accumulatorBitsFor(share, terms, weightRms, activationRms)),
    measuredBitsFor: PROBABILITIES.map((share) =>
      share * sums < 1 ? NaN : (overflows.find(({ measured }) => measured <= share)?.bits ?? NaN),
    ),
    overflows,
    sums,
  };
}

/** By bits: the probability that `normal` gives, and the share of sums that need more. */
function overflowsOf(
  needed: Float64Array,
  sums: number,
  safeBits: number,
  normal: (bits: number) => number,
): IntegerSums['overflows'] {
  let left = sums - needed[1]!;
  return Array.from({ length: safeBits - 1 }, (_, at) => {
    const bits = at + 2;
    left -= needed[bits]!;
    return { bits, normal: normal(bits), measured: left / sums };
  });
}

function largestCode(bits: number): number {
  return powerOfTwo(bits - 1) - 1;
}

/** Symmetric integer codes of the first `terms` elements of each row; rows of zeros and of no numbers are zero. */
function codesOf(tensor: Float32Array, columns: number, terms: number, bits: number): Float64Array {
  const rows = Math.floor(tensor.length / columns);
  const codes = new Float64Array(rows * terms);
  const recipe = { kind: 'scaled', element: integerElement(bits), grouping: CHANNEL, scaleFrom: 'largestMagnitude', bounds: null } as const; // prettier-ignore
  for (let row = 0; row < rows; row++) {
    const elements = tensor.subarray(row * columns, row * columns + terms);
    const { values } = quantiseTensor(recipe, elements, terms);
    let largest = 0;
    for (const value of values) largest = Math.max(largest, Math.abs(value));
    if (!(largest > 0)) continue;
    const step = largest / largestCode(bits);
    for (let k = 0; k < terms; k++) codes[row * terms + k] = Math.round(values[k]! / step);
  }
  return codes;
}

function rootMeanSquare(codes: Float64Array): number {
  let sum = 0;
  for (const code of codes) sum += code * code;
  return Math.sqrt(sum / codes.length);
}

/** How many sums need how many bits, by bits. */
function neededBits(weights: Float64Array, activations: Float64Array, terms: number): Float64Array {
  const counts = new Float64Array(64);
  for (let a = 0; a < activations.length; a += terms) {
    for (let w = 0; w < weights.length; w += terms) {
      let sum = 0;
      for (let k = 0; k < terms; k++) sum += weights[w + k]! * activations[a + k]!;
      const magnitude = sum < 0 ? -sum - 1 : sum;
      let bits = 1;
      for (let most = 1; most <= magnitude; most *= 2) bits++;
      counts[bits]!++;
    }
  }
  return counts;
}

/** Sums of unquantised products in float accumulators: of at most `MOST_FLOAT_SUMS` pairs of rows. */
export function measureFloatSums({ weights, activations, columns }: ProductOperands, terms: number): FloatSums {
  const rows = Math.floor(weights.length / columns);
  const tokens = Math.min(Math.floor(activations.length / columns), Math.max(1, Math.floor(MOST_FLOAT_SUMS / rows)));
  const roundings = ACCUMULATOR_MANTISSAS.map((bits) => new MantissaRounding(bits));
  const noise = roundings.map(() => 0);
  let signal = 0;
  for (let a = 0; a < tokens * columns; a += columns) {
    for (let w = 0; w < rows * columns; w += columns) {
      let exact = 0;
      for (let k = 0; k < terms; k++) exact += weights[w + k]! * activations[a + k]!;
      signal += exact * exact;
      for (const [at, rounding] of roundings.entries()) {
        let sum = 0;
        for (let k = 0; k < terms; k++) sum = rounding.round(sum + weights[w + k]! * activations[a + k]!);
        noise[at]! += (sum - exact) * (sum - exact);
      }
    }
  }
  return {
    terms,
    qsnrDb: noise.map((power) => (signal === 0 ? NaN : decibels(signal / power))),
    predictedDb: ACCUMULATOR_MANTISSAS.map((bits) => floatingSumQsnrDb(terms, bits)),
  };
}
