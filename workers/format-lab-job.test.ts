import { describe, expect, it } from 'vitest';
import { DISTRIBUTIONS } from '../models/formats/error/distributions';
import { formatLabJob } from './format-lab-job';

const RANDOM = { kind: 'random', distribution: 'laplace', seed: 1, rows: 4, columns: 64, outliers: null };
const context = (stopAfter = Infinity) => {
  let slices = 0;
  return {
    progress: () => undefined,
    shouldStop: () => slices > stopAfter,
    nextSlice: () => {
      slices++;
      return Promise.resolve();
    },
  };
};
const errors = (source: unknown, formats: readonly string[]) => ({
  ask: 'errors',
  question: { source, rotation: null, formats, scaleRule: null, stochasticSeed: null },
});

describe('the job of the format lab', () => {
  it('measures formats on a random tensor, the same every time', async () => {
    const ask = () => formatLabJob.run(errors(RANDOM, ['int8', 'mxfp4']), context());
    const answer = await ask();
    expect(answer).toMatchObject({ ok: true, value: { elements: 256, errors: [{ id: 'int8' }, { id: 'mxfp4' }] } });
    expect(await ask()).toEqual(answer);
  });

  it('measures a tensor that is handed over', async () => {
    const source = { kind: 'tensor', values: Float32Array.of(1, -2, 3, 4), columns: 2 };
    expect(await formatLabJob.run(errors(source, ['fp32']), context())).toMatchObject({
      ok: true,
      value: { largestMagnitude: 4, errors: [{ qsnrDb: Infinity, saturatedShare: 0 }] },
    });
  });

  it('measures every distribution', async () => {
    const answer = await formatLabJob.run({ ask: 'distributions', formats: ['mxfp4'] }, context());
    expect(answer).toMatchObject({
      ok: true,
      value: { distributions: DISTRIBUTIONS, qsnrDb: { length: DISTRIBUTIONS.length } },
    });
  });

  const operands = { weights: RANDOM, activations: { ...RANDOM, seed: 2, rows: 2 }, rotation: null };

  it('multiplies operands, and sums their products', async () => {
    const pairs = [{ weights: 'int8', activations: 'mxfp8_e4m3' }];
    expect(await formatLabJob.run({ ask: 'products', operands, pairs }, context())).toMatchObject({
      ok: true,
      value: { rows: 4, tokens: 2, columns: 64, pairs },
    });
    const codes = { weightBits: 4, activationBits: 8 };
    expect(await formatLabJob.run({ ask: 'accumulators', operands, codes }, context())).toMatchObject({
      ok: true,
      value: { integers: [{ terms: 16 }, { terms: 32 }, { terms: 64 }], floats: { length: 3 } },
    });
  });

  it('stops between formats', async () => {
    const answer = await formatLabJob.run(errors(RANDOM, ['int8', 'mxfp4', 'nvfp4']), context(2));
    expect(answer).toMatchObject({ ok: true, value: { errors: [{ id: 'int8' }, { id: 'mxfp4' }] } });
  });

  it('does not begin what was taken back before', async () => {
    expect(await formatLabJob.run(errors(RANDOM, ['int8']), context(0))).toEqual({ ok: true, value: null });
  });

  it.each([
    ['a format that there is not', errors(RANDOM, ['nope'])],
    ['a tensor that is too large', errors({ ...RANDOM, rows: 1e9 }, ['int8'])],
    ['elements that are no float32', errors({ kind: 'tensor', values: [1, 2], columns: 1 }, ['int8'])],
    ['integers of no use', { ask: 'accumulators', operands, codes: { weightBits: 1, activationBits: 8 } }],
    ['a question of another kind', { ask: 'everything' }],
    [
      'a scale rule that there is not',
      { ask: 'crestFactors', blocks: [{ format: 'mxfp4', size: 32, scaleRule: 'x' }] },
    ],
  ])('refuses %s', async (_, input) => {
    expect(await formatLabJob.run(input, context())).toMatchObject({ ok: false });
  });
});
