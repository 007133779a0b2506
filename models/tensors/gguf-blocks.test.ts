import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeElements } from './decode';
import { BLOCK_LAYOUTS, type BlockType } from './gguf-blocks';

/** FP16 codes of numbers that tests scale with. */
const FLOAT16 = { 1: 0x3c00, 0.5: 0x3800, [-0.25]: 0xb400, 3: 0x4200 } as const;
type Scale = 1 | 0.5 | -0.25 | 3;
const scale = fc.constantFrom<Scale>(1, 0.5, -0.25, 3);
const codes = (bits: number, count: number) => fc.array(fc.nat(2 ** bits - 1), { minLength: count, maxLength: count });

const float16 = (value: Scale) => [FLOAT16[value] & 255, FLOAT16[value] >> 8];
/** Low nibbles of the first half, high nibbles of the second. */
const nibbles = (values: readonly number[]) => {
  const half = values.length / 2;
  return values.slice(0, half).map((value, i) => (value & 15) | ((values[half + i]! & 15) << 4));
};
/** One bit of each, eight to a byte, the first one lowest. */
const bitsOf = (values: readonly number[], bit: number) =>
  Array.from({ length: values.length / 8 }, (_, byte) =>
    values.slice(8 * byte, 8 * byte + 8).reduce((sum, value, i) => sum | (((value >> bit) & 1) << i), 0),
  );
/** Zeros of either sign are the same. */
const decoded = (type: BlockType, bytes: readonly number[]) =>
  Array.from(decodeElements(Uint8Array.from(bytes), type), (value) => value + 0);

describe('blocks of 32', () => {
  it.each([
    ['Q4_0', 4, false],
    ['Q4_1', 4, true],
    ['Q5_0', 5, false],
    ['Q5_1', 5, true],
  ] as const)('%s', (type, bits, hasMinimum) => {
    fc.assert(
      fc.property(scale, scale, codes(bits, 32), (d, m, values) => {
        const bytes = [
          ...float16(d),
          ...(hasMinimum ? float16(m) : []),
          ...(bits === 5 ? bitsOf(values, 4) : []),
          ...nibbles(values),
        ];
        expect(bytes).toHaveLength(BLOCK_LAYOUTS[type].bytes);
        const value = (code: number) => (hasMinimum ? code * d + m : (code - 2 ** (bits - 1)) * d);
        expect(decoded(type, bytes)).toEqual(values.map((code) => value(code) + 0));
      }),
    );
  });

  it('Q8_0, of several blocks', () => {
    const bytes = [...float16(0.5), ...Array.from({ length: 32 }, (_, i) => (i * 8) & 255)];
    const once = Array.from({ length: 32 }, (_, i) => 0.5 * (i < 16 ? i * 8 : i * 8 - 256));
    expect(decoded('Q8_0', [...bytes, ...bytes])).toEqual([...once, ...once]);
  });
});

/** Six bits of scale and minimum of eight sub-blocks in twelve bytes. */
function packedScales(scales: readonly number[], minima: readonly number[]): number[] {
  const first = (of: readonly number[]) => of.slice(0, 4).map((value, i) => value | ((of[i + 4]! >> 4) << 6));
  const rest = [4, 5, 6, 7].map((i) => (scales[i]! & 15) | ((minima[i]! & 15) << 4));
  return [...first(scales), ...first(minima), ...rest];
}

describe('blocks of 256', () => {
  const subBlocks = <T>(values: readonly T[], size: number) =>
    Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size));

  it.each([
    ['Q4_K', 4],
    ['Q5_K', 5],
  ] as const)('%s', (type, bits) => {
    fc.assert(
      fc.property(scale, scale, codes(6, 8), codes(6, 8), codes(bits, 256), (d, least, scales, minima, values) => {
        const blocks = subBlocks(values, 32);
        const fifths = Array.from({ length: 32 }, (_, i) =>
          blocks.reduce((sum, block, sub) => sum | ((block[i]! >> 4) << sub), 0),
        );
        const bytes = [
          ...float16(d),
          ...float16(least),
          ...packedScales(scales, minima),
          ...(bits === 5 ? fifths : []),
          ...subBlocks(values, 64).flatMap(nibbles),
        ];
        expect(bytes).toHaveLength(BLOCK_LAYOUTS[type].bytes);
        const expected = values.map((code, i) => d * scales[i >> 5]! * code - least * minima[i >> 5]! + 0);
        expect(decoded(type, bytes)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('Q6_K', () => {
    fc.assert(
      fc.property(scale, fc.int8Array({ minLength: 16, maxLength: 16 }), codes(6, 256), (d, scales, values) => {
        const halves = subBlocks(values, 128);
        const low = halves.flatMap((half) => {
          const [a = [], b = [], c = [], e = []] = subBlocks(half, 32);
          return [...nibbles([...a, ...c]), ...nibbles([...b, ...e])];
        });
        const high = halves.flatMap((half) =>
          Array.from({ length: 32 }, (_, i) =>
            [0, 1, 2, 3].reduce((sum, quarter) => sum | ((half[32 * quarter + i]! >> 4) << (2 * quarter)), 0),
          ),
        );
        const bytes = [...low, ...high, ...Array.from(scales, (one) => one & 255), ...float16(d)];
        expect(bytes).toHaveLength(BLOCK_LAYOUTS.Q6_K.bytes);
        const expected = values.map((code, i) => d * scales[i >> 4]! * (code - 32) + 0);
        expect(decoded('Q6_K', bytes)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});
