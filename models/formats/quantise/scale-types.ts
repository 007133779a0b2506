import { floatElement, type FloatElement } from '../elements/float-element';
import { floatsOf } from './floats';
import { createGrid } from './grid';

/** What a scale with a mantissa is stored in. */
export const SCALE_TYPES = ['fp32', 'fp16', 'bf16'] as const;
export type ScaleType = (typeof SCALE_TYPES)[number];

export const SCALE_TYPE_BITS: Readonly<Record<ScaleType, number>> = { fp32: 32, fp16: 16, bf16: 16 };

const ELEMENTS: Readonly<Record<Exclude<ScaleType, 'fp32'>, FloatElement>> = {
  fp16: floatElement(5, 10, 'ieee'),
  bf16: floatElement(8, 7, 'ieee'),
};

/**
 * Rounds a float32 scale to what is stored: nearest, ties to even, the largest finite value instead of infinity; below half
 * the smallest value it is zero, and so is its group. A scale that was rounded down makes the largest element of a group
 * saturate where it rounds beyond the largest value. NaN stays.
 */
export function scaleRounding(type: ScaleType = 'fp32'): (scale: number) => number {
  if (type === 'fp32') return (scale) => scale;
  const grid = createGrid(ELEMENTS[type]);
  const cell = floatsOf(new Float32Array(1));
  return (scale) => {
    cell.values[0] = scale;
    grid.round(cell, cell.values, 0, 1, 0, 0);
    return cell.values[0];
  };
}
