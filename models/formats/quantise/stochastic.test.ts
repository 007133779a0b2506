import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDefinition, FORMAT_DEFINITIONS } from '../definitions/registry';
import { floatElement, integerElement } from '../elements/float-element';
import { philox4x32 } from './counter-random';
import { exactNeighbours } from './exact.test-support';
import { createGrid } from './grid';
import { quantiseTensor } from './quantiser';
import { CHANNEL, type Recipe } from './recipe';

const STOCHASTIC = FORMAT_DEFINITIONS.filter(({ stochastic }) => stochastic !== null);
const E2M1 = floatElement(2, 1, 'none');
const cast = (seed: number): Recipe => ({ kind: 'cast', element: E2M1, rounding: { seed }, overflow: 'saturate' });

function quantised(recipe: Recipe, input: Float32Array, columns = input.length): Float32Array {
  return quantiseTensor(recipe, input, Math.max(1, columns)).values;
}

describe('philox4x32', () => {
  // The vectors that come with Random123.
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('has the words of counter %j and key %j', (counter, key, expected) => {
    const words = new Uint32Array(4);
    philox4x32(counter, key, words);
    expect([...words]).toEqual(expected);
  });
});

describe('stochastic rounding', () => {
  const copies = 1 << 14;

  it('expects the element itself, whatever its place between two values', () => {
    fc.assert(
      fc.property(fc.float({ min: -6, max: 6, noNaN: true }), fc.nat(), (value, seed) => {
        const values = quantised(cast(seed), new Float32Array(copies).fill(value));
        const { below, above } = exactNeighbours(E2M1, value);
        let sum = 0;
        for (const rounded of values) {
          if (rounded !== below && rounded !== above) expect([below, above]).toContain(rounded);
          sum += rounded;
        }
        // Deviation of the mean: at most half a step over the root of the count; eight of them never happen.
        expect(Math.abs(sum / copies - value)).toBeLessThanOrEqual((8 * (above - below)) / 2 / Math.sqrt(copies));
      }),
      { numRuns: 40 },
    );
  });

  it.each(STOCHASTIC)('$id: expects the tensor where nothing saturates', ({ recipe }) => {
    // The largest magnitude is exact under every scale, so that no element lies beyond it.
    const row = Float32Array.from({ length: 16 }, (_, i) => (i === 0 ? 1 : Math.sin(7 * i)));
    const rows = 4096;
    const input = Float32Array.from({ length: 16 * rows }, (_, i) => row[i % 16]!);
    const { values, saturated } = quantiseTensor(recipe({ rounding: { seed: 5 }, scaleRule: 'ceil' }), input, 16);
    expect(saturated).toBe(0);
    for (const [i, value] of row.entries()) {
      let sum = 0;
      for (let at = i; at < values.length; at += 16) sum += values[at]!;
      // Steps are a third at most, so that a mean deviates by 0.0026.
      expect(Math.abs(sum / rows - value)).toBeLessThan(0.02);
    }
  });

  it('rounds what is a value of the type to itself, and keeps signs', () => {
    const values = Float32Array.of(0, -0, 0.5, -1.5, 6, -6, 3, Infinity, NaN);
    expect([...quantised(cast(3), values)]).toEqual([0, -0, 0.5, -1.5, 6, -6, 3, 6, NaN]);
  });

  it('is the same for the same seed and the same place, and another one for others', () => {
    const input = new Float32Array(256).fill(0.7);
    expect(quantised(cast(1), input)).toEqual(quantised(cast(1), input));
    expect(quantised(cast(1), input)).not.toEqual(quantised(cast(2), input));
    expect(new Set(quantised(cast(1), input))).toEqual(new Set([0.5, 1]));
  });

  it('has twice the noise power of rounding to nearest', () => {
    const recipe = findDefinition('fp8_e4m3')!.recipe;
    const input = Float32Array.from({ length: 1 << 14 }, (_, i) => 1 + (i % 997) / 997);
    const noise = (rounding: 'even' | { seed: number }) =>
      quantised(recipe({ grouping: CHANNEL, rounding }), input).reduce((sum, q, i) => sum + (q - input[i]!) ** 2, 0);
    expect(noise({ seed: 1 }) / noise('even')).toBeCloseTo(2, 1);
  });

  it('is not for integers', () => {
    expect(() => createGrid(integerElement(8), { seed: 1 })).toThrow('integers');
    expect(FORMAT_DEFINITIONS.filter(({ id, stochastic }) => id.includes('int') && stochastic !== null)).toEqual([]);
  });
});
