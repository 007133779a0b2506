import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decades, makeScale, padded, ticks, type ScaleKind } from './scale';
import { spread } from './text';

const kinds: fc.Arbitrary<ScaleKind> = fc.constantFrom('linear', 'log');
const positive = fc.double({ min: 1e-12, max: 1e15, noNaN: true });

describe('a scale', () => {
  it('goes there and back', () => {
    fc.assert(
      fc.property(kinds, positive, fc.double({ min: 1.1, max: 1e6, noNaN: true }), (kind, low, ratio) => {
        const scale = makeScale(kind, [low, low * ratio], [40, 400]);
        expect(scale.at(low)).toBeCloseTo(40, 6);
        expect(scale.invert(scale.at(low * ratio)) / (low * ratio)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('has at least two ticks, all inside, rising, not many more than asked for', () => {
    fc.assert(
      fc.property(kinds, positive, fc.double({ min: 1.3, max: 1e9, noNaN: true }), (kind, low, ratio) => {
        const scale = makeScale(kind, [low, low * ratio], [0, 500]);
        const at = ticks(scale, 8).map(({ positionPx }) => positionPx);
        expect(at.length).toBeGreaterThanOrEqual(2);
        expect(at.length).toBeLessThanOrEqual(12);
        expect(at.every((px, i) => px >= -0.01 && px <= 500.01 && (i === 0 || px > at[i - 1]!))).toBe(true);
      }),
    );
  });
});

it('keeps powers of ten on a narrow log axis that begins between two of them', () => {
  const values = ticks(makeScale('log', [0.0007, 0.14], [0, 260]), 2).map(({ value }) => value);
  expect(values).toEqual([0.001, 0.1]);
});

it('snaps to whole decades', () => {
  expect(decades([3, 250])).toEqual([1, 1000]);
  expect(decades([1])).toEqual([0.1, 10]);
  expect(decades([NaN, 0])).toEqual([0.1, 1000]);
});

it('pads bounds, even empty and single ones', () => {
  expect(padded('linear', Infinity, -Infinity)).toEqual([0, 1]);
  for (const kind of ['linear', 'log'] as const) {
    const [low, high] = padded(kind, 5, 5);
    expect(low < 5 && high > 5).toBe(true);
  }
});

it('spreads labels in their order without overlap', () => {
  expect(spread([10, 12, 50], 15, 0, 100)).toEqual([10, 25, 50]);
  expect(spread([98, 99], 15, 0, 100)).toEqual([85, 100]);
});
