import { log } from '../../units/deterministic-math';

const DECIBELS = 10 / log(10);

/** 10 log10 of a ratio of powers. */
export function decibels(ratio: number): number {
  return DECIBELS * log(ratio);
}

/** How far quantised elements are from what they were. NaN where an element of either is NaN. */
export interface ErrorStatistics {
  readonly elements: number;
  /**
   * Quantisation signal-to-noise ratio, 10 log10(sum x^2 / sum (x - q)^2), in decibels: Infinity where nothing changed,
   * NaN where there is nothing but zeros.
   */
  readonly qsnrDb: number;
  readonly meanSquaredError: number;
  /** Largest |x - q|. */
  readonly largestError: number;
  /** Largest magnitude over root mean square: what integers are sensitive to. */
  readonly crestFactor: number;
}

type Values = ArrayLike<number>;

/** Of the elements [from, to), all of them unless given. */
export function errorStatistics(original: Values, quantised: Values, from = 0, to = original.length): ErrorStatistics {
  let signal = 0;
  let noise = 0;
  let largest = 0;
  let largestError = 0;
  for (let i = from; i < to; i++) {
    const value = original[i]!;
    const error = value - quantised[i]!;
    signal += value * value;
    noise += error * error;
    largest = Math.max(largest, Math.abs(value));
    largestError = Math.max(largestError, Math.abs(error));
  }
  const elements = to - from;
  return {
    elements,
    qsnrDb: noise === 0 && signal === 0 ? NaN : decibels(signal / noise),
    meanSquaredError: noise / elements,
    largestError,
    crestFactor: largest / Math.sqrt(signal / elements),
  };
}
