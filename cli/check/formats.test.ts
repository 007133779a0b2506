import { describe, expect, it } from 'vitest';
import fixture from './fixtures/formats-cases.json' with { type: 'json' };
import { formatsSuite } from './formats';
import { hexOfFloats } from './formats-tensors';
import { failureLines, predictionLines, summarise, type SuiteOptions } from './suite';

type Outputs = Record<string, string | number[]>;
interface File {
  tensors: Record<string, { shape: number[]; input_f32_hex: string; outputs: Outputs }>;
}

const copy = () => structuredClone(fixture) as unknown as File;

function runSuite(json: unknown, options: SuiteOptions = {}) {
  const outcome = formatsSuite.run(json, options);
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome;
}

/** The same output with its last value a little different. */
function changed(expected: string | number[]): string | number[] {
  if (typeof expected !== 'string') return [...expected.slice(0, -1), (expected.at(-1) ?? 0) + 1];
  const digit = (parseInt(expected.at(-1) ?? '0', 16) ^ 1).toString(16);
  return expected.slice(0, -1) + digit;
}

/** A NaN of any payload is as good as another. */
const endsInNaN = (hex: string) => (parseInt(hex.slice(-8), 16) & 0x7fffffff) > 0x7f800000;

describe('formatsSuite', () => {
  it('meets every vector of its fixture to the bit', () => {
    const summary = summarise('formats', runSuite(fixture));
    expect(summary).toMatchObject({ cases: 551, passed: 551, failed: 0, unsupported: 0, worst: 0 });
    expect(summary.fields.compared.toSorted()).toEqual([
      'block_scales_e4m3',
      'scale_exp',
      'tensor_scale_f32',
      'values',
    ]);
  });

  it('fails when the last bit of any expected value changes, unless it is a NaN', () => {
    const json = copy();
    delete json.tensors['nan_inf'];
    for (const [name, tensor] of Object.entries(json.tensors)) {
      for (const [key, expected] of Object.entries(tensor.outputs)) {
        if (typeof expected === 'string' && (expected.startsWith('same_as:') || endsInNaN(expected))) continue;
        const alone = { tensors: { [name]: { ...tensor, outputs: { [key]: changed(expected) } } } };
        expect(runSuite(alone).cases[0]!.status, `${name} ${key}`).toBe('failed');
      }
    }
  });

  it('predicts without looking at what is expected', () => {
    const blind = copy();
    for (const { outputs } of Object.values(blind.tensors)) {
      for (const [key, expected] of Object.entries(outputs)) outputs[key] = typeof expected === 'string' ? '' : [];
    }
    expect(predictionLines(runSuite(blind).cases)).toEqual(predictionLines(runSuite(fixture).cases));
  });

  it('says where the first difference is and how many there are', () => {
    const tensors = { one: { shape: [1, 2], input_f32_hex: '3f80000040000000', outputs: {} as Outputs } };
    tensors.one.outputs['numpy/int8_sym/channel'] = '3f80000040400000';
    expect(failureLines(runSuite({ tensors }).cases)[0]).toContain('2 of 2 differ, the first is');
  });

  it('counts what it does not know as unsupported, by the kind of output', () => {
    const tensors = { one: { shape: [1, 2], input_f32_hex: '3f80000040000000', outputs: { 'numpy/posit8': '' } } };
    const summary = summarise('formats', runSuite({ tensors }));
    expect(summary).toMatchObject({ unsupported: 1, unsupportedReasons: { 'output numpy/posit8': 1 } });
  });

  it('knows block scales of rows that are no whole blocks', () => {
    const hex = (value: number, times = 1) => hexOfFloats(Float32Array.of(value)).repeat(times);
    const input = hex(2688, 16) + hex(6) + hex(6, 16) + hex(12);
    const scales = [448, 1, 1, 2].map((scale) => hex(scale)).join('');
    const outputs = { 'numpy/nvfp4/b16/two_level/division/block_scales_e4m3': scales };
    const tensors = { one: { shape: [2, 17], input_f32_hex: input, outputs } };
    expect(runSuite({ tensors }).cases.map(({ status }) => status)).toEqual(['passed']);
  });

  it('compares only the wanted groups and fields', () => {
    const outcome = runSuite(fixture, { groups: ['numpy_exact'], fields: ['scale_exp'] });
    expect(new Set(outcome.cases.map(({ group }) => group))).toEqual(new Set(['numpy_exact']));
    expect(summarise('formats', outcome).fields.compared).toEqual(['scale_exp']);
  });

  it('compares code points and, when asked for, means over random tensors', () => {
    const points = { fp4_e2m1: [0, 0.5, 1, 1.5, 2, 3, 4, 6], fp3: [-4, -2, -1, 0, 1, 2, 5], posit: [1] };
    const spread = (mean: number) => ({ mean_db: mean, std_db: 0.3 });
    const qsnr = { 'mxint8/b32/ocp_floor/rne [any]': { gaussian: spread(41.7), laplace: spread(50) } };
    const json = { tensors: {}, code_points: points, qsnr_statistics: { N: 1024, qsnr_db: qsnr } };
    expect(runSuite(json).cases.map(({ status }) => status)).toEqual(['passed', 'failed', 'unsupported']);
    const asked = runSuite(json, { groups: ['qsnr_statistics'] }).cases;
    expect(asked.slice(0, 2).map(({ status }) => status)).toEqual(['passed', 'failed']);
    expect(asked[2]!.reason).toBe('must have mean_db and std_db');
  });

  it.each([
    [{}, {}, 'tensors: must be an object of tensors'],
    [{ tensors: { a: {} } }, {}, 'tensors.a.shape: must be a list of positive whole numbers'],
    [{ tensors: { a: { shape: [2], input_f32_hex: '3f8' } } }, {}, 'tensors.a.input_f32_hex: must be float32 bits'],
    [
      { tensors: { a: { shape: [2], input_f32_hex: '3f800000' } } },
      {},
      'tensors.a.input_f32_hex: is not of that shape',
    ],
    [fixture, { groups: ['nothing'] }, '--groups: no group "nothing"'],
    [fixture, { fields: ['nothing'] }, '--fields: no field "nothing"'],
  ])('answers bad input with a sentence', (json, options, message) => {
    expect(formatsSuite.run(json, options)).toMatchObject({
      kind: 'badInput',
      message: expect.stringContaining(message) as string,
    });
  });
});
