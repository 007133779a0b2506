/**
 * QSNR in closed form as a function of the crest factor kappa of a block: largest magnitude over root mean square.
 *
 * Source: "INT v.s. FP", arXiv:2510.25602, section 4 and appendix. Elements are independent normal numbers. `rho` is the
 * scale over the ideal one, largest magnitude / largest value: 1.5 on average for powers of two, 1 for a scale with a
 * mantissa. Not modelled: saturation, rounding of an E4M3 scale, errors that are not uniform within a step (of four-bit
 * integers with heavy tails).
 */
import { powerOfTwo } from '../../units/deterministic-math';
import { largestMagnitude, type FloatElement } from '../elements/float-element';
import { normalDensity, normalProbability } from './normal';
import { decibels } from './statistics';

/** How a block is scaled: by a power of two, or (`mantissa`) by a float whose largest element is exact. */
export type ScaleModel = { readonly kind: 'powerOfTwo'; readonly rho: number } | MantissaScale;

export interface MantissaScale {
  readonly kind: 'mantissa';
  readonly rho: number;
  /** Elements of a block: the largest has no error. */
  readonly blockSize: number;
}

/** The mean that the paper assumes for power-of-two scales. */
export const MEAN_RHO = 1.5;

/**
 * The largest integer Q. `exact`: 2^(bits-1) - 1, as symmetric integers have it. `published`: 2^(bits-1), with the rounded
 * constants of the paper, which is 1.16 dB too high at four bits and 0.07 dB at eight.
 */
export type IntegerMaximum = 'exact' | 'published';

/** Relative error power (rho kappa)^2 / (12 Q^2), less the share of the largest element. In decibels. */
export function integerQsnrDb(bits: number, kappa: number, scale: ScaleModel, maximum: IntegerMaximum): number {
  const inexact = scale.kind === 'mantissa' ? (scale.blockSize - 1) / scale.blockSize : 1;
  const spread = scale.rho * kappa;
  if (maximum === 'published') return 4.78 + 6.02 * bits - decibels(spread * spread * inexact);
  const step = spread / (powerOfTwo(bits - 1) - 1);
  return -decibels((step * step * inexact) / 12);
}

/**
 * Relative error power: of normal elements a fixed share of their own power, 1 / (24 2^2M); of subnormal ones that of
 * their common step. In decibels.
 */
export function floatQsnrDb(element: FloatElement, kappa: number, scale: ScaleModel): number {
  const { mantissaBits, bias } = element;
  const largest = largestMagnitude(element);
  const scaled = scale.rho * kappa;
  /** The smallest normal magnitude, in standard deviations. */
  const normalFrom = (scaled * powerOfTwo(1 - bias)) / largest;
  const below = 2 * normalProbability(normalFrom) - 1;
  const normalPower = 2 * (normalFrom * normalDensity(normalFrom) + 1 - normalProbability(normalFrom));
  const exactPower = scale.kind === 'mantissa' ? (kappa * kappa) / scale.blockSize : 0;
  const normalError = powerOfTwo(-2 * mantissaBits) / 24;
  const step = (scaled * powerOfTwo(1 - bias - mantissaBits)) / largest;
  return -decibels(normalError * Math.max(0, normalPower - exactPower) + ((step * step) / 12) * below);
}

/** A crest factor where both have the same QSNR; below it integers are better. */
export interface Crossover {
  readonly kappa: number;
  readonly qsnrDb: number;
}

const HALVINGS = 100;

/** Root of the difference, which falls with kappa, by bisection; NaN where [from, to] does not bracket one. */
export function crossover(
  integers: (kappa: number) => number,
  floats: (kappa: number) => number,
  from = 1,
  to = 100,
): Crossover {
  const difference = (kappa: number) => integers(kappa) - floats(kappa);
  if (!(difference(from) > 0 && difference(to) < 0)) return { kappa: NaN, qsnrDb: NaN };
  let low = from;
  let high = to;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (difference(middle) > 0) low = middle;
    else high = middle;
  }
  const kappa = (low + high) / 2;
  return { kappa, qsnrDb: floats(kappa) };
}
