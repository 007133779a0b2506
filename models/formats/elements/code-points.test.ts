import { describe, expect, it } from 'vitest';
import { FORMAT_DEFINITIONS } from '../definitions/registry';
import { quantiseTensor } from '../quantise/quantiser';
import { codePoints } from './code-points';
import { floatElement, integerElement, magnitudes, mxIntegerElement } from './float-element';

const at = (points: ReturnType<typeof codePoints>, code: number) => points[code]!.value;

describe('codePoints', () => {
  it('of E4M3 and E5M2', () => {
    const e4m3 = codePoints(floatElement(4, 3, 'nanOnly'));
    expect([at(e4m3, 0x7e), at(e4m3, 0x08), at(e4m3, 0x01), at(e4m3, 0xfe)]).toEqual([448, 2 ** -6, 2 ** -9, -448]);
    expect([at(e4m3, 0x7f), at(e4m3, 0xff)]).toEqual([NaN, NaN]);
    expect(Object.is(at(e4m3, 0x80), -0)).toBe(true);
    const e5m2 = codePoints(floatElement(5, 2, 'ieee'));
    expect([at(e5m2, 0x7b), at(e5m2, 0x7c), at(e5m2, 0xfc), at(e5m2, 0x7d)]).toEqual([57344, Infinity, -Infinity, NaN]);
  });

  it('of E2M1 and of integers', () => {
    const e2m1 = codePoints(floatElement(2, 1, 'none'));
    expect(e2m1.slice(0, 8).map(({ value }) => value)).toEqual([0, 0.5, 1, 1.5, 2, 3, 4, 6]);
    expect(at(e2m1, 9)).toBe(-0.5);
    const int4 = codePoints(integerElement(4));
    expect([at(int4, 7), at(int4, 15), at(int4, 9)]).toEqual([7, -1, -7]);
    expect(int4.filter(({ isUsed }) => !isUsed)).toEqual([{ code: 8, value: -8, isUsed: false }]);
    expect(at(codePoints(mxIntegerElement(8)), 0x7f)).toBe(127 / 64);
  });

  it('has the magnitudes of an element, and what its quantiser writes', () => {
    for (const { id, element, recipe } of FORMAT_DEFINITIONS) {
      const points =
        element.kind === 'float' && element.exponentBits + element.mantissaBits > 7 ? [] : codePoints(element);
      if (points.length === 0) continue;
      if (element.kind !== 'levels') {
        const finite = points.filter(({ value, isUsed }) => isUsed && Number.isFinite(value) && value >= 0);
        expect(new Set(finite.map(({ value }) => value + 0)), id).toEqual(new Set(magnitudes(element)));
      }
      const { kind } = recipe({});
      if (kind !== 'cast' && kind !== 'scaled') continue;
      const values = points.filter(({ value, isUsed }) => isUsed && Number.isFinite(value)).map(({ value }) => value);
      const row = Float32Array.from(values);
      if (kind === 'cast') expect([...quantiseTensor(recipe({}), row, row.length).values], id).toEqual(values);
    }
  });
});
