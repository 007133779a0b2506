/**
 * exp, log, log1p and pow from additions, multiplications and divisions alone, which IEEE 754 rounds the same on every
 * engine; the built-ins may differ in their last bits.
 *
 * Largest relative distance from the built-ins, held by the tests: exp, log and log1p 5e-16 (about two units in the
 * last place), pow 1e-13 where the result lies between 1e-100 and 1e100. Special values follow `Math`; results below
 * the smallest normal number lose digits, as everywhere.
 */

/** ln 2 in two parts: `HIGH` has 21 trailing zero bits, so that its product with an exponent is exact. */
const LN2_HIGH = 6.93147180369123816490e-1; // prettier-ignore
const LN2_LOW = 1.90821492927058770002e-10; // prettier-ignore
const LN2 = LN2_HIGH + LN2_LOW;
const SQRT_HALF = 0.7071067811865476;
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** Beyond these the result is 0 or Infinity. */
const EXP_OVERFLOW = 709.782712893384;
const EXP_UNDERFLOW = -745.1332191019412;

const EXPONENT_STEPS = [512, 256, 128, 64, 32, 16, 8, 4, 2, 1] as const;
const POWERS = EXPONENT_STEPS.map(powerOfTwo);

/** Terms of the two series, enough for the last bit: x^n/n! at |x| <= ln2/2, z^(2n+1)/(2n+1) at |z| <= 0.172. */
const EXP_TERMS = 14;
const ATANH_TERMS = 11;

/** e to the power x. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < EXP_UNDERFLOW) return 0;
  const doublings = Math.round(x / LN2);
  const rest = x - doublings * LN2_HIGH - doublings * LN2_LOW;
  let sum = 1;
  for (let n = EXP_TERMS; n >= 1; n--) sum = 1 + (sum * rest) / n;
  // In two factors, since 2^1024 alone overflows and 2^-1074 loses digits too early.
  const half = Math.trunc(doublings / 2);
  return sum * powerOfTwo(half) * powerOfTwo(doublings - half);
}

/** Natural logarithm: -Infinity for 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let exponent = x < SMALLEST_NORMAL ? -54 : 0;
  let mantissa = x < SMALLEST_NORMAL ? x * powerOfTwo(54) : x;
  for (const [i, step] of EXPONENT_STEPS.entries()) {
    const power = POWERS[i] ?? 1;
    if (mantissa >= power) {
      mantissa /= power;
      exponent += step;
    } else if (mantissa * power < 2) {
      mantissa *= power;
      exponent -= step;
    }
  }
  // Into [sqrt 1/2, sqrt 2), where the series is shortest and 1 has exponent 0.
  if (mantissa >= 2 * SQRT_HALF) {
    mantissa /= 2;
    exponent++;
  } else if (mantissa < SQRT_HALF) {
    mantissa *= 2;
    exponent--;
  }
  return exponent * LN2_HIGH + (logOfRatio(mantissa - 1) + exponent * LN2_LOW);
}

/** log(1 + x), exact also where 1 + x would round x away. */
export function log1p(x: number): number {
  return Math.abs(x) < 0.29 ? logOfRatio(x) : log(1 + x);
}

/** `base`, not negative, to a real power. */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (Number.isNaN(base) || base < 0) return NaN;
  return base === 1 && Number.isFinite(exponent) ? 1 : exp(exponent * log(base));
}

/** log(1 + x) = 2 atanh(x / (2 + x)) for -0.3 <= x <= 0.42; its first term is x itself, so small x keep all digits. */
function logOfRatio(x: number): number {
  const z = x / (2 + x);
  const square = z * z;
  let sum = 0;
  for (let n = ATANH_TERMS; n >= 1; n--) sum = square * (sum + 1 / (2 * n + 1));
  // 2z = x - x z, which keeps the rounding of the quotient out of the leading term.
  return x - z * (x - 2 * sum);
}

/** 2 to a whole power; exact for -1074 to 1023. */
export function powerOfTwo(exponent: number): number {
  let power = 1;
  for (let i = exponent; i > 0; i--) power *= 2;
  for (let i = exponent; i < 0; i++) power /= 2;
  return power;
}
