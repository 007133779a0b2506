import { floatsOf } from './floats';
import { createGrid } from './grid';
import type { Recipe } from './recipe';

/** Whether the element at a place of the tensor rounds beyond the largest value of its type under the scale of its group. */
export type SaturationTest = (value: number, scale: number, place: number) => boolean;

/**
 * What the kernels count, element by element, for recipes that divide by a scale and round to a type; null for the others
 * (zero points, lists of levels, the lowest code of two's complement, bipolar).
 */
export function saturationTest(recipe: Recipe): SaturationTest | null {
  if (!('element' in recipe)) return null;
  const grid = createGrid(recipe.element, 'rounding' in recipe ? recipe.rounding : 'even');
  const cell = floatsOf(new Float32Array(1));
  return (value, scale, place) => {
    // A group without a scale is lost, one with scale zero is zero: neither saturates.
    if (!(scale > 0)) return false;
    cell.values[0] = value / scale;
    return grid.round(cell, cell.values, 0, 1, 0, place) > 0;
  };
}
