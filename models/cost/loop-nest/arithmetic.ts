/** Small integers out of products of fractional factors. */

/** Fractions such as 7 / 2 times 2 must count as 7 when their last bit is lost. */
const LAST_BITS = 1e-9;
/** The same as a share: products of a few fractions lose some times 1e-16. */
const RELATIVE_LAST_BITS = 1e-12;

/** The integer part of a product that is an integer but for its last bits. */
export function wholePart(value: number): number {
  return Math.floor(value + LAST_BITS);
}

/** The next integer from a product of fractions on, which may be an integer but for its last bits. */
export function wholeUp(value: number): number {
  return Math.ceil(value * (1 - RELATIVE_LAST_BITS));
}

/** Nearest integer, halves to the even one. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/**
 * Distinct values of `strideA * a + strideB * b` over `a < countA`, `b < countB`: the extent of an input under a window.
 * Exact when one stride divides the other, and whenever the values of equal sum repeat along a line of the grid.
 */
export function distinctSums(strideA: number, countA: number, strideB: number, countB: number): number {
  const g = greatestCommonDivisor(strideA, strideB);
  return countA * countB - Math.max(0, countB - strideA / g) * (countA - strideB / g);
}
