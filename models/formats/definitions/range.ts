import { largestMagnitude, smallestMagnitude, smallestNormal } from '../elements/float-element';
import type { FormatDefinition } from './types';

/** Magnitudes of an element before its scale. */
export interface ElementRange {
  readonly largest: number;
  /** The smallest above zero. */
  readonly smallest: number;
  /** The smallest that has all mantissa bits; NaN where that means nothing. */
  readonly smallestNormal: number;
}

export function elementRange({ element }: FormatDefinition): ElementRange {
  if (element.kind === 'levels') {
    const magnitudes = element.levels.map(Math.abs).filter((magnitude) => magnitude > 0);
    return { largest: Math.max(...magnitudes), smallest: Math.min(...magnitudes), smallestNormal: NaN };
  }
  return {
    largest: largestMagnitude(element),
    smallest: smallestMagnitude(element),
    smallestNormal: element.kind === 'float' ? smallestNormal(element) : NaN,
  };
}
