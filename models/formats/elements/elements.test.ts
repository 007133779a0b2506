import { describe, expect, it } from 'vitest';
import {
  floatElement,
  integerElement,
  largestExponent,
  largestMagnitude,
  magnitudes,
  mxIntegerElement,
  smallestMagnitude,
  smallestNormal,
  type Element,
} from './float-element';
import { FP3_SPECIALS, FP4_SPECIALS, NF4_LEVELS, NF4_THRESHOLDS, wholeLevels } from './level-sets';

describe('element types', () => {
  // Maxima, smallest magnitudes and counts: OCP OFP8 and MX; all code points printed from jax-ml/ml_dtypes@b793a6e.
  it.each<[string, Element, number, number, number, number, number]>([
    ['E4M3', floatElement(4, 3, 'nanOnly'), 448, 2 ** -6, 2 ** -9, 8, 127],
    ['E5M2', floatElement(5, 2, 'ieee'), 57344, 2 ** -14, 2 ** -16, 15, 124],
    ['E2M3', floatElement(2, 3, 'none'), 7.5, 1, 0.125, 2, 32],
    ['E3M2', floatElement(3, 2, 'none'), 28, 0.25, 0.0625, 4, 32],
    ['E2M1', floatElement(2, 1, 'none'), 6, 1, 0.5, 2, 8],
    ['E4M3 with infinity', floatElement(4, 3, 'ieee'), 240, 2 ** -6, 2 ** -9, 7, 120],
    ['FP16', floatElement(5, 10, 'ieee'), 65504, 2 ** -14, 2 ** -24, 15, 31744],
  ])('%s', (_, element, largest, normal, smallest, emax, count) => {
    const values = magnitudes(element);
    expect([largestMagnitude(element), values.at(-1)]).toEqual([largest, largest]);
    expect([smallestMagnitude(element), values[1]]).toEqual([smallest, smallest]);
    expect(element.kind === 'float' && smallestNormal(element)).toBe(normal);
    expect([largestExponent(element), values.length]).toEqual([emax, count]);
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
  });

  it('E2M1 has the eight magnitudes of the specification', () => {
    expect(magnitudes(floatElement(2, 1, 'none'))).toEqual([0, 0.5, 1, 1.5, 2, 3, 4, 6]);
  });

  it('MXINT8 reaches 127/64 in steps of 1/64', () => {
    const element = mxIntegerElement(8);
    expect([largestMagnitude(element), smallestMagnitude(element), largestExponent(element)]).toEqual([
      127 / 64,
      1 / 64,
      0,
    ]);
    expect(magnitudes(integerElement(4))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('lists of levels', () => {
  it('NF4 has a threshold between every two levels, near their middle', () => {
    expect([NF4_LEVELS.length, NF4_THRESHOLDS.length]).toEqual([16, 15]);
    for (const [i, threshold] of NF4_THRESHOLDS.entries()) {
      expect(threshold).toBeCloseTo((NF4_LEVELS[i]! + NF4_LEVELS[i + 1]!) / 2, 7);
    }
  });

  it('a special value fills all sixteen or eight codes', () => {
    expect(Object.values(FP4_SPECIALS).map((levels) => levels.length)).toEqual([16, 16, 16, 16]);
    expect(Object.values(FP3_SPECIALS).map((levels) => levels.length)).toEqual([8, 8, 8, 8]);
    expect(FP4_SPECIALS.ea_neg[0]).toBe(-16);
    expect(FP3_SPECIALS.er_pos).toEqual([-4, -2, -1, 0, 1, 2, 3, 4]);
  });

  it('whole levels of E2M1 are its values in halves', () => {
    expect(wholeLevels(floatElement(2, 1, 'none'))).toEqual([-12, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 12]);
  });
});
