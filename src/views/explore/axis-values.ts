import type { NumberControl } from '../../../models/design/field-types';

export const SPACINGS = ['linear', 'log', 'doubling'] as const;
/** Equal steps, equal ratios, or each value twice the one before. */
export type Spacing = (typeof SPACINGS)[number];

/** Most values of one axis that a space may have. */
export const MOST_VALUES = 4096;

/** Values between the ends of a logarithmic range are rounded: nobody wants 137.3824. */
const DIGITS_BETWEEN = 4;
const DIGITS_OF_STEPS = 12;

/** Values from one end to the other, ascending and each once. A doubling range stops at the last value within it. */
export function rangeValues(
  { integer }: Pick<NumberControl, 'integer'>,
  from: number,
  to: number,
  count: number,
  spacing: Spacing,
): readonly number[] {
  const raw = spacing === 'doubling' ? doublings(from, to) : between(from, to, count, spacing);
  return [...new Set(integer ? raw.map(Math.round) : raw)];
}

function doublings(from: number, to: number): number[] {
  const values: number[] = [];
  for (let value = from; value <= to && values.length <= MOST_VALUES; value *= 2) values.push(value);
  return values;
}

function between(from: number, to: number, count: number, spacing: 'linear' | 'log'): number[] {
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return from;
    if (i === count - 1) return to;
    const share = i / (count - 1);
    if (spacing === 'linear') return Number((from + (to - from) * share).toPrecision(DIGITS_OF_STEPS));
    return Number((from * (to / from) ** share).toPrecision(DIGITS_BETWEEN));
  });
}

/** Longer axes are not searched for a count that rounding has made smaller. */
const LONGEST_SEARCHED = 256;

/** The spacing, and the number of values asked for, that give just these values; null: none does. */
export function spacingOf(
  control: Pick<NumberControl, 'integer'>,
  values: readonly number[],
): { readonly spacing: Spacing; readonly count: number } | null {
  const [from] = values;
  const to = values.at(-1);
  const n = values.length;
  if (from === undefined || to === undefined || n < 3) return null;
  const isSame = (others: readonly number[]) =>
    others.length === n && others.every((value, at) => value === values[at]);
  // Rounding to whole numbers makes several values one.
  const most = control.integer && n <= LONGEST_SEARCHED ? 2 * n : n;
  for (const spacing of SPACINGS.toReversed()) {
    if (spacing !== 'linear' && from <= 0) continue;
    for (let count = n; count <= (spacing === 'doubling' ? n : most); count++) {
      if (isSame(rangeValues(control, from, to, count, spacing))) return { spacing, count };
    }
  }
  return null;
}
