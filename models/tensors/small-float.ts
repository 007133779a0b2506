/** Floats of eight and sixteen bits. */
import { powerOfTwo } from '../units/deterministic-math';

interface SmallFloat {
  readonly exponentBits: number;
  readonly mantissaBits: number;
  /** Whether the last exponent is infinity and NaN; otherwise its last code alone is NaN. */
  readonly isIeee: boolean;
}

const FLOAT16: SmallFloat = { exponentBits: 5, mantissaBits: 10, isIeee: true };
export const BFLOAT16: SmallFloat = { exponentBits: 8, mantissaBits: 7, isIeee: true };
export const E4M3: SmallFloat = { exponentBits: 4, mantissaBits: 3, isIeee: false };
export const E5M2: SmallFloat = { exponentBits: 5, mantissaBits: 2, isIeee: true };

/** The number that a code stands for. */
export function smallFloat(code: number, { exponentBits, mantissaBits, isIeee }: SmallFloat): number {
  const mantissas = 1 << mantissaBits;
  const lastExponent = (1 << exponentBits) - 1;
  const mantissa = code & (mantissas - 1);
  const exponent = (code >> mantissaBits) & lastExponent;
  const sign = (code >> (mantissaBits + exponentBits)) & 1 ? -1 : 1;
  if (exponent === lastExponent) {
    if (isIeee) return mantissa === 0 ? sign * Infinity : NaN;
    if (mantissa === mantissas - 1) return NaN;
  }
  const bias = (1 << (exponentBits - 1)) - 1;
  const significand = exponent === 0 ? mantissa : mantissas + mantissa;
  return sign * significand * powerOfTwo(Math.max(exponent, 1) - bias - mantissaBits);
}

export function decodeFloat16(code: number): number {
  return smallFloat(code, FLOAT16);
}
