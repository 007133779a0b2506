import { describe, expect, it } from 'vitest';
import { findFormat, NUMBER_FORMATS } from '../registry';
import { randomTensor } from '../error/distributions';
import { quantiseTensor } from '../quantise/quantiser';
import { customFormatId, customNumberFormat, readCustomFormatId, type CustomFormat } from '../custom-format';
import { customFormatProblem } from '../custom-format-problem';
import { customDefinition } from './custom';
import { elementRange } from './range';
import { FORMAT_DEFINITIONS, findDefinition } from './registry';

describe('FORMAT_DEFINITIONS', () => {
  it('has one for every number format, in its order, with a source', () => {
    expect(FORMAT_DEFINITIONS.map(({ id }) => id)).toEqual(NUMBER_FORMATS.map(({ id }) => id));
    for (const { id, source } of FORMAT_DEFINITIONS) expect(source.length, id).toBeGreaterThan(20);
  });

  it('needs no more values than the bits of an element can tell apart', () => {
    for (const { id, element } of FORMAT_DEFINITIONS) {
      const format = NUMBER_FORMATS.find((one) => one.id === id)!;
      if (element.kind === 'levels') expect(element.levels.length, id).toBeLessThanOrEqual(2 ** format.elementBits);
      if (element.kind === 'fixed') expect(element.bits, id).toBeGreaterThanOrEqual(Math.floor(format.elementBits));
    }
  });

  it('knows the range of an element', () => {
    expect(elementRange(findDefinition('mxfp4')!)).toEqual({ largest: 6, smallest: 0.5, smallestNormal: 1 });
    expect(elementRange(findDefinition('bipolar2')!)).toMatchObject({ largest: 3, smallest: 1 });
  });

  it('quantises with every format: a row keeps its sign and its order', () => {
    const row = Float32Array.of(-4, -1, -0.25, 0.25, 1, 4);
    for (const { id, recipe } of FORMAT_DEFINITIONS) {
      const { values } = quantiseTensor(recipe({}), row, row.length);
      expect([...values], id).toEqual([...values].sort((a, b) => a - b));
      expect([values[0]! < 0, values[5]! > 0], id).toEqual([true, true]);
    }
  });

  it('takes the choices that a format offers', () => {
    const seven = Float32Array.of(-8, -7.6, 7.6, 3);
    const quantised = (id: string, options = {}) => [
      ...quantiseTensor(findDefinition(id)!.recipe(options), seven, 4).values,
    ];
    expect(quantised('int4', { range: 'full' })).toEqual([-8, -8, 7, 3]);
    expect(quantised('fp4_e2m1')).toEqual([-6, -6, 6, 3]);
    expect(quantised('mxfp4', { scaleRule: 'ceil' })).toEqual([-8, -8, 8, 3]);
    expect(quantised('fp8_e5m2', { overflow: 'special' })).toEqual([-8, -8, 8, 3]);
    expect(
      quantiseTensor(findDefinition('fp8_e4m3')!.recipe({ overflow: 'special' }), Float32Array.of(465), 1).values[0],
    ).toBeNaN();
  });
});

describe('a format that the user describes', () => {
  const E3M0: CustomFormat = {
    exponentBits: 3,
    mantissaBits: 0,
    bias: null,
    blockSize: 16,
    scale: 'e8m0',
  };

  it('is a number format and a recipe', () => {
    expect(customFormatProblem(E3M0)).toBeNull();
    expect(customNumberFormat(E3M0)).toMatchObject({ bitsPerElement: 4.5, encoding: 'float', computeClass: 'fp6' });
    const { values } = quantiseTensor(customDefinition(E3M0).recipe({}), Float32Array.of(16, 3, -0.3, 0), 4);
    // Powers of two, ties to the larger.
    expect([...values]).toEqual([16, 4, -0.25, 0]);
  });

  it('counts scales as they are stored, and quantises as the listed format of the same bits does', () => {
    const bits = (id: string) => findFormat(id)!.bitsPerElement;
    expect([bits('custom_e0m3_fp16_g128'), bits('int4_g128')]).toEqual([4.125, 4.125]);
    expect(bits('custom_e0m3_bf16_g64')).toBe(4.25);
    expect(bits('custom_e0m3_fp32_g128')).toBe(4.25);
    const row = randomTensor('gaussian', 1, 256);
    const values = (id: string) => quantiseTensor(findDefinition(id)!.recipe({}), row, 256).values;
    expect(values('custom_e0m3_fp16_g128')).toEqual(values('int4_g128'));
    expect(values('custom_e0m3_fp32_g128')).not.toEqual(values('int4_g128'));
  });

  it.each([
    'custom_e3m0_e8m0_g16',
    'custom_e3m2_none',
    'custom_e3m2_bias-3_none',
    'custom_e0m7_fp32',
    'custom_e0m3_fp16_g128',
    'custom_e2m1_bf16_g32',
    'custom_e2m1_e4m3_g16',
  ])('is read back from its id %s', (id) => {
    const format = readCustomFormatId(id)!;
    expect(customFormatId(format)).toBe(id);
    expect(findFormat(id)).toEqual(customNumberFormat(format));
    expect(findDefinition(id)?.element).toEqual(customDefinition(format).element);
  });

  it.each([
    'custom_e03m2_none',
    'custom_e3m02_none',
    'custom_e9m2_none',
    'custom_e3m2',
    'custom_e0m7_none',
    'e3m2_none',
  ])('is not read from %s', (id) => {
    expect(readCustomFormatId(id)).toBeNull();
    expect(findFormat(id)).toBeUndefined();
  });

  it('takes a bias', () => {
    const shifted = { ...E3M0, mantissaBits: 2, bias: 5, scale: 'none', blockSize: null } as const;
    expect(elementRange(customDefinition(shifted)).largest).toBe(7);
  });

  it.each<[Partial<CustomFormat>, string]>([
    [{ exponentBits: 9 }, 'exponentBits'],
    [{ mantissaBits: -1 }, 'mantissaBits'],
    [{ exponentBits: 0, mantissaBits: 0 }, 'mantissaBits'],
    [{ exponentBits: 0, mantissaBits: 3, bias: 1 }, 'bias'],
    [{ blockSize: 0 }, 'blockSize'],
    [{ blockSize: 32, scale: 'none' }, 'scale'],
    [{ blockSize: null, scale: 'e4m3' }, 'blockSize'],
  ])('refuses %o', (change, field) => {
    expect(customFormatProblem({ ...E3M0, ...change })).toMatch(new RegExp(`^${field}: `));
  });
});
