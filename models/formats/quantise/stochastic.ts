/**
 * Stochastic rounding: of the two neighbours of a magnitude the upper one with the probability of its place between them,
 * so that the expected value is the magnitude itself, to 2^-32 of a step, unless the upper one is beyond the largest value.
 *
 * A random number belongs to the place of an element in its tensor, so that results do not depend on how it is cut.
 * Hardware draws other numbers, often of fewer bits.
 */
import type { CounterRandom } from './counter-random';
import type { Floats } from './floats';
import { entryOf, type Bounds } from './grid-loops';

/** `first`: place of the arrays' first element in the tensor. */
export interface Draws {
  readonly random: CounterRandom;
  readonly first: number;
}

/** Steps by the exponent of an element, at least the lowest; see `roundAway`. */
export function roundStochastic(
  { values, bits }: Floats,
  output: Float32Array,
  from: number,
  to: number,
  quanta: Float64Array,
  lowest: number,
  { limits, beyond }: Bounds,
  scale: number,
  { random, first }: Draws,
): number {
  let overflows = 0;
  const limit = limits[scale]!;
  for (let i = from; i < to; i++) {
    const quantum = quanta[entryOf(bits[i]!, lowest)]!;
    let rounded = Math.floor(Math.abs(values[i]!) / quantum + random.at(first + i)) * quantum;
    if (rounded > limit) {
      rounded = beyond[scale]!;
      overflows++;
    }
    output[i] = bits[i]! < 0 ? -rounded : rounded;
  }
  return overflows;
}
