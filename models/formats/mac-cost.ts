/**
 * Relative gate-level cost of a multiply-accumulate by format.
 *
 * A count of gate-sized cells, up to constant factors: good for the ratio of two formats in one technology, never an
 * energy or an area by itself. `models/hardware/technology/mac.ts` anchors it to sourced joules and square metres.
 */
import { powerOfTwo } from '../units/deterministic-math';
import type { ComputeClass } from './types';

/** What decides the size of a multiplier: an integer of `mantissaBits + 1` bits, or a float (sign apart). */
export interface MacShape {
  readonly encoding: 'int' | 'float';
  /** 0 for integers. */
  readonly exponentBits: number;
  /** Stored mantissa bits of a float; magnitude bits of an integer (its width less the sign). */
  readonly mantissaBits: number;
}

/** Gate counts of one multiply-accumulate, by part. The parts that a dot product shares are divided by its lanes. */
export interface MacGates {
  readonly multiplier: number;
  readonly exponents: number;
  readonly aligner: number;
  readonly adder: number;
  readonly normaliser: number;
}

/**
 * The shape in which each class multiplies. A class that covers two element formats (FP8, FP6) takes the costlier
 * (E4M3 rather than E5M2, E3M2 rather than E2M3), since such a unit must handle both.
 */
export const COMPUTE_CLASS_SHAPE: Readonly<Record<ComputeClass, MacShape>> = {
  fp32: { encoding: 'float', exponentBits: 8, mantissaBits: 23 },
  tf32: { encoding: 'float', exponentBits: 8, mantissaBits: 10 },
  bf16: { encoding: 'float', exponentBits: 8, mantissaBits: 7 },
  fp16: { encoding: 'float', exponentBits: 5, mantissaBits: 10 },
  fp8: { encoding: 'float', exponentBits: 4, mantissaBits: 3 },
  int8: { encoding: 'int', exponentBits: 0, mantissaBits: 7 },
  fp6: { encoding: 'float', exponentBits: 3, mantissaBits: 2 },
  fp4: { encoding: 'float', exponentBits: 2, mantissaBits: 1 },
  int4: { encoding: 'int', exponentBits: 0, mantissaBits: 3 },
};

/** Width of the partial sum that products are aligned to: a float32 significand. */
const PARTIAL_SUM_BITS = 24;

/**
 * Gate counts of one multiply-accumulate with both operands in `shape` and partial sums of 24 bits.
 *
 * With x exponent and y mantissa bits: INT multiplier (x+y+1)^2, adder 2(x+y+1). FP multiplier (y+1)^2, exponent adder,
 * subtractor and comparator x each, adder n, aligner n log2 n, and one normaliser n log2 n shared by `lanes` products;
 * n = min(2^(x+1) + 2y, 24). A shifter has a whole number of stages, so log2 n is rounded up.
 *
 * `lanes` is 1 for a processing element with an accumulator of its own, 32 (MX) or 16 (NVFP4) for a dot-product unit.
 *
 * Source: "INT v.s. FP", arXiv:2510.25602, Table 6.
 * Not modelled: registers, wiring, dequantisers, block scales, cell factors (unpublished), different toggle rates.
 */
export function macGates(shape: MacShape, lanes = 1): MacGates {
  const x = shape.exponentBits;
  const y = shape.mantissaBits;
  if (shape.encoding === 'int') {
    const width = x + y + 1;
    return { multiplier: width * width, exponents: 0, aligner: 0, adder: 2 * width, normaliser: 0 };
  }
  const alignedBits = Math.min(powerOfTwo(x + 1) + 2 * y, PARTIAL_SUM_BITS);
  const shifter = alignedBits * ceilLog2(alignedBits);
  return {
    multiplier: (y + 1) * (y + 1),
    exponents: 3 * x,
    aligner: shifter,
    adder: alignedBits,
    normaliser: shifter / lanes,
  };
}

/** Total of `macGates`: the proxy for both energy and area, since the source gives one count for the two. */
export function macGateCount(shape: MacShape, lanes = 1): number {
  const gates = macGates(shape, lanes);
  return gates.multiplier + gates.exponents + gates.aligner + gates.adder + gates.normaliser;
}

/** Smallest k with 2^k >= n; exact, unlike the engines' own logarithms. */
export function ceilLog2(n: number): number {
  let k = 0;
  for (let power = 1; power < n; power *= 2) k++;
  return k;
}
