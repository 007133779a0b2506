/** Places along the x axis of a figure. */

/** `count` places from `low` to `high` whose ratios are equal, both ends included. */
export function geometric(low: number, high: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => low * (high / low) ** (i / (count - 1)));
}

/** The same as whole numbers, each once. */
export function wholeGeometric(low: number, high: number, count: number): readonly number[] {
  return [...new Set(geometric(low, high, count).map(Math.round))];
}
