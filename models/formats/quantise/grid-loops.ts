/**
 * The inner loops of all quantisers: rounding of the elements of a group.
 *
 * A magnitude a is rounded to a multiple of q, ties to even, by (a + c) - c with c = 1.5 * 2^52 q: in double precision the
 * sum has a unit in the last place of q. q follows from the exponent of the element, so c is looked up by it.
 *
 * They take arrays and whole numbers alone: doubles among the arguments of a function make its loop half as fast.
 */
import { powerOfTwo } from '../../units/deterministic-math';
import { EXPONENT_BIAS, MAGNITUDE_MASK, MANTISSA_BITS, subnormalExponent, type Floats } from './floats';
import { LOWEST_EXPONENT, POWERS, powersTimes } from './powers';

export const MAGIC = 1.5 * powerOfTwo(52);
const MAGICS = powersTimes(MAGIC);
/** Indexed by the sign bit: a product keeps the sign of a zero. */
const SIGNS = Float64Array.of(1, -1);
/** Where the exponent field of a float32 finds its entry in a table. */
export const FIELD_OFFSET = -EXPONENT_BIAS - LOWEST_EXPONENT;

/** By the table entry of the scale: the largest magnitude, and what takes the place of larger ones. */
export interface Bounds {
  readonly limits: Float64Array;
  readonly beyond: Float64Array;
}

/** Floats, as long as the lowest exponent is a normal one of float32. */
export function roundEven(
  { values, bits }: Floats,
  output: Float32Array,
  from: number,
  to: number,
  magics: Float64Array,
  lowest: number,
  { limits, beyond }: Bounds,
  scale: number,
): number {
  let overflows = 0;
  const limit = limits[scale]!;
  const fieldOfLowest = lowest - FIELD_OFFSET;
  for (let i = from; i < to; i++) {
    const b = bits[i]!;
    const above = ((b >>> MANTISSA_BITS) & 255) - fieldOfLowest;
    // max(above, 0) without a branch, which random data would mispredict.
    const magic = magics[lowest + (above & ~(above >> 31))]!;
    let rounded = Math.abs(values[i]!) + magic - magic;
    if (rounded > limit) {
      rounded = beyond[scale]!;
      overflows++;
    }
    output[i] = rounded * SIGNS[b >>> 31]!;
  }
  return overflows;
}

/** The table entry of an element, at least the lowest. */
export function entryOf(bits: number, lowest: number): number {
  const field = (bits >>> MANTISSA_BITS) & 255;
  const exponent = field === 0 ? subnormalExponent(bits & MAGNITUDE_MASK) : field - EXPONENT_BIAS;
  return Math.max(exponent - LOWEST_EXPONENT, lowest);
}

/** The same where elements that are subnormal in float32 differ in exponent. */
export function roundEvenSubnormal(
  { values, bits }: Floats,
  output: Float32Array,
  from: number,
  to: number,
  magics: Float64Array,
  lowest: number,
  { limits, beyond }: Bounds,
  scale: number,
): number {
  let overflows = 0;
  const limit = limits[scale]!;
  for (let i = from; i < to; i++) {
    const b = bits[i]!;
    const magic = magics[entryOf(b, lowest)]!;
    let rounded = Math.abs(values[i]!) + magic - magic;
    if (rounded > limit) {
      rounded = beyond[scale]!;
      overflows++;
    }
    output[i] = rounded * SIGNS[b >>> 31]!;
  }
  return overflows;
}

/** Floats, ties away from zero. */
export function roundAway(
  { values, bits }: Floats,
  output: Float32Array,
  from: number,
  to: number,
  quanta: Float64Array,
  lowest: number,
  { limits, beyond }: Bounds,
  scale: number,
): number {
  let overflows = 0;
  const limit = limits[scale]!;
  for (let i = from; i < to; i++) {
    const b = bits[i]!;
    const quantum = quanta[entryOf(b, lowest)]!;
    let rounded = Math.floor(Math.abs(values[i]!) / quantum + 0.5) * quantum;
    if (rounded > limit) {
      rounded = beyond[scale]!;
      overflows++;
    }
    output[i] = rounded * SIGNS[b >>> 31]!;
  }
  return overflows;
}

/** Whole multiples of one step. */
export function roundFixed(
  { values, bits }: Floats,
  output: Float32Array,
  from: number,
  to: number,
  step: number,
  { limits, beyond }: Bounds,
  scale: number,
): number {
  let overflows = 0;
  const magic = MAGICS[step]!;
  const limit = limits[scale]!;
  for (let i = from; i < to; i++) {
    let rounded = Math.abs(values[i]!) + magic - magic;
    if (rounded > limit) {
      rounded = beyond[scale]!;
      overflows++;
    }
    output[i] = rounded * SIGNS[bits[i]! >>> 31]!;
  }
  return overflows;
}

export function roundFixedAway(
  { values, bits }: Floats,
  output: Float32Array,
  from: number,
  to: number,
  step: number,
  { limits, beyond }: Bounds,
  scale: number,
): number {
  let overflows = 0;
  const quantum = POWERS[step]!;
  const limit = limits[scale]!;
  for (let i = from; i < to; i++) {
    let rounded = Math.floor(Math.abs(values[i]!) / quantum + 0.5) * quantum;
    if (rounded > limit) {
      rounded = beyond[scale]!;
      overflows++;
    }
    output[i] = rounded * SIGNS[bits[i]! >>> 31]!;
  }
  return overflows;
}
