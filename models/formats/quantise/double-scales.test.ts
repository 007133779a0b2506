import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDefinition } from '../definitions/registry';
import { randomTensor } from '../error/distributions';
import { errorStatistics } from '../error/statistics';
import { findFormat } from '../registry';
import { DYNAMIC_LEVELS, doubleQuantised, SCALES_OF_GROUP } from './double-scales';
import { GroupMagnitudes } from './group-magnitudes';
import { quantiseTensor } from './quantiser';

const quantised = (id: string, input: Float32Array, columns: number) =>
  quantiseTensor(findDefinition(id)!.recipe({}), input, columns).values;

describe('double quantisation', () => {
  it('has 256 levels, symmetric but for one', () => {
    expect(DYNAMIC_LEVELS).toHaveLength(256);
    expect([...DYNAMIC_LEVELS]).toEqual([...DYNAMIC_LEVELS].sort((a, b) => a - b));
    expect(DYNAMIC_LEVELS.filter((level) => level < 0)).toHaveLength(127);
    // Middle of the only part of a millionth's decade, and of the last of 64 parts below one.
    expect(DYNAMIC_LEVELS[128]).toBeCloseTo(0.55e-6, 12);
    expect(DYNAMIC_LEVELS[254]).toBeCloseTo(1 - 0.9 / 128, 7);
    expect(DYNAMIC_LEVELS[255]).toBe(1);
  });

  it('takes 0.127 bits an element, as the paper counts them', () => {
    expect(findFormat('nf4_dq')!.bitsPerElement).toBeCloseTo(4 + 8 / 64 + 32 / (64 * 256), 12);
  });

  it('decodes to the nearest level of the distance from the mean', () => {
    const scales = fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(scales, (values) => {
        const input = Float32Array.from(values);
        const mean = input.reduce((sum, value) => sum + value, 0) / input.length;
        for (const [i, decoded] of doubleQuantised(input).entries()) {
          const from = i - (i % SCALES_OF_GROUP);
          const run = input.subarray(from, from + SCALES_OF_GROUP);
          const largest = Math.max(...run.map((value) => Math.abs(value - mean)));
          const distance = (level: number) => Math.abs(mean + level * largest - input[i]!);
          const least = Math.min(...DYNAMIC_LEVELS.map(distance));
          expect(Math.abs(Math.abs(decoded - input[i]!) - least)).toBeLessThanOrEqual(1e-6 * (mean + largest));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps scales that are all the same', () => {
    const input = Float32Array.from({ length: 256 }, (_, i) => (i % 64 === 0 ? 3 : 1));
    expect(quantised('nf4_dq', input, 256)).toEqual(quantised('nf4', input, 256));
  });

  it('costs a few thousandths of a decibel where blocks are alike', () => {
    const tensor = randomTensor('gaussian', 3, 1 << 17, 1024);
    const qsnr = (id: string) => errorStatistics(tensor, quantised(id, tensor, 1024)).qsnrDb;
    expect(qsnr('nf4') - qsnr('nf4_dq')).toBeGreaterThan(0);
    expect(qsnr('nf4') - qsnr('nf4_dq')).toBeLessThan(0.01);
  });
});

it('GroupMagnitudes: pieces may come in any order, groups end with rows', () => {
  const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 400 });
  const size = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(values, size, size, fc.nat(), (elements, columns, groupSize, cut) => {
      const input = Float32Array.from(elements);
      const groups = new GroupMagnitudes(columns, groupSize);
      const at = cut % (input.length + 1);
      groups.add(input.subarray(at), at);
      groups.add(input.subarray(0, at), 0);
      const expected: number[] = [];
      for (let row = 0; row < input.length; row += columns) {
        for (let from = row; from < Math.min(row + columns, input.length); from += groupSize) {
          const group = input.subarray(from, Math.min(from + groupSize, row + columns));
          expect(groups.indexOf(from)).toBe(expected.length);
          expected.push(Math.max(...group.map(Math.abs)));
        }
      }
      expect([...groups.values]).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});
