import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customFormatId } from '../custom-format';
import { customFormatProblem } from '../custom-format-problem';
import { NUMBER_FORMATS } from '../registry';
import { estimatePerplexity, fitAccuracyModel } from './estimate';
import { accuracyFacts } from './facts';
import { formatsWithNoise, noiseOf } from './noise';
import { NoiseMeter } from './noise-meter';

const meter = new NoiseMeter();
const decibels = (noise: number) => -10 * Math.log10(noise);

describe('NoiseMeter', () => {
  it('has the noise of the tables as it stands there', () => {
    for (const id of formatsWithNoise()) expect(meter.of(id, 'weights')).toEqual(noiseOf(id, 'weights'));
  });

  it.each([
    ['custom_e0m3_fp32_g128', 'int4_g128', 'weights'],
    ['custom_e2m1_fp32', 'fp4_e2m1', 'weights'],
    ['custom_e2m1_none', 'fp4_e2m1', 'weights'],
    ['custom_e0m3_fp32', 'int4_g128', 'keyValues'],
    ['custom_e0m7_fp32', 'int8', 'weights'],
  ] as const)('%s described is as noisy as %s of the tables', (own, listed, operands) => {
    const [measured, known] = [meter.of(own, operands)!, meter.of(listed, operands)!];
    expect(Math.abs(decibels(measured.value) - decibels(known.value))).toBeLessThan(0.4);
    expect(measured.from).toBe('distributions');
  });

  it('knows every format of the registry, and none that nobody can quantise', () => {
    for (const { id } of NUMBER_FORMATS) expect(meter.of(id, 'weights')).not.toBeNull();
    expect(meter.of('nothing of the kind', 'weights')).toBeNull();
  });

  it('of described floats falls with every bit of mantissa, whatever the block', () => {
    const formats = fc.record({
      exponentBits: fc.integer({ min: 2, max: 4 }),
      mantissaBits: fc.integer({ min: 1, max: 4 }),
      bias: fc.constant(null),
      blockSize: fc.constantFrom(16, 32, 64),
      scale: fc.constantFrom('fp32' as const, 'e8m0' as const),
    });
    fc.assert(
      fc.property(formats, (format) => {
        fc.pre(customFormatProblem(format) === null);
        const finer = { ...format, mantissaBits: format.mantissaBits + 1 };
        const of = (described: typeof format) => meter.of(customFormatId(described), 'weights')!.value;
        expect(of(finer)).toBeLessThan(of(format));
      }),
      { numRuns: 12 },
    );
  });
});

it('a described format has an estimate with a range, and one that is beyond the fit says so', () => {
  const accuracy = fitAccuracyModel(accuracyFacts());
  const of = (weights: string) =>
    estimatePerplexity(accuracy, 'Llama-3.1-8B', { weights, activations: 'bf16', keyValues: 'bf16' });
  const estimate = of('custom_e2m2_e8m0_g16');
  if (estimate.kind !== 'estimate') throw new Error(estimate.reason);
  expect(estimate.low).toBeGreaterThan(1);
  expect(estimate.low).toBeLessThan(estimate.value);
  expect(estimate.high).toBeGreaterThan(estimate.value);
  expect(of('custom_e0m1_fp32')).toMatchObject({
    kind: 'missing',
    reason: expect.stringContaining('beyond') as string,
  });
});
