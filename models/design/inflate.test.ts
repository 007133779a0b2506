import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inflate } from './inflate';

const NONE = new Uint8Array();
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc
    .string({ unit: fc.constantFrom('a', 'b', '"x":', '0'), maxLength: 5000 })
    .map((text) => new TextEncoder().encode(text)),
);
const level = fc.integer({ min: 0, max: 9 });
const strategy = fc.constantFrom(
  constants.Z_DEFAULT_STRATEGY,
  constants.Z_FIXED,
  constants.Z_HUFFMAN_ONLY,
  constants.Z_RLE,
);

describe('inflate', () => {
  it('gives back what zlib deflated, whatever kinds of blocks it chose, with a dictionary and without', () => {
    fc.assert(
      fc.property(bytes, bytes, level, strategy, (input, words, depth, kind) => {
        const dictionary = words.length === 0 ? NONE : words;
        const options = { level: depth, strategy: kind, ...(words.length === 0 ? {} : { dictionary }) };
        const packed = new Uint8Array(deflateRawSync(input, options));
        expect(inflate(packed, dictionary, input.length)).toEqual(new Uint8Array(input));
      }),
      { numRuns: 500 },
    );
  });

  it('gives back what the writer of links deflated', () => {
    fc.assert(
      fc.property(bytes, bytes, (input, dictionary) => {
        const packed = deflateSync(input, { level: 9, dictionary });
        expect(inflate(packed, dictionary, input.length)).toEqual(new Uint8Array(input));
      }),
    );
  });

  it('is null beyond the most that is allowed, and asks for little more memory than that', () => {
    const packed = new Uint8Array(deflateRawSync(new Uint8Array(50_000_000)));
    expect(inflate(packed, NONE, 1000)).toBeNull();
    expect(inflate(packed, NONE, 50_000_000)).toHaveLength(50_000_000);
    expect(inflate(packed, NONE, 49_999_999)).toBeNull();
  });

  it('of anything either throws or answers, and of what is cut short throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (input) => {
        try {
          expect(inflate(input, NONE, 10_000)?.length ?? 0).toBeLessThanOrEqual(10_000);
        } catch (error) {
          expect((error as Error).message).toMatch(/\w/);
        }
      }),
      { numRuns: 2000 },
    );
    const whole = deflateSync(new TextEncoder().encode('{"design":{"name":"something"}}'));
    for (let length = 0; length < whole.length; length++) {
      expect(() => inflate(whole.subarray(0, length), NONE, 1000)).toThrow();
    }
  });
});
