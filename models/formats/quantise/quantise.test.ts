import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDefinition, FORMAT_DEFINITIONS } from '../definitions/registry';
import type { QuantiseOptions } from '../definitions/types';
import { floatElement, integerElement } from '../elements/float-element';
import { Quantiser, quantiseTensor } from './quantiser';
import { CHANNEL, TENSOR, type Recipe } from './recipe';
import { SCALE_RULES } from './scale-rules';
import { statisticsFor } from './tensor-statistics';

function recipeOf(id: string, options: QuantiseOptions = {}): Recipe {
  return findDefinition(id)!.recipe(options);
}

const ALL: readonly (readonly [string, Recipe])[] = [
  ...FORMAT_DEFINITIONS.map(({ id, recipe }) => [id, recipe({})] as const),
  ...SCALE_RULES.map((scaleRule) => [`mxfp4 ${scaleRule}`, recipeOf('mxfp4', { scaleRule })] as const),
  ['nvfp4 reciprocal', recipeOf('nvfp4', { arithmetic: 'reciprocal' })],
  ['nvfp4 folded', recipeOf('nvfp4', { arithmetic: 'folded' })],
  ['nvfp4 one level', recipeOf('nvfp4', { levels: 1 })],
  ['int4 tensor', recipeOf('int4', { grouping: TENSOR })],
  ['int4 full range', recipeOf('int4', { range: 'full', grouping: TENSOR })],
  ['int4 asymmetric tensor', recipeOf('int4_asym_g128', { grouping: TENSOR })],
  ...(['bf16', 'fp16', 'fp32'] as const).flatMap((scaleType) => [
    [`int4_g128 ${scaleType}`, recipeOf('int4_g128', { scaleType })] as const,
    [`int4_asym_g128 ${scaleType}`, recipeOf('int4_asym_g128', { scaleType })] as const,
    [`int4 full range ${scaleType}`, recipeOf('int4', { range: 'full', scaleType })] as const,
  ]),
  ...[2, 3, 8].map((bits) => [`int${bits} asymmetric`, recipeOf(`int${bits}`, { range: 'asymmetric' })] as const),
  ['fp8 channel', recipeOf('fp8_e4m3', { grouping: CHANNEL })],
  ...(['bf16', 'fp4_e2m1', 'mxfp4', 'nvfp4'] as const).map(
    (id) => [`${id} stochastic`, recipeOf(id, { rounding: { seed: 7 } })] as const,
  ),
  ['fp8 stochastic by channel', recipeOf('fp8_e4m3', { grouping: CHANNEL, rounding: { seed: 7 } })],
];

function isStochastic(recipe: Recipe): boolean {
  return 'rounding' in recipe && typeof recipe.rounding === 'object';
}

/** Numbers of very different size, with zeros of both signs, far from where float32 ends. */
const number = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1, -1, 1.5, 0.75, 2.5) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.integer({ min: -(2 ** 24), max: 2 ** 24 }), fc.integer({ min: -34, max: -14 }))
      .map(([mantissa, exponent]) => Math.fround(mantissa * 2 ** exponent)),
  },
);
const tensor = fc.array(number, { maxLength: 200 }).map((values) => Float32Array.from(values));

/** Numbers of like size: scales in FP16 or in E4M3 alone have few exponents. */
const alike = fc.array(fc.integer({ min: -4096, max: 4096 }), { maxLength: 200 }).map((values) => Float32Array.from(values)); // prettier-ignore

function hasNarrowScale(recipe: Recipe): boolean {
  if (recipe.kind === 'twoLevel') return recipe.levels === 1;
  return 'scaleType' in recipe && recipe.scaleType === 'fp16';
}

function quantised(recipe: Recipe, input: Float32Array, columns = Math.max(1, input.length)): Float32Array {
  return quantiseTensor(recipe, input, columns).values;
}

/** As numbers that tell signs of zero apart. */
const exactly = (values: Iterable<number>) => [...values].map((value) => (Object.is(value, -0) ? '-0' : String(value)));

