/**
 * Rounding to the values of an element type times a power of two.
 * A float without mantissa bits has no even code: its ties go to the larger magnitude (IEEE 754-2019, 4.3.1).
 */
import { powerOfTwo } from '../../units/deterministic-math';
import { largestMagnitude, smallestExponent, type Element, type FloatElement } from '../elements/float-element';
import { CounterRandom } from './counter-random';
import type { Floats } from './floats';
import {
  FIELD_OFFSET,
  MAGIC,
  roundAway,
  roundEven,
  roundEvenSubnormal,
  roundFixed,
  roundFixedAway,
  type Bounds,
} from './grid-loops';
import { LOWEST_EXPONENT, powersTimes } from './powers';
import { roundStochastic } from './stochastic';

/** `halfAway` sends exact ties away from zero; OCP MX asks for `even`. */
export type NearestRounding = 'even' | 'halfAway';

/** Up or down by chance, the same for the same seed; see `stochastic.ts`. */
export interface StochasticRounding {
  readonly seed: number;
}

export type Rounding = NearestRounding | StochasticRounding;

/** What takes the place of a magnitude beyond the largest: the largest, or infinity or NaN as in a cast. */
export type Overflow = 'saturate' | 'infinity' | 'nan';

export interface Grid {
  readonly largest: number;
  /**
   * Rounds input[from..to) to the grid times 2^exponent, keeping signs, also those of zeros; NaN stays NaN. Returns how
   * many rounded beyond the largest magnitude. Output may be the input's own array. `first`: place of the arrays' first
   * element in the tensor, by which stochastic rounding draws.
   */
  round(input: Floats, output: Float32Array, from: number, to: number, exponent: number, first: number): number;
}

/** Throws for integers and stochastic rounding: no format asks for it. */
export function createGrid(element: Element, rounding: Rounding = 'even', overflow: Overflow = 'saturate'): Grid {
  const bounds = boundsOf(largestMagnitude(element), overflow);
  if (typeof rounding === 'object') {
    if (element.kind !== 'float') throw new Error('integers are not rounded stochastically');
    return new StochasticGrid(element, rounding, bounds);
  }
  return element.kind === 'float'
    ? new FloatGrid(element, rounding, bounds)
    : new FixedGrid(element.fractionBits, rounding, bounds);
}

function boundsOf(largest: number, overflow: Overflow): Bounds {
  const limits = powersTimes(largest);
  if (overflow === 'saturate') return { limits, beyond: limits };
  return { limits, beyond: limits.map(() => (overflow === 'nan' ? NaN : Infinity)) };
}

class FloatGrid implements Grid {
  readonly largest: number;
  readonly #table: Float64Array;
  readonly #smallestExponent: number;
  readonly #rounding: NearestRounding;
  readonly #bounds: Bounds;

  constructor(element: FloatElement, rounding: NearestRounding, bounds: Bounds) {
    this.largest = largestMagnitude(element);
    // By exponent of an element: what rounds to its last mantissa bit.
    this.#table = powersTimes((rounding === 'even' ? MAGIC : 1) * powerOfTwo(-element.mantissaBits));
    this.#smallestExponent = smallestExponent(element);
    this.#rounding = rounding;
    this.#bounds = bounds;
  }

  round(input: Floats, output: Float32Array, from: number, to: number, exponent: number): number {
    const scale = exponent - LOWEST_EXPONENT;
    const lowest = scale + this.#smallestExponent;
    if (this.#rounding === 'halfAway') {
      return roundAway(input, output, from, to, this.#table, lowest, this.#bounds, scale);
    }
    // From there on a subnormal element takes the entry of the lowest exponent like any other below it.
    const round = lowest > FIELD_OFFSET ? roundEven : roundEvenSubnormal;
    return round(input, output, from, to, this.#table, lowest, this.#bounds, scale);
  }
}

class StochasticGrid implements Grid {
  readonly largest: number;
  readonly #quanta: Float64Array;
  readonly #smallestExponent: number;
  readonly #random: CounterRandom;
  readonly #bounds: Bounds;

  constructor(element: FloatElement, { seed }: StochasticRounding, bounds: Bounds) {
    this.largest = largestMagnitude(element);
    this.#quanta = powersTimes(powerOfTwo(-element.mantissaBits));
    this.#smallestExponent = smallestExponent(element);
    this.#random = new CounterRandom(seed);
    this.#bounds = bounds;
  }

  round(input: Floats, output: Float32Array, from: number, to: number, exponent: number, first: number): number {
    const scale = exponent - LOWEST_EXPONENT;
    const lowest = scale + this.#smallestExponent;
    const draws = { random: this.#random, first };
    return roundStochastic(input, output, from, to, this.#quanta, lowest, this.#bounds, scale, draws);
  }
}

/** One step for all magnitudes: the exponent of an element does not matter. */
class FixedGrid implements Grid {
  readonly largest: number;
  readonly #fractionBits: number;
  readonly #rounding: NearestRounding;
  readonly #bounds: Bounds;

  constructor(fractionBits: number, rounding: NearestRounding, bounds: Bounds) {
    this.largest = bounds.limits[-LOWEST_EXPONENT]!;
    this.#fractionBits = fractionBits;
    this.#rounding = rounding;
    this.#bounds = bounds;
  }

  round(input: Floats, output: Float32Array, from: number, to: number, exponent: number): number {
    const scale = exponent - LOWEST_EXPONENT;
    const step = scale - this.#fractionBits;
    return this.#rounding === 'even'
      ? roundFixed(input, output, from, to, step, this.#bounds, scale)
      : roundFixedAway(input, output, from, to, step, this.#bounds, scale);
  }
}
