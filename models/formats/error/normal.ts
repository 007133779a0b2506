/** The standard normal distribution. */
import { exp } from '../../units/deterministic-math';

const INVERSE_ROOT_TWO_PI = 0.3989422804014327;

export function normalDensity(x: number): number {
  return INVERSE_ROOT_TWO_PI * exp((-x * x) / 2);
}

/** Beyond it the density is below 1e-17, and the probability one or zero to the last bit. */
const FAR = 8.5;

/**
 * Probability of a value below x: 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...). Error below 1e-14.
 * Source: Marsaglia, Evaluating the Normal Distribution, J. Stat. Software 11(4), 2004.
 */
export function normalProbability(x: number): number {
  if (!(Math.abs(x) < FAR)) return x > 0 ? 1 : x < 0 ? 0 : NaN;
  let term = x;
  let sum = x;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}
