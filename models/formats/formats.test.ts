import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveRate, type NativeRates } from './rate';
import { findFormat, NUMBER_FORMATS } from './registry';
import { COMPUTE_CLASSES, type ComputeClass, type NumberFormat } from './types';

function format(id: string): NumberFormat {
  const found = findFormat(id);
  if (!found) throw new Error(`no format ${id}`);
  return found;
}

function rates(given: Partial<Record<ComputeClass, number>>): NativeRates {
  return Object.fromEntries(COMPUTE_CLASSES.map((name) => [name, given[name] ?? null])) as NativeRates;
}

const A100 = rates({ fp32: 9.7e12, tf32: 78e12, bf16: 156e12, fp16: 156e12, int8: 312e12 });

describe('NUMBER_FORMATS', () => {
  it('has ids and labels once each', () => {
    expect(new Set(NUMBER_FORMATS.map(({ id }) => id)).size).toBe(NUMBER_FORMATS.length);
    expect(new Set(NUMBER_FORMATS.map(({ label }) => label)).size).toBe(NUMBER_FORMATS.length);
  });

  it.each([
    ['fp32', 32], ['tf32', 32], ['bf16', 16], ['fp16', 16], ['fp8_e4m3', 8], ['fp8_e5m2', 8],
    ['fp6_e2m3', 6], ['fp6_e3m2', 6], ['fp4_e2m1', 4], ['int8', 8], ['int6', 6], ['int4', 4], ['int3', 3], ['int2', 2],
    ['int4_g128', 4.125], ['mxfp8_e4m3', 8.25], ['mxfp8_e5m2', 8.25], ['mxfp6_e2m3', 6.25], ['mxfp6_e3m2', 6.25],
    ['mxfp4', 4.25], ['mxint8', 8.25], ['nvfp4', 4.5], ['nf4', 4.5], ['int7', 7], ['int5', 5], ['int4_asym_g128', 4.1875],
    ['mxint6', 6.25], ['mxint4', 4.25], ['nvint4', 4.5], ['flint4', 4.125], ['bitmod4', 4.078125], ['bitmod3', 3.078125],
    ['ternary', 2], ['ternary_tl2', 5 / 3], ['bipolar4', 4], ['bipolar2', 2],
  ])('%s stores %d bits per element', (id, bits) => { expect(format(id).bitsPerElement).toBe(bits); }); // prettier-ignore

  it('gives floats a sign, an exponent and a mantissa that add up', () => {
    for (const { id, encoding, elementBits, exponentBits, mantissaBits } of NUMBER_FORMATS) {
      if (encoding !== 'float' || id === 'tf32') continue;
      expect(1 + exponentBits + mantissaBits, id).toBe(elementBits);
    }
  });
});

describe('resolveRate', () => {
  it.each<[string, string, NativeRates, object]>([
    ['bf16', 'bf16', A100, { kind: 'native', class: 'bf16', macRate: 156e12 }],
    ['int8', 'int8', A100, { kind: 'native', class: 'int8', macRate: 312e12 }],
    ['mxint8', 'int8', A100, { kind: 'native', class: 'int8', macRate: 312e12 }],
    // Same class, no native rate: widened to the next class.
    ['int4', 'int4', A100, { kind: 'upcast', class: 'int8', dequantiseWeights: true, dequantiseActivations: true }],
    ['fp8_e4m3', 'fp8_e5m2', A100, { kind: 'upcast', class: 'bf16' }],
    ['fp8_e4m3', 'fp8_e5m2', rates({ fp8: 1 }), { kind: 'native', class: 'fp8' }],
    ['fp4_e2m1', 'fp4_e2m1', rates({ fp8: 1, bf16: 2 }), { kind: 'upcast', class: 'fp8' }],
    ['fp6_e2m3', 'fp6_e3m2', rates({ fp6: 1 }), { kind: 'native', class: 'fp6' }],
    // Mixed: only the narrower operand is converted.
    ['int4_g128', 'bf16', A100, { kind: 'upcast', class: 'bf16', dequantiseWeights: true, dequantiseActivations: false }],
    ['int8', 'bf16', A100, { kind: 'upcast', class: 'bf16', dequantiseWeights: true, dequantiseActivations: false }],
    ['int8', 'fp16', A100, { kind: 'upcast', class: 'fp16', dequantiseWeights: true, dequantiseActivations: false }],
    ['int4', 'int8', A100, { kind: 'upcast', class: 'int8', dequantiseWeights: true, dequantiseActivations: false }],
    ['int4', 'fp8_e4m3', rates({ fp8: 1, bf16: 2 }), { kind: 'upcast', class: 'fp8', dequantiseActivations: false }],
    ['int8', 'fp8_e4m3', rates({ fp8: 1, bf16: 2, int8: 3 }), { kind: 'upcast', class: 'bf16', dequantiseWeights: true }],
    ['bf16', 'fp16', A100, { kind: 'upcast', class: 'tf32', dequantiseWeights: true, dequantiseActivations: true }],
    ['bf16', 'fp16', rates({ bf16: 1, fp16: 1, fp32: 2 }), { kind: 'upcast', class: 'fp32' }],
    ['nvfp4', 'bf16', A100, { kind: 'upcast', class: 'bf16', dequantiseWeights: true, dequantiseActivations: false }],
    // Narrower than its class, or looked up: never free even where the class is native.
    ['int6', 'int8', A100, { kind: 'upcast', class: 'int8', dequantiseWeights: true, dequantiseActivations: false }],
    ['nf4', 'bf16', A100, { kind: 'upcast', class: 'bf16', dequantiseWeights: true, dequantiseActivations: false }],
    ['nf4', 'fp16', A100, { kind: 'upcast', class: 'fp16', dequantiseWeights: true }],
    ['bf16', 'bf16', rates({ int8: 46e12 }), { kind: 'unsupported', reason: expect.stringContaining('bf16, tf32 or fp32') as string }],
    ['fp32', 'fp32', rates({ tf32: 1 }), { kind: 'unsupported' }],
  ])('%s x %s', (weights, activations, native, expected) => {
    expect(resolveRate(format(weights), format(activations), native)).toMatchObject(expected);
  }); // prettier-ignore

  const anyFormat = fc.constantFrom(...NUMBER_FORMATS);
  const anyRates = fc.record(
    Object.fromEntries(COMPUTE_CLASSES.map((name) => [name, fc.option(fc.integer({ min: 1, max: 9 }))])) as Record<
      ComputeClass,
      fc.Arbitrary<number | null>
    >,
  );

  it('uses only rates that exist, is symmetric, and names the converted operand of every up-cast', () => {
    fc.assert(
      fc.property(anyFormat, anyFormat, anyRates, (w, a, native) => {
        const rate = resolveRate(w, a, native);
        const mirrored = resolveRate(a, w, native);
        expect(mirrored.kind).toBe(rate.kind);
        if (rate.kind === 'unsupported') return;
        expect(rate.macRate).toBe(native[rate.class]);
        expect(mirrored).toMatchObject({ class: rate.class });
        if (rate.kind === 'upcast') expect(rate.dequantiseWeights || rate.dequantiseActivations).toBe(true);
      }),
    );
  });

  it('always answers on a machine with fp32', () => {
    fc.assert(
      fc.property(anyFormat, anyFormat, anyRates, (w, a, native) => {
        expect(resolveRate(w, a, { ...native, fp32: 1 }).kind).not.toBe('unsupported');
      }),
    );
  });
});
