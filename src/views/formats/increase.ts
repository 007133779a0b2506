/** Increases of perplexity below this are drawn at it: the axis is logarithmic. */
const SMALLEST_INCREASE = 1e-4;

/** A value with the ends of its range; all three the same where it was published. */
export type Ranged = Record<'low' | 'value' | 'high', number>;

/** Ratios of perplexity to that at 16 bits as increases that a logarithmic axis can show. */
export function drawnIncrease({ low, value, high }: Ranged): Ranged {
  const increase = (ratio: number) => Math.max(ratio - 1, SMALLEST_INCREASE);
  return { low: increase(low), value: increase(value), high: increase(high) };
}
