import { describe, expect, it } from 'vitest';
import { randomTensor } from '../error/distributions';
import type { ScaleRule } from '../quantise/scale-rules';
import { NUMBER_FORMATS } from '../registry';
import { channelValues, largestChannels } from './channels';
import { measureCrestCurve } from './crest-curve';
import { histogramOf } from './histogram';
import { measureFormat, MOST_GROUPS, tensorOf } from './measure';
import { questionProblem, type LabQuestion, type RandomSource } from './question';

const SOURCE: RandomSource = {
  kind: 'random',
  distribution: 'gaussian',
  seed: 7,
  rows: 100,
  columns: 1024,
  outliers: null,
};
const QUESTION: LabQuestion = {
  source: SOURCE,
  rotation: null,
  formats: ['mxfp4', 'nvfp4'],
  scaleRule: null,
  stochasticSeed: null,
};

describe('measureFormat', () => {
  const tensor = tensorOf(SOURCE, null);

  it('has the QSNR of the whole tensor, of groups and of channels', () => {
    const error = measureFormat('mxfp4', tensor, SOURCE.columns);
    // Published statistics: 18.78 dB for normal numbers with floor scales.
    expect(error.qsnrDb).toBeGreaterThan(18.6);
    expect(error.qsnrDb).toBeLessThan(18.95);
    expect(error.groupSize).toBe(32);
    expect(error.groups.qsnrDb).toHaveLength(MOST_GROUPS);
    expect(error.channels.qsnrDb).toHaveLength(1024);
    expect(Math.min(...error.groups.crestFactor)).toBeGreaterThanOrEqual(1);
    expect(error.saturatedShare).toBeGreaterThan(0);
  });

  it.each(NUMBER_FORMATS.map(({ id }) => id))('of %s: parts add up to the whole', (id) => {
    const columns = 64;
    const small = randomTensor('student_t3', 3, 16 * columns, columns);
    const { groups, groupSize, channels, meanSquaredError, largestError, saturatedShare } = measureFormat(
      id,
      small,
      columns,
    );
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(columns % groupSize).toBe(0);
    for (const spread of [groups, channels]) {
      expect(Math.abs(mean(spread.meanSquaredError) - meanSquaredError)).toBeLessThanOrEqual(
        1e-12 + meanSquaredError * 1e-9,
      );
      expect(Math.max(...spread.largestError)).toBe(largestError);
    }
    expect(mean(groups.saturatedShare)).toBeCloseTo(saturatedShare, 12);
    const ofChannels = mean(channels.saturatedShare);
    if (!Number.isNaN(ofChannels)) expect(ofChannels).toBeCloseTo(saturatedShare, 12);
  });

  it('measures channels that stand out, wherever they are', () => {
    const source = { ...SOURCE, rows: 8, columns: 5000, outliers: { every: 4999, factor: 50 } };
    const values = tensorOf(source, null);
    const { channelIndices } = measureFormat('int8', values, source.columns);
    expect(channelIndices).toContain(4999);
    expect(largestChannels(values, source.columns, 2).toSorted((a, b) => a - b)).toEqual([0, 4999]);
    const { values: shown, rootMeanSquare, largestMagnitude } = channelValues(values, source.columns, 4999);
    expect([...shown]).toEqual(Array.from({ length: 8 }, (_, row) => values[row * 5000 + 4999]));
    expect(largestMagnitude).toBe(Math.max(...shown.map(Math.abs)));
    expect(rootMeanSquare).toBeLessThanOrEqual(largestMagnitude);
  });

  it('gains from rotation where there are outlier channels, for four-bit integers', () => {
    const source = { ...SOURCE, outliers: { every: 128, factor: 30 } };
    const plain = measureFormat('int4_g128', tensorOf(source, null), SOURCE.columns);
    const rotated = measureFormat('int4_g128', tensorOf(source, 128), SOURCE.columns);
    expect(rotated.largestError).toBeLessThan(plain.largestError);
    expect(rotated.groups.crestFactor[0]).toBeLessThan(plain.groups.crestFactor[0]!);
  });

  it.each(['int8', 'int4_g128', 'mxint8', 'mxfp8_e4m3', 'mxfp4', 'nvint4'])(
    'has the closed form of %s beside it',
    (id) => {
      const { qsnrDb, closedFormDb } = measureFormat(id, tensor, SOURCE.columns, { scaleRule: 'rceil' });
      expect(Math.abs(qsnrDb - closedFormDb)).toBeLessThan(0.6);
    },
  );

  it('has no closed form of casts and lists of levels', () => {
    for (const id of ['fp8_e4m3', 'nf4', 'bitmod4'])
      expect(measureFormat(id, tensor, SOURCE.columns).closedFormDb).toBeNaN();
    expect(measureFormat('int8', new Float32Array(64), 64).closedFormDb).toBeNaN();
  });

  it('takes a rule for scales that are powers of two, and leaves other formats alone', () => {
    const qsnr = (id: string, rule: ScaleRule | null) =>
      measureFormat(id, tensor, SOURCE.columns, { scaleRule: rule }).qsnrDb;
    expect(qsnr('mxfp4', null)).toBe(qsnr('mxfp4', 'floor'));
    expect(qsnr('mxfp4', 'even')).toBeGreaterThan(qsnr('mxfp4', 'floor') + 0.1);
    expect(measureFormat('mxfp4', tensor, SOURCE.columns, { scaleRule: 'rceil' }).saturatedShare).toBe(0);
    expect(qsnr('nvfp4', 'even')).toBe(qsnr('nvfp4', null));
  });

  it('rounds stochastically what hardware rounds so, at the noise of its closed form', () => {
    const measure = (id: string, stochasticSeed: number | null) =>
      measureFormat(id, tensor, SOURCE.columns, { scaleRule: 'rceil', stochasticSeed });
    expect(measure('int8', 3).qsnrDb).toBe(measure('int8', null).qsnrDb);
    expect(measure('mxfp4', 3).qsnrDb).not.toBe(measure('mxfp4', 4).qsnrDb);
    for (const id of ['mxfp8_e4m3', 'mxfp6_e2m3', 'mxfp4']) {
      const { qsnrDb, closedFormDb, saturatedShare } = measure(id, 3);
      expect(saturatedShare).toBe(0);
      expect(Math.abs(qsnrDb - closedFormDb)).toBeLessThan(0.6);
      expect(closedFormDb).toBeCloseTo(measure(id, null).closedFormDb - 3.0103, 4);
    }
  });

  it('answers for zeros and for values that are no numbers', () => {
    expect(measureFormat('mxfp4', new Float32Array(64), 64).qsnrDb).toBeNaN();
    expect(measureFormat('mxfp4', Float32Array.of(1, NaN, 2, 3), 2).qsnrDb).toBeNaN();
  });

  it('leaves a tensor of the reader as it was', () => {
    const values = Float32Array.of(1, 2, 3, 4);
    tensorOf({ kind: 'tensor', values, columns: 4 }, 4);
    expect([...values]).toEqual([1, 2, 3, 4]);
  });
});

