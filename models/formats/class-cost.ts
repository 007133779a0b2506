/**
 * Gate-level cost of the compute classes as constants: what designs need of `mac-cost.ts` and `hardware-cost/` without
 * carrying the model with them. `class-cost.test.ts` holds every number equal to the model's.
 */
import { blockScale, lanesOf, scaleAdders } from './block-scales';
import type { ComputeClass, NumberFormat } from './types';

/** Bare gate counts of one multiply-accumulate (`macGateCount`). */
export const CLASS_GATES: Readonly<Record<ComputeClass, number>> = {
  fp32: 864,
  tf32: 409,
  bf16: 352,
  fp16: 400,
  fp8: 292,
  int8: 80,
  fp6: 238,
  fp4: 100,
  int4: 24,
};

/** Energy in full adders of one product with its addition, and of a normaliser; floats alone have one. */
export const CLASS_ENERGY: Readonly<Record<ComputeClass, readonly [product: number, normaliser: number]>> = {
  fp32: [702.6, 78.6],
  tf32: [247.6, 78.6],
  bf16: [190.6, 78.6],
  fp16: [238.6, 78.6],
  fp8: [130.6, 78.6],
  int8: [80, 0],
  fp6: [103.5, 65.5],
  fp4: [46.2, 26.2],
  int4: [24, 0],
};

/** Energy of an accumulator in full adders: a float32 adder, or 32 bits for integers without block scales. */
export const ACCUMULATOR_ENERGY = { float: 187.34, integer: 30.4 } as const;

/** Factor on the energy of cells of accumulator and scales, which work once a block. */
export const SHARED_ENERGY = 0.95;

/** Area in full adders of the operations whose area is published, each with an accumulator of its own. */
export const ANCHOR_AREA = { int8: 105.6, fp16: 373.44 } as const satisfies Partial<Record<ComputeClass, number>>;

/** Energy of the same operations, and of the 16-bit float that is published at 7 nm. */
export const ANCHOR_ENERGY = { int8: 110.4, bf16: 456.54, fp16: 504.54 } as const satisfies Partial<
  Record<ComputeClass, number>
>;

/**
 * Energy of a native product of two formats over that of their class without block scales, both in dot-product units: 1
 * where neither has block scales. Their scales are applied in the unit, integers accumulate in float32, and blocks shorter
 * than 32 share an accumulator among fewer products.
 */
export function blockScaledEnergy(
  weights: NumberFormat,
  activations: NumberFormat,
  computeClass: ComputeClass,
): number {
  const [a, b] = [blockScale(weights), blockScale(activations)];
  if (a.kind === 'none' && b.kind === 'none') return 1;
  const [product, normaliser] = CLASS_ENERGY[computeClass];
  const { float, integer } = ACCUMULATOR_ENERGY;
  const unscaled =
    product + (normaliser + (normaliser > 0 ? float : integer)) / lanesOf({ kind: 'none' }, { kind: 'none' });
  return (product + (normaliser + float) / lanesOf(a, b) + SHARED_ENERGY * scaleAdders(a, b)) / unscaled;
}
