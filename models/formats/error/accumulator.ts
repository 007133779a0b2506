/**
 * What the sum of a reduction needs of its accumulator: bits against overflow for integer codes, mantissa bits against
 * rounding for floats.
 */
import { log, powerOfTwo } from '../../units/deterministic-math';
import { ceilLog2 } from '../mac-cost';
import { normalProbability } from './normal';
import { decibels } from './statistics';

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

const MOST_BITS = 64;

/** The fewest bits with at most this probability of an overflow, under the assumptions of `overflowProbability`. */
export function accumulatorBitsFor(
  probability: number,
  terms: number,
  weightRms: number,
  activationRms: number,
): number {
  for (let bits = 2; bits <= MOST_BITS; bits++) {
    if (overflowProbability(bits, terms, weightRms, activationRms) <= probability) return bits;
  }
  return NaN;
}

/** Mean of 1 / m^2 over significands m of [1, 2) that are spread evenly on a logarithmic scale. */
const MEAN_INVERSE_SQUARE = 3 / (8 * log(2));

/**
 * QSNR in decibels of a sum of `terms` products in a float accumulator of `mantissaBits`, that rounds to nearest after
 * each addition. Derivation: the products are independent, of mean zero and power p, so that the partial sum after k of
 * them has power k p; its unit in the last place is 2^-M of its leading power of two, which gives an error of power
 * 2^-2M k p E[1 / m^2] / 12. The errors add up over k = 2 .. terms; the sum has power terms x p:
 *
 *   1 / QSNR = 2^-2M E[1/m^2] / 12 ((terms + 1) / 2 - 1 / terms),   E[1/m^2] = 3 / (8 ln 2)
 *
 * It falls by 3 dB with each doubling of the terms. Below half a unit in the last place a product is swamped and its
 * error no longer uniform: the form holds for terms well below 2^2M (Sakr et al., arXiv:1901.06588, has what comes after).
 * Not modelled: the exponent's range, sums whose products have a mean. Infinity for a single term.
 */
export function floatingSumQsnrDb(terms: number, mantissaBits: number): number {
  const error = powerOfTwo(-2 * mantissaBits) * (MEAN_INVERSE_SQUARE / 12) * ((terms + 1) / 2 - 1 / terms);
  return error <= 0 ? Infinity : -decibels(error);
}
