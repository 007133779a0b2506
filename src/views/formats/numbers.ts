import { MISSING_TEXT } from '../../../models/units';

/** Decibels with two decimals; lossless is infinite, a tensor of zeros has none. */
export function decibelText(value: number): string {
  if (Number.isNaN(value)) return MISSING_TEXT;
  return Number.isFinite(value) ? `${value.toFixed(2).replace('-', '−')}\u00a0dB` : 'exact';
}

/** A magnitude of the elements' own unit. */
export function sizeText(value: number): string {
  return Number.isNaN(value) ? MISSING_TEXT : value.toPrecision(3);
}

/** A square of it. */
export function powerText(value: number): string {
  return Number.isNaN(value) ? MISSING_TEXT : value.toExponential(2);
}

/** The value below which a share of the others lies; NaN of nothing. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}

/** While a question is measured: how much of it is done, once something is. */
export function measuringText(done: number, all: number): string {
  return done === 0 ? 'Measuring …' : `Measuring … ${done} of ${all}`;
}
