import { describe, expect, it } from 'vitest';
import {
  ACCUMULATOR_ENERGY,
  ANCHOR_AREA,
  ANCHOR_ENERGY,
  blockScaledEnergy,
  CLASS_ENERGY,
  CLASS_GATES,
  SHARED_ENERGY,
} from './class-cost';
import { blockScale, lanesOf, type BlockScale } from './block-scales';
import { CELL_COST, unitCost } from './hardware-cost/calibration';
import { accumulatedCost } from './hardware-cost/cell-cost';
import { NO_CELLS } from './hardware-cost/cells';
import { unitParts, type UnitSpec } from './hardware-cost/unit';
import { COMPUTE_CLASS_SHAPE, macGateCount } from './mac-cost';
import { findFormat } from './registry';
import { COMPUTE_CLASSES, type ComputeClass } from './types';

const NONE: BlockScale = { kind: 'none' };

function unitOfClass(computeClass: ComputeClass, lanes: number, weights = NONE, activations = NONE): UnitSpec {
  const operand = { shape: COMPUTE_CLASS_SHAPE[computeClass], converter: NO_CELLS };
  return {
    weights: { ...operand, scale: weights },
    activations: { ...operand, scale: activations },
    lanes,
    weightReuse: 1,
  };
}

it.each(COMPUTE_CLASSES)('the constants of %s are those of the gate-level model', (computeClass) => {
  const parts = unitParts(unitOfClass(computeClass, 1));
  const { multiplier, exponents, aligner, adder, normaliser, accumulator } = parts;
  const cost = (some: Parameters<typeof accumulatedCost>[0]) => accumulatedCost(some, CELL_COST.energy);
  const [product, shared] = CLASS_ENERGY[computeClass];
  expect(CLASS_GATES[computeClass]).toBe(macGateCount(COMPUTE_CLASS_SHAPE[computeClass]));
  expect(product).toBeCloseTo(cost({ multiplier, exponents, aligner, adder }), 12);
  expect(shared).toBeCloseTo(cost({ normaliser }), 12);
  const kind = COMPUTE_CLASS_SHAPE[computeClass].encoding === 'int' ? 'integer' : 'float';
  expect(ACCUMULATOR_ENERGY[kind]).toBeCloseTo(cost({ accumulator }), 12);
});

it('the constants of published operations are those of the gate-level model', () => {
  expect(SHARED_ENERGY).toBe(CELL_COST.energy.shared);
  for (const [name, area] of Object.entries(ANCHOR_AREA)) {
    expect(area).toBeCloseTo(unitCost(unitOfClass(name as ComputeClass, 1), 'area'), 12);
  }
  for (const [name, energy] of Object.entries(ANCHOR_ENERGY)) {
    expect(energy).toBeCloseTo(unitCost(unitOfClass(name as ComputeClass, 1), 'energy'), 12);
  }
});

describe('blockScaledEnergy', () => {
  const scaled = (weights: string, activations: string) => {
    const [w, a] = [findFormat(weights)!, findFormat(activations)!];
    return { ratio: blockScaledEnergy(w, a, w.computeClass), w, a };
  };

  it.each([
    ['mxfp4', 'mxfp4'],
    ['nvfp4', 'nvfp4'],
    ['nvfp4', 'fp4_e2m1'],
    ['mxfp8_e4m3', 'mxfp8_e5m2'],
    ['mxint8', 'int8'],
    ['int4_g128', 'int4'],
    ['custom_e2m1_fp32_g8', 'mxfp4'],
  ])('of %s by %s is the ratio of the two units in the model', (weights, activations) => {
    const { ratio, w, a } = scaled(weights, activations);
    const scales = [blockScale(w), blockScale(a)] as const;
    const unit = unitOfClass(w.computeClass, lanesOf(...scales), ...scales);
    expect(ratio).toBeCloseTo(unitCost(unit, 'energy') / unitCost(unitOfClass(w.computeClass, 32), 'energy'), 12);
  });

  it('is one without block scales, little for powers of two, much for floats in short blocks', () => {
    expect(scaled('fp8_e4m3', 'fp8_e5m2').ratio).toBe(1);
    expect(scaled('mxfp4', 'mxfp4').ratio).toBeLessThan(1.02);
    expect(scaled('nvfp4', 'nvfp4').ratio).toBeGreaterThan(1.3);
  });
});
