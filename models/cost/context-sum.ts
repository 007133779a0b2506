/** Sums over decode steps, exact and without a loop over the steps where the times are affine in the context. */

/** Sum of `value + i * slope` for i = 0 .. steps - 1. */
export function sumAffine(value: number, slope: number, steps: number): number {
  return steps * value + (slope * steps * (steps - 1)) / 2;
}

/**
 * Sum over i = 0 .. steps - 1 of the largest of four lines `v + i * s`.
 *
 * The largest of lines is convex, so a line that is largest at both ends is largest throughout; otherwise the steps are
 * cut where a steeper line overtakes the present one. Every piece is an arithmetic series. Exact up to rounding.
 */
export function sumLargest(
  v0: number,
  s0: number,
  v1: number,
  s1: number,
  v2: number,
  s2: number,
  v3: number,
  s3: number,
  steps: number,
): number {
  let sum = 0;
  let from = 0;
  while (from < steps) {
    const a = v0 + from * s0;
    const b = v1 + from * s1;
    const c = v2 + from * s2;
    const d = v3 + from * s3;
    let value = a;
    let slope = s0;
    if (b > value || (b === value && s1 > slope)) {
      value = b;
      slope = s1;
    }
    if (c > value || (c === value && s2 > slope)) {
      value = c;
      slope = s2;
    }
    if (d > value || (d === value && s3 > slope)) {
      value = d;
      slope = s3;
    }
    if (Number.isNaN(a + b + c + d)) return NaN;
    let next = steps;
    next = overtaken(value, slope, a, s0, from, next);
    next = overtaken(value, slope, b, s1, from, next);
    next = overtaken(value, slope, c, s2, from, next);
    next = overtaken(value, slope, d, s3, from, next);
    sum += sumAffine(value, slope, next - from);
    from = next;
  }
  return sum;
}

/** First step after `from` at which a steeper line is above the present one, at most `limit`. */
function overtaken(
  value: number,
  slope: number,
  other: number,
  otherSlope: number,
  from: number,
  limit: number,
): number {
  if (!(otherSlope > slope)) return limit;
  const cut = from + Math.floor((value - other) / (otherSlope - slope)) + 1;
  return cut < limit ? cut : limit;
}
