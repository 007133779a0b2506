import { powerOfTwo } from '../../units/deterministic-math';
import type { Element, FloatElement } from './float-element';
import type { Levels } from './level-sets';

/** What the bits of an element stand for, before its scale. */
export interface CodePoint {
  readonly code: number;
  /** Infinite or NaN where the code is no number. */
  readonly value: number;
  /** False for codes that a quantiser never writes. */
  readonly isUsed: boolean;
}

/**
 * Every code of an element in rising order of its bits. Floats: sign, exponent, mantissa; fixed: two's complement, whose
 * lowest code is unused; levels: their place in the list, which for NF4, zero points and bipolar integers is the code.
 */
export function codePoints(
  element: Element | { readonly kind: 'levels'; readonly levels: Levels },
): readonly CodePoint[] {
  if (element.kind === 'levels') return element.levels.map((value, code) => ({ code, value, isUsed: true }));
  const bits = element.kind === 'float' ? 1 + element.exponentBits + element.mantissaBits : element.bits;
  return Array.from({ length: powerOfTwo(bits) }, (_, code) => {
    if (element.kind === 'float') {
      const value = floatOfCode(element, code);
      return { code, value, isUsed: true };
    }
    const sign = powerOfTwo(bits - 1);
    const whole = code < sign ? code : code - 2 * sign;
    return { code, value: whole * powerOfTwo(-element.fractionBits), isUsed: code !== sign };
  });
}

function floatOfCode({ exponentBits, mantissaBits, bias, specials }: FloatElement, code: number): number {
  const steps = powerOfTwo(mantissaBits);
  const exponents = powerOfTwo(exponentBits);
  const sign = code >= steps * exponents ? -1 : 1;
  const magnitude = code % (steps * exponents);
  const exponent = Math.floor(magnitude / steps);
  const mantissa = magnitude % steps;
  if (exponent === exponents - 1) {
    if (specials === 'ieee') return mantissa === 0 ? sign * Infinity : NaN;
    if (specials === 'nanOnly' && mantissa === steps - 1) return NaN;
  }
  if (exponent === 0) return sign * mantissa * powerOfTwo(1 - bias - mantissaBits);
  return sign * (1 + mantissa / steps) * powerOfTwo(exponent - bias);
}
