import fc from 'fast-check';
import { expect, it } from 'vitest';
import { floatElement, mxIntegerElement, type Element } from '../elements/float-element';
import { EXACT_RULES, exactExponent, exactRounding } from './exact.test-support';
import type { Overflow } from './grid';
import { quantiseTensor } from './quantiser';
import { groupsOf, type Recipe } from './recipe';

const ELEMENTS: readonly (readonly [string, Element, Overflow])[] = [
  ['E4M3', floatElement(4, 3, 'nanOnly'), 'nan'],
  ['E5M2', floatElement(5, 2, 'ieee'), 'infinity'],
  ['E2M3', floatElement(2, 3, 'none'), 'saturate'],
  ['E3M2', floatElement(3, 2, 'none'), 'saturate'],
  ['E2M1', floatElement(2, 1, 'none'), 'saturate'],
  ['MXINT8', mxIntegerElement(8), 'saturate'],
  ['MXINT4', mxIntegerElement(4), 'saturate'],
];

function floatOfBits(bits: number): number {
  return new Float32Array(Uint32Array.of(bits).buffer)[0]!;
}

/** Any float32, those with few mantissa bits (ties) and their neighbours, and those near where float32 begins and ends. */
const anyBits = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const fewBits = fc
  .tuple(fc.integer({ min: -64, max: 64 }), fc.integer({ min: -12, max: 12 }), fc.integer({ min: -1, max: 1 }))
  .map(([mantissa, exponent, step]) => {
    const near = Float32Array.of(mantissa * 2 ** exponent);
    return new Uint32Array(near.buffer)[0]! + step;
  });
const edges = fc
  .tuple(fc.constantFrom(0, 0x7f000000, 0x00800000), fc.integer({ min: 0, max: 0x7fffff }), fc.boolean())
  .map(([at, mantissa, isNegative]) => at + mantissa + (isNegative ? 2 ** 31 : 0));
const number = fc.oneof(anyBits, fewBits, edges).map((bits) => floatOfBits(bits >>> 0)).filter(Number.isFinite); // prettier-ignore
/** Magnitudes of one block are mostly alike. */
const alike = fc
  .tuple(fc.array(number, { minLength: 1, maxLength: 9 }), fc.boolean())
  .map(([values, isMixed]) => (isMixed ? values : values.map((value) => Math.fround(value / 2 ** 12 || value))));

const exactly = (values: Iterable<number>) => [...values].map((value) => (Object.is(value, -0) ? '-0' : String(value)));

it.each(ELEMENTS)('casts to %s go to the nearest of its values', (_, element, special) => {
  const kinds = (['even', 'halfAway'] as const).flatMap((rounding) =>
    [...new Set<Overflow>(['saturate', special])].map((overflow) => ({
      recipe: { kind: 'cast', element, rounding, overflow } satisfies Recipe,
      round: exactRounding(element, rounding, overflow),
    })),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 12 }), (values) => {
      for (const { recipe, round } of kinds) {
        const { values: ours } = quantiseTensor(recipe, Float32Array.from(values), 12);
        expect(exactly(ours)).toEqual(exactly(values.map((value) => round(value, 0))));
      }
    }),
    { numRuns: 120 },
  );
});

it.each(ELEMENTS)('blocks of %s have the scale of their rule and the nearest values under it', (_, element) => {
  const round = exactRounding(element, 'even', 'saturate');
  fc.assert(
    fc.property(alike, fc.constantFrom(...EXACT_RULES), (values, rule) => {
      const recipe: Recipe = { kind: 'powerOfTwo', element, grouping: groupsOf(4), rule, rounding: 'even' };
      const { values: ours } = quantiseTensor(recipe, Float32Array.from(values), values.length);
      const expected = values.map((value, i) => {
        const block = values.slice(i - (i % 4), i - (i % 4) + 4);
        const largest = Math.max(...block.map(Math.abs));
        return largest === 0 ? value : round(value, exactExponent(rule, element, largest));
      });
      expect(exactly(ours)).toEqual(exactly(expected));
    }),
    { numRuns: 200 },
  );
});
