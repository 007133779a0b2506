import type { Recipe } from '../quantise/recipe';
import type { FormatDefinition } from './types';

/** How values between two neighbours are rounded, in words. */
export function roundingOf({ recipe, stochastic }: FormatDefinition): string {
  return `${roundingText(recipe({}))}${stochastic === null ? '' : '; stochastic on request'}`;
}

function roundingText(recipe: Recipe): string {
  switch (recipe.kind) {
    case 'levels':
      return 'nearest level, ties to the lower one';
    case 'normalFloat':
      return 'nearest level by fixed thresholds';
    case 'bipolar':
      return 'nearest odd number, ties up';
    case 'cast':
    case 'powerOfTwo':
      return recipe.rounding === 'even' ? 'nearest, ties to even' : 'nearest, ties away from zero';
    default:
      return 'nearest, ties to even';
  }
}

/** What becomes of values beyond the largest one, in words. */
export function saturationOf({ element, options, recipe }: FormatDefinition): string {
  const { kind } = recipe({});
  if (kind === 'normalFloat') return 'nothing lies beyond';
  if (element.kind !== 'float' || !options.includes('overflow') || element.specials === 'none') return 'largest value';
  return `largest value, or ${element.specials === 'ieee' ? 'infinity' : 'NaN'} on request`;
}
