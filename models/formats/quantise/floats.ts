import { scalePower } from './powers';

/** A Float32Array and the bits of its elements. */
export interface Floats {
  readonly values: Float32Array;
  readonly bits: Int32Array;
}

export function floatsOf(values: Float32Array): Floats {
  return { values, bits: new Int32Array(values.buffer, values.byteOffset, values.length) };
}

export const MAGNITUDE_MASK = 0x7fffffff;
/** Bits of positive infinity: magnitudes from here on are infinite or NaN. */
export const INFINITY_BITS = 0x7f800000;
export const EXPONENT_BIAS = 127;
export const MANTISSA_BITS = 23;
export const MANTISSA_MASK = 0x7fffff;

/**
 * Bits of the largest magnitude of [from, to). Magnitudes order as their bits do, so that a NaN outweighs an infinity and
 * an infinity every number; 0 for an empty range.
 */
export function largestBits(bits: Int32Array, from: number, to: number): number {
  let largest = 0;
  for (let i = from; i < to; i++) {
    // largest = max(largest, magnitude) without a branch.
    const excess = largest - (bits[i]! & MAGNITUDE_MASK);
    largest -= excess & (excess >> 31);
  }
  return largest;
}

/** Exact floor(log2) of the magnitude with these bits, which is neither zero nor infinite. */
export function exponentOfBits(magnitudeBits: number): number {
  const field = magnitudeBits >>> MANTISSA_BITS;
  return field === 0 ? subnormalExponent(magnitudeBits) : field - EXPONENT_BIAS;
}

/** The same below the smallest normal number, 2^-126: the place of the leading bit, in units of 2^-149. */
export function subnormalExponent(magnitudeBits: number): number {
  return 31 - Math.clz32(magnitudeBits) - 149;
}

/** The magnitude with these bits, which is not infinite. */
export function valueOfBits(magnitudeBits: number): number {
  const field = magnitudeBits >>> MANTISSA_BITS;
  const mantissa = magnitudeBits & MANTISSA_MASK;
  return field === 0 ? mantissa * scalePower(-149) : (mantissa + MANTISSA_MASK + 1) * scalePower(field - 150);
}
