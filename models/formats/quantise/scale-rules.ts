/**
 * Power-of-two scales of a block (E8M0) from the bits of its largest magnitude a and the largest value Q of its elements.
 *
 * Sources: `floor`: OCP MX 1.0, 6.3, as in microsoft/microxcaling@7bc4195 and torchao; `ceil`, `rceil`, `even`: torchao
 * mx_tensor.py; `rceilFloat32`: cuBLAS documentation, 3.1.4.4, and torchao RCEIL; `rceil` without the rounding of a / Q:
 * arXiv:2510.25602, eq. 9.
 */
import { log, powerOfTwo } from '../../units/deterministic-math';
import { largestExponent, largestMagnitude, type Element } from '../elements/float-element';
import { exponentOfBits, floatsOf, INFINITY_BITS, MANTISSA_BITS, MANTISSA_MASK, valueOfBits } from './floats';
import { scalePower } from './powers';

export const SCALE_RULES = ['floor', 'ceil', 'rceil', 'rceilFloat32', 'even', 'floorOfFloat32Log'] as const;

/**
 * - `floor`: floor(log2 a) - emax. The rule of OCP MX. What lies above Q saturates.
 * - `ceil`: ceil(log2 a) - emax. Nothing saturates, up to a binade is wasted.
 * - `rceil`: the smallest exponent with a <= Q 2^e.
 * - `rceilFloat32`: the same of a / Q rounded to float32, as hardware does it.
 * - `even`: `floor` of a rounded half up to the element's mantissa bits.
 * - `floorOfFloat32Log`: `floor` of a logarithm rounded to float32, which is one too high just below 2^k for |k| > 2: what
 *   microxcaling computes. A block whose exponent so exceeds 127 is NaN.
 */
export type ScaleRule = (typeof SCALE_RULES)[number];

/** The range of E8M0; its code 255 is NaN, and it has no zero. */
export const SMALLEST_SCALE_EXPONENT = -127;
export const LARGEST_SCALE_EXPONENT = 127;

const LN2 = log(2);

/** The exponent of a block's scale; NaN where the block holds an infinity or a NaN. A block of zeros has the smallest. */
export type ScaleExponent = (largestBits: number) => number;

export function scaleExponent(rule: ScaleRule, element: Element): ScaleExponent {
  const rounded = exponentRule(rule, element);
  return (bits) => {
    if (bits >= INFINITY_BITS) return NaN;
    if (bits === 0) return SMALLEST_SCALE_EXPONENT;
    const exponent = rounded(bits);
    if (rule === 'floorOfFloat32Log' && exponent > LARGEST_SCALE_EXPONENT) return NaN;
    return Math.max(SMALLEST_SCALE_EXPONENT, Math.min(LARGEST_SCALE_EXPONENT, exponent));
  };
}

function exponentRule(rule: ScaleRule, element: Element): (bits: number) => number {
  const emax = largestExponent(element);
  const largest = largestMagnitude(element);
  const significand = largest / powerOfTwo(emax);
  switch (rule) {
    case 'floor':
      return (bits) => exponentOfBits(bits) - emax;
    case 'ceil':
      return (bits) => exponentOfBits(bits) + (isPowerOfTwo(bits) ? 0 : 1) - emax;
    case 'rceil':
      return (bits) => exponentOfBits(bits) + (significandOfBits(bits) > significand ? 1 : 0) - emax;
    case 'rceilFloat32':
      return ceilOfFloat32Quotient(largest);
    case 'even': {
      const mantissaBits = element.kind === 'float' ? element.mantissaBits : element.bits - 2;
      const half = powerOfTwo(MANTISSA_BITS - mantissaBits - 1);
      return (bits) => exponentOfBits(bits + half) - emax;
    }
    case 'floorOfFloat32Log':
      return (bits) => Math.floor(Math.fround(log(valueOfBits(bits)) / LN2)) - emax;
  }
}

function significandOfBits(magnitudeBits: number): number {
  return valueOfBits(magnitudeBits) / scalePower(exponentOfBits(magnitudeBits));
}

function isPowerOfTwo(magnitudeBits: number): boolean {
  const field = magnitudeBits >>> MANTISSA_BITS;
  const mantissa = magnitudeBits & MANTISSA_MASK;
  return field === 0 ? (mantissa & (mantissa - 1)) === 0 : mantissa === 0;
}

/** Exact ceil(log2) of the quotient rounded to float32; that of zero, to which it may underflow, is below every scale. */
function ceilOfFloat32Quotient(divisor: number): (bits: number) => number {
  const quotient = floatsOf(new Float32Array(1));
  return (bits) => {
    quotient.values[0] = valueOfBits(bits) / divisor;
    const rounded = quotient.bits[0]!;
    if (rounded === 0) return SMALLEST_SCALE_EXPONENT;
    return exponentOfBits(rounded) + (isPowerOfTwo(rounded) ? 0 : 1);
  };
}