describe.each(ALL)('%s', (_, recipe) => {
  it('does not depend on how the tensor is cut', () => {
    fc.assert(
      fc.property(tensor, fc.integer({ min: 1, max: 90 }), fc.array(fc.nat()), (input, columns, cuts) => {
        const whole = quantiseTensor(recipe, input, columns);
        const inPieces = quantisePieces(recipe, input, columns, cuts);
        expect(exactly(inPieces.values)).toEqual(exactly(whole.values));
        expect(inPieces.saturated).toBe(whole.saturated);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the order of the elements of a row', () => {
    if (isStochastic(recipe)) return;
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 16 }), (values) => {
        const row = Float32Array.from(values).sort();
        const result = [...quantised(recipe, row)];
        expect(result).toEqual([...result].sort((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  });

  it('scales with powers of two, unless its scale is fixed', () => {
    if (recipe.kind === 'cast' || (recipe.kind === 'twoLevel' && recipe.levels === 1)) return;
    if (recipe.kind === 'scaled' && recipe.scaleFrom === 'meanMagnitude') return;
    if (recipe.kind === 'powerOfTwo' && recipe.rule === 'floorOfFloat32Log') return;
    const [inputs, most] = hasNarrowScale(recipe) ? [alike, 4] : [tensor, 10];
    fc.assert(
      fc.property(inputs, fc.integer({ min: -most, max: most }), (input, exponent) => {
        const factor = 2 ** exponent;
        const scaled = quantised(
          recipe,
          input.map((value) => value * factor),
        );
        // A group of zeros has a value of its own in a type without zero.
        if (recipe.kind === 'bipolar' && input.every((value) => value === 0)) return;
        expect(exactly(scaled)).toEqual(exactly(quantised(recipe, input).map((value) => value * factor)));
      }),
      { numRuns: 30 },
    );
  });

  it('answers for nothing, for zeros, for NaN and infinity', () => {
    expect(quantised(recipe, new Float32Array())).toHaveLength(0);
    const zeros = quantised(recipe, new Float32Array(40));
    if (recipe.kind !== 'bipolar') expect([...zeros]).toEqual(Array.from({ length: 40 }, () => 0));
    const withNaN = quantised(recipe, Float32Array.of(1, NaN, 2));
    expect(withNaN[1]).toBeNaN();
    expect(withNaN[0]).toBe(recipe.kind === 'cast' ? 1 : NaN);
    const infinite = quantised(recipe, Float32Array.of(1, -Infinity))[1]!;
    if (recipe.kind === 'cast') expect(Number.isFinite(infinite)).toBe(true);
    else expect(infinite).toBeNaN();
  });

  it('gives a number for every subnormal and huge number of float32', () => {
    const tiny = Float32Array.of(2 ** -149, -(2 ** -130), 2 ** -126 - 2 ** -149, 0);
    expect([...quantised(recipe, tiny)].every(Number.isFinite)).toBe(true);
    const huge = Float32Array.of(3.4e38, -1e38, 1);
    expect(quantised(recipe, huge)[0]).toSatisfy((value: number) => value > 0 || Number.isNaN(value));
  });
});

/** The whole tensor in pieces that start where groups start, statistics gathered in other pieces and backwards. */
function quantisePieces(recipe: Recipe, input: Float32Array, columns: number, cuts: readonly number[]) {
  const statistics = statisticsFor(recipe, columns);
  for (let end = input.length; end > 0; end -= 7) {
    const first = Math.max(0, end - 7);
    statistics?.add(input.subarray(first, end), first);
  }
  const quantiser = new Quantiser(recipe, columns, statistics);
  const values = new Float32Array(input.length);
  const places = cuts.map((cut) => cut % (input.length + 1)).filter((cut) => isGroupStart(recipe, columns, cut));
  const bounds = [...new Set([0, ...places, input.length])].sort((a, b) => a - b);
  for (const [i, to] of bounds.slice(1).entries()) {
    const from = bounds[i]!;
    quantiser.quantise(input.subarray(from, to), values.subarray(from, to), from);
  }
  return { values, saturated: quantiser.saturated };
}

function isGroupStart(recipe: Recipe, columns: number, at: number): boolean {
  if (recipe.kind === 'cast') return true;
  const size =
    recipe.kind === 'twoLevel' ? recipe.blockSize : recipe.grouping.kind === 'group' ? recipe.grouping.size : 0;
  if (recipe.kind !== 'twoLevel' && recipe.grouping.kind === 'tensor') return true;
  return size === 0 ? at % columns === 0 : (at % columns) % size === 0;
}

const SYMMETRIC = ALL.filter(([, { kind }]) => ['cast', 'powerOfTwo', 'scaled', 'twoLevel'].includes(kind));

it.each(SYMMETRIC)('%s treats both signs alike, those of zeros included', (_, recipe) => {
  fc.assert(
    fc.property(tensor, (input) => {
      const mirrored = quantised(
        recipe,
        input.map((value) => -value),
      );
      expect(exactly(mirrored)).toEqual(exactly(quantised(recipe, input).map((value) => -value)));
    }),
    { numRuns: 30 },
  );
});

it('rounds scales to what they are stored in', () => {
  // 1.0009 / 7 = 0.142986 lies between two FP16 numbers, 2^-13 apart.
  const row = Float32Array.of(1.0009, -0.5);
  const scale = (scaleType: 'fp16' | 'bf16' | 'fp32') => quantised(recipeOf('int4', { scaleType }), row)[0]! / 7;
  const fp16 = Math.round((1.0009 / 7) * 2 ** 13) / 2 ** 13;
  expect(scale('fp16')).toBeCloseTo(fp16, 9);
  expect(scale('bf16')).toBeCloseTo(Math.round((1.0009 / 7) * 2 ** 10) / 2 ** 10, 9);
  expect(scale('fp32')).toBeCloseTo(1.0009 / 7, 8);
  // Beyond 65504 the scale stays there and elements saturate; below half of 2^-24 it is zero.
  const huge = quantiseTensor(recipeOf('int4', { scaleType: 'fp16' }), Float32Array.of(2 ** 20, 1), 2);
  expect([[...huge.values], huge.saturated]).toEqual([[7 * 65504, 0], 1]);
  expect([...quantised(recipeOf('int4', { scaleType: 'fp16' }), Float32Array.of(2 ** -24, 0))]).toEqual([0, 0]);
});

/**
 * By chance the largest element of a block may change, and its scale with it. Of what was quantised, the mean magnitude is
 * another one, so is that of scales, the largest where the lowest code stood for it alone, and the range of a zero point
 * where both of its ends were rounded inwards: those change once more.
 */
const IDEMPOTENT = ALL.filter(
  ([, recipe]) =>
    !(isStochastic(recipe) && recipe.kind !== 'cast') &&
    recipe.kind !== 'fullRange' &&
    recipe.kind !== 'asymmetric' &&
    !(recipe.kind === 'normalFloat' && recipe.scales === 'doubleQuantised') &&
    !(recipe.kind === 'scaled' && recipe.scaleFrom === 'meanMagnitude'),
);
/** Kinds whose scales are exact; others are found anew from a rounded product. */
const EXACTLY = ['cast', 'powerOfTwo', 'normalFloat'];

it.each(IDEMPOTENT)('%s changes nothing that it has quantised', (_, recipe) => {
  fc.assert(
    fc.property(hasNarrowScale(recipe) ? alike : tensor, (input) => {
      const once = quantised(recipe, input);
      const twice = quantised(recipe, once);
      if (EXACTLY.includes(recipe.kind)) expect(exactly(twice)).toEqual(exactly(once));
      const largest = Math.max(0, ...once.map(Math.abs));
      for (const [i, value] of twice.entries())
        expect(Math.abs(value - once[i]!)).toBeLessThanOrEqual(largest * 2 ** -22);
    }),
    { numRuns: 50 },
  );
});

describe('Quantiser', () => {
  it('lets no error exceed half a step where nothing saturates', () => {
    fc.assert(
      fc.property(tensor, (input) => {
        const { values, saturated } = quantiseTensor(recipeOf('int8'), input, Math.max(1, input.length));
        const largest = Math.max(0, ...input.map(Math.abs));
        expect(saturated).toBe(0);
        for (const [i, value] of values.entries()) {
          expect(Math.abs(value - input[i]!)).toBeLessThanOrEqual((largest / 127 / 2) * 1.00001);
        }
      }),
    );
  });

  it('counts saturated elements', () => {
    // The scale is 1, since floor(log2 7.5) = 2 = emax. 6.9 is nearer to 6 than to 8, which the type lacks.
    const { values, saturated } = quantiseTensor(recipeOf('mxfp4'), Float32Array.of(7.5, -7.1, 6.9, 1), 4);
    expect([[...values], saturated]).toEqual([[6, -6, 6, 1], 2]);
  });

  it('writes one scale a group, shorter groups at the end of rows included', () => {
    const quantiser = new Quantiser(recipeOf('mxfp4'), 40);
    const input = Float32Array.from({ length: 80 }, (_, i) => (i < 40 ? 4 : 8));
    const scales = new Float64Array(quantiser.groupsIn(80));
    quantiser.quantise(input, new Float32Array(80), 0, scales);
    expect([...scales]).toEqual([1, 1, 2, 2]);
  });

  it('takes doubles and rounds them to float32 first', () => {
    const output = new Float64Array(2);
    new Quantiser(recipeOf('fp32'), 2).quantise(Float64Array.of(0.1, 1 + 2 ** -40), output);
    expect([...output]).toEqual([Math.fround(0.1), 1]);
  });

  it('does not start without the statistics that a recipe needs', () => {
    expect(() => new Quantiser(recipeOf('nvfp4'), 16)).toThrow('statistics');
  });
});

it('a logarithm in float32 makes the scale one step too large just below a power of two', () => {
  const quantise = (scaleRule: QuantiseOptions['scaleRule'], value: number) =>
    quantised(recipeOf('mxfp4', { scaleRule }), Float32Array.of(value))[0];
  const belowNine = 512 - 2 ** -15;
  expect([quantise('floor', belowNine), quantise('floorOfFloat32Log', belowNine)]).toEqual([384, 512]);
  const belowOne = 2 - 2 ** -23;
  expect([quantise('floor', belowOne), quantise('floorOfFloat32Log', belowOne)]).toEqual([1.5, 1.5]);
});

describe('rounding', () => {
  const E2M1 = { kind: 'cast', element: floatElement(2, 1, 'none'), overflow: 'saturate' } as const;
  const ties = Float32Array.of(0.25, 0.75, 1.25, 1.75, 2.5, 3.5, 5, -0.25, -5, 6.5);

  it('sends ties of E2M1 to the even code', () => {
    expect(exactly(quantised({ ...E2M1, rounding: 'even' }, ties))).toEqual(exactly([0, 1, 1, 2, 2, 4, 4, -0, -4, 6]));
  });

  it('or away from zero', () => {
    expect(exactly(quantised({ ...E2M1, rounding: 'halfAway' }, ties))).toEqual(
      exactly([0.5, 1, 1.5, 2, 3, 4, 6, -0.5, -6, 6]),
    );
  });

  it('casts to FP16 and BF16 as IEEE 754 does', () => {
    const values = Float32Array.of(1 + 2 ** -11, 65519, 65520, 2 ** -25, 3 * 2 ** -25);
    expect([...quantised(recipeOf('fp16', { overflow: 'special' }), values)]).toEqual([
      1,
      65504,
      Infinity,
      0,
      2 ** -23,
    ]);
    expect([...quantised(recipeOf('bf16'), Float32Array.of(1 + 2 ** -8, 1 + 3 * 2 ** -8))]).toEqual([1, 1 + 2 ** -6]);
  });

  it('keeps signs of numbers that become zero', () => {
    const symmetric: Recipe = { ...E2M1, rounding: 'even', element: integerElement(4) };
    expect(exactly(quantised(symmetric, Float32Array.of(-0.2, 0.2, -0)))).toEqual(['-0', '0', '-0']);
  });
});
