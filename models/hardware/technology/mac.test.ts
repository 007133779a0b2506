import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPUTE_CLASSES } from '../../formats/types';
import { macJoules, macSquareMetres, specialOpJoules, vectorOpJoules } from './mac';
import { isMissing } from './types';

const ENERGY_NODES = [130, 90, 65, 45, 32, 16, 14, 10, 7, 5, 3] as const;
const pj = (node: number, computeClass: (typeof COMPUTE_CLASSES)[number]) => macJoules(node, computeClass).value * 1e12;

describe('macJoules', () => {
  it('is the published operation where there is one', () => {
    expect(macJoules(7, 'int8')).toMatchObject({ source: 'tpuv4i', boundary: 'arithmetic', confidence: 'high' });
    expect(pj(7, 'int8')).toBeCloseTo(0.1, 12);
    expect(pj(7, 'bf16')).toBeCloseTo(0.59, 12);
    expect(pj(7, 'fp32')).toBeCloseTo(1.69, 12);
    expect(pj(45, 'int8')).toBeCloseTo(0.3, 12);
    expect(pj(45, 'fp16')).toBeCloseTo(2, 12);
    expect(pj(45, 'fp32')).toBeCloseTo(4.6, 12);
  });

  it('scales planar nodes from 45 nm and FinFET nodes from 7 nm by hand-worked factors', () => {
    // (0.9559 * 0.64 - 0.7823 * 0.8 + 0.471) / (1.103 * 0.64 - 0.362 * 0.8 + 0.2767)
    expect(pj(32, 'int8')).toBeCloseTo(0.3 * (0.456936 / 0.69302), 9);
    expect(pj(16, 'int8')).toBeCloseTo(0.1 * (0.120272 / 0.065358), 9);
    expect(macJoules(16, 'int8')).toMatchObject({ source: 'stillmaker-baas', derivation: 'scaled' });
    expect(pj(5, 'int8')).toBeCloseTo(0.07, 12);
  });

  it('shows at scaled nodes how far the two published tables disagree, and none at the anchors', () => {
    const sixteen = macJoules(16, 'int8');
    expect('low' in sixteen && sixteen.value / sixteen.low).toBeCloseTo(3.53, 2);
    expect(macJoules(7, 'int8')).toMatchObject({ low: macJoules(7, 'int8').value, high: macJoules(7, 'int8').value });
  });

  it.each(ENERGY_NODES)('has every class at %i nm, positive, inside its span, and wider costs more', (node) => {
    for (const computeClass of COMPUTE_CLASSES) {
      const known = macJoules(node, computeClass);
      if (isMissing(known)) throw new Error(known.missing);
      expect(known.low).toBeGreaterThan(0);
      expect(known.low).toBeLessThanOrEqual(known.value);
      expect(known.high).toBeGreaterThanOrEqual(known.value);
    }
    const floats = (['fp4', 'fp6', 'fp8', 'bf16', 'fp16', 'tf32', 'fp32'] as const).map((c) => pj(node, c));
    expect(floats).toEqual([...floats].sort((a, b) => a - b));
    expect(pj(node, 'int4')).toBeLessThan(pj(node, 'int8'));
    expect(pj(node, 'int8')).toBeLessThan(pj(node, 'fp8'));
  });

  it('never costs over 3 % more at a newer node; FP32 from 32 to 16 nm, where the anchor changes, costs 2.6 % more', () => {
    for (const computeClass of COMPUTE_CLASSES) {
      const byNode = ENERGY_NODES.map((node) => pj(node, computeClass));
      for (let i = 1; i < byNode.length; i++) expect(byNode[i]! / byNode[i - 1]!).toBeLessThan(1.03);
    }
  });

  it.each([null, 20, 28, 22, 12, 8, 6, 4, 2])('is missing at %s nm, with a reason', (node) => {
    const unknown = macJoules(node, 'int8');
    expect(unknown.value).toBeNaN();
    expect(isMissing(unknown) && unknown.missing).toMatch(/nm|node/);
  });
});

describe('macSquareMetres', () => {
  it('is the published area at 45 nm and scaled from it elsewhere', () => {
    expect(macSquareMetres(45, 'int8').value * 1e12).toBeCloseTo(419, 9);
    expect(macSquareMetres(45, 'fp16').value * 1e12).toBeCloseTo(5824, 9);
    expect(macSquareMetres(7, 'int8').value * 1e12).toBeCloseTo(419 * 0.059, 9);
    expect(macSquareMetres(7, 'int8')).toMatchObject({ source: 'stillmaker-baas', confidence: 'medium' });
  });

  it('agrees with an independent 45 nm estimate (417 um2) within 1 %', () => {
    expect(macSquareMetres(45, 'int8').value * 1e12).toBeCloseTo(417, -1);
  });

  it('is within 2x of transistor counts at 7 nm (FP16 263 um2, FP32 1392 um2)', () => {
    expect(macSquareMetres(7, 'fp16').value * 1e12).toBeCloseTo(343.6, 1);
    expect(macSquareMetres(7, 'fp32').value * 1e12).toBeCloseTo(701.2, 1);
  });

  it('shrinks with every node', () => {
    for (const computeClass of COMPUTE_CLASSES) {
      const byNode = [130, 90, 65, 45, 32, 20, 16, 14, 10, 7, 5, 3].map((n) => macSquareMetres(n, computeClass).value);
      expect(byNode).toEqual([...byNode].sort((a, b) => b - a));
      expect(byNode.at(-1)).toBeGreaterThan(0);
    }
  });
});

it('vector and special operations are an FP32 multiply and add, or missing with it', () => {
  expect(vectorOpJoules(7).value).toBe(macJoules(7, 'fp32').value);
  expect(specialOpJoules(7)).toMatchObject({ derivation: 'assumption', confidence: 'low' });
  expect(isMissing(vectorOpJoules(4))).toBe(true);
  expect(isMissing(specialOpJoules(4))).toBe(true);
});

it('any node gives a positive figure or a reason, never zero or a silent NaN', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 250 }), fc.constantFrom(...COMPUTE_CLASSES), (node, computeClass) => {
      for (const sourced of [macJoules(node, computeClass), macSquareMetres(node, computeClass)]) {
        if (isMissing(sourced)) expect(sourced.missing.length).toBeGreaterThan(10);
        else expect(sourced.value > 0 && Number.isFinite(sourced.value)).toBe(true);
      }
    }),
  );
});