describe('questionProblem', () => {
  const ask = (change: Partial<RandomSource>, rotation: number | null = null) =>
    questionProblem({ ...QUESTION, source: { ...SOURCE, ...change }, rotation });

  it('takes a question that can be asked', () => {
    expect(questionProblem(QUESTION)).toBeNull();
    expect(ask({}, 128)).toBeNull();
  });

  it.each<[Partial<RandomSource>, number | null, string]>([
    [{ rows: 0 }, null, 'rows'],
    [{ rows: 1e9 }, null, 'rows'],
    [{ rows: 3000, columns: 3000 }, null, 'rows'],
    [{ columns: 1.5 }, null, 'columns'],
    [{ seed: -1 }, null, 'seed'],
    [{ seed: NaN }, null, 'seed'],
    [{ outliers: { every: 0, factor: 2 } }, null, 'outliers'],
    [{ outliers: { every: 8, factor: Infinity } }, null, 'outliers'],
    [{}, 3, 'rotation'],
    [{ columns: 100 }, 16, 'rotation'],
  ])('refuses %o with rotation %s', (change, rotation, field) => {
    expect(ask(change, rotation)).toMatch(new RegExp(`^${field}: `));
  });

  it('refuses a seed that is none', () => {
    expect(questionProblem({ ...QUESTION, stochasticSeed: 1.5 })).toMatch(/^seed of the rounding: must be a whole/);
    expect(questionProblem({ ...QUESTION, stochasticSeed: 0 })).toBeNull();
  });

  it('refuses formats that there are not, and tensors without elements', () => {
    expect(questionProblem({ ...QUESTION, formats: ['nope'] })).toBe('formats: there is no format "nope"');
    const empty = { kind: 'tensor', values: new Float32Array(), columns: 1 } as const;
    expect(questionProblem({ ...QUESTION, source: empty })).toBe('The tensor is empty.');
  });
});

describe('histogramOf', () => {
  it('counts every finite value once, the largest included', () => {
    const { counts, edges, left } = histogramOf(Float32Array.of(-1, 0, 1, 1, NaN, Infinity), 4);
    expect([...counts]).toEqual([1, 0, 1, 2]);
    expect([edges[0], edges[4]]).toEqual([-1, 1]);
    expect(left).toBe(2);
  });

  it('has bins around a single value, and around nothing', () => {
    expect(histogramOf(Float32Array.of(3, 3), 2).counts.reduce((a, b) => a + b)).toBe(2);
    expect(histogramOf(new Float32Array(), 2).counts.reduce((a, b) => a + b)).toBe(0);
  });
});

describe('measureCrestCurve', () => {
  it('falls with the crest factor for integers, as 1 / kappa squared', () => {
    const { qsnrDb, crestFactor } = measureCrestCurve('int8', {}, 32, 2000, 1);
    const at = (kappa: number) => qsnrDb[crestFactor.findIndex((value) => value > kappa)]!;
    expect(at(2) - at(4)).toBeGreaterThan(5.5);
    expect(at(2) - at(4)).toBeLessThan(6.6);
  });

  it('has no value where there are too few blocks', () => {
    const { qsnrDb, blocks } = measureCrestCurve('mxint8', {}, 32, 50, 1);
    qsnrDb.forEach((value, bin) => expect(Number.isNaN(value)).toBe(blocks[bin]! < 20));
  });
});
