/** A value, and the span of the figures that disagree where they do. */
export function spanText(value: number, low: number, high: number, text: (value: number) => string): string {
  if (Number.isNaN(value)) return '–';
  return low < high ? `${text(value)} (${text(low)} to ${text(high)})` : text(value);
}

/** A share in as few digits as tell it. */
export function percentText(share: number): string {
  const percent = 100 * share;
  if (Number.isNaN(percent)) return '–';
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${percent.toFixed(percent < 10 ? 1 : 0)} %`;
}
