import { describe, expect, it } from 'vitest';
import type { Design } from '../../../models/design/types';
import { designFromPresets } from '../../../models/design/presets/design-from-presets';
import { fitAccuracyModel } from '../../../models/formats/accuracy/estimate';
import { accuracyFacts, findAccuracy } from '../../../models/formats/accuracy/facts';
import { formatsWithNoise } from '../../../models/formats/accuracy/noise';
import { findFormat } from '../../../models/formats/registry';
import { accuracyOf } from '../../../models/precision/accuracy-of';
import { exactSolver } from '../../../models/precision/exact-frontier';
import { WorkerHost } from '../../../workers/host';
import { createPrecisionJob, type PrecisionInput, type PrecisionOutcome } from '../../../workers/precision-job';
import { PRECISION_JOB_ID } from '../../../workers/precision-job-id';
import { accuracyData } from './accuracy-chart';
import { accuracySentence, factRows, percent } from './accuracy-rows';
import { axisNamed, CHOOSING_AXES, unbeaten } from './choosing-axes';
import { frontierData } from './choosing-chart';
import { answerRows, comparedText, uniformRows } from './choosing-data';
import { FORMAT_OPTIONS, offeredFormats, START_QUESTION, withOffered } from './choosing-question';
import { datapathRows, formatCostRows } from './cost-rows';

const accuracy = fitAccuracyModel(accuracyFacts());

describe('accuracySentence', () => {
  const sentence = (weights: string, model: string | null) => {
    const formats = { weights, activations: weights, keyValues: 'bf16' };
    return accuracySentence(accuracyOf(accuracy, model, formats), formats, model);
  };

  it('says what is published, and by whom it is quoted', () => {
    expect(sentence('nvfp4', 'Llama-3.1-8B')).toMatch(
      /^Published for weights NVFP4, .* perplexity 6.4917 on WikiText-2/,
    );
  });

  it('calls an estimate one, gives its range, and says when it rests on other models', () => {
    expect(sentence('mxfp4', 'Llama-3.1-8B')).toMatch(/^Estimate for .* \+\d.* % to \+\d.* % against 16 bits/);
    expect(sentence('mxfp4', null)).toMatch(/of which nothing is published here.*rests on other models\.$/);
    expect(sentence('bf16', null)).toBe(
      'With weights BF16, activations BF16, cache BF16 nothing is rounded below 16 bits.',
    );
    expect(sentence('int2', null)).toMatch(/^No estimate for weights INT2/);
  });
});

describe('accuracyData', () => {
  const dataOf = (weights: string, activations = 'bf16') =>
    accuracyData(accuracy, 'Llama-3.1-8B', { weights, activations, keyValues: 'bf16' }, ['int8', 'nvfp4', 'bf16']);

  it('draws the range of the design among other weights, by bits', () => {
    const { at, names, series } = dataOf('mxfp4')!;
    expect(Array.from(at)).toEqual([4.25, 4.5, 8]);
    expect(names).toEqual(['MXFP4', 'NVFP4', 'INT8']);
    const { y, range } = series.find(({ id }) => id === 'own')!;
    expect(range!.low[0]!).toBeLessThan(y[0]!);
    expect(range!.high[0]!).toBeGreaterThan(y[0]!);
    expect([y[1], y[2]]).toEqual([NaN, NaN]);
  });

  it('draws what is published filled, where the design has it too', () => {
    const { series } = dataOf('nvfp4', 'nvfp4')!;
    expect(series.find(({ id }) => id === 'own')).toMatchObject({ look: 'points' });
  });

  it('is nothing where nothing is rounded or known', () => {
    expect(accuracyData(accuracy, null, { weights: 'bf16', activations: 'bf16', keyValues: 'bf16' }, [])).toBeNull();
    expect(accuracyData(accuracy, null, { weights: 'int2', activations: 'bf16', keyValues: 'bf16' }, [])).toBeNull();
  });
});

it('factRows give the change against 16 bits, and none for a divergence', () => {
  const both = findAccuracy(accuracy.facts, { model: 'Llama-3-8B', weights: 'q8_0' });
  expect(factRows(both).map(({ change }) => change)).toEqual(['+0.04 %', '']);
});

it.each([[0, '+0.00 %'], [0.0123, '+1.23 %'], [-0.5, '−50.0 %'], [12, '+1200 %']])('percent(%d) is %s', (share, text) => {
  expect(percent(share)).toBe(text);
}); // prettier-ignore

describe('cost rows', () => {
  it('are relative to BF16, cheapest first', () => {
    const rows = formatCostRows(7);
    expect(rows.find(({ label }) => label === 'BF16')).toMatchObject({ energy: 1, area: 1 });
    expect(rows.map(({ energy }) => energy)).toEqual(rows.map(({ energy }) => energy).toSorted((a, b) => a - b));
  });

  it('have no row for a format that the registry does not have', () => {
    expect(datapathRows('bf16', 'own', 7)).toEqual([]);
  });
});

/** Energies of this machine's own node have no source. */
function atSevenNanometres(design: Design): Design {
  const technology = { ...design.accelerator.technology, nodeNm: 7 };
  return { ...design, accelerator: { ...design.accelerator, technology } };
}

describe('choosing', () => {
  const input: PrecisionInput = {
    design: atSevenNanometres(designFromPresets('h100-sxm', 'llama-3.1-8b')!),
    question: { ...START_QUESTION, layerRuns: 1 },
    budgets: { count: 4 },
  };
  const answered = async () => {
    const host = new WorkerHost([createPrecisionJob(exactSolver)]);
    const answer = await host.run(1, PRECISION_JOB_ID, input, () => undefined);
    const outcome = answer.kind === 'done' ? (answer.value as PrecisionOutcome) : null;
    if (outcome?.ok !== true) throw new Error(JSON.stringify(answer));
    return outcome;
  };

  it('offers only formats that exist and whose noise is known', () => {
    for (const { formats } of FORMAT_OPTIONS) {
      for (const id of formats) expect([findFormat(id)?.id, formatsWithNoise().includes(id)]).toEqual([id, true]);
    }
  });

  it('offers the formats of the reader too, and asks for none that went', () => {
    const own = 'custom_e2m2_e8m0_g16';
    for (const { formats } of offeredFormats([own])) expect(formats.at(-1)).toBe(own);
    const question = { ...START_QUESTION, choices: { ...START_QUESTION.choices, weights: ['int8', own] } };
    expect(withOffered(question, offeredFormats([own]))).toEqual(question);
    expect(withOffered(question, offeredFormats([])).choices.weights).toEqual(['int8']);
  });

  it('draws steps that never rise, published points filled and estimates with ranges', async () => {
    const outcome = await answered();
    const { at, series } = frontierData(outcome, axisNamed('tpot'));
    const y = (id: string) => Array.from(series.find((one) => one.id === id)!.y);
    expect(Array.from(at)).toEqual(Array.from(at).toSorted((a, b) => a - b));
    const steps = y('mixed').filter(Number.isFinite);
    expect(steps).toEqual(steps.toSorted((a, b) => b - a));
    const front = unbeaten(outcome, axisNamed('tpot'));
    for (const kind of ['published', 'estimate'] as const) {
      const ofKind = front.filter((index) => outcome.uniform[index]!.accuracy.kind === kind);
      expect(y(kind).filter(Number.isFinite)).toHaveLength(ofKind.length);
    }
    const { range } = series.find(({ id }) => id === 'estimate')!;
    y('estimate').forEach((value, i) => {
      if (!Number.isFinite(value)) return;
      expect(range!.low[i]!).toBeLessThanOrEqual(value);
      expect(range!.high[i]!).toBeGreaterThanOrEqual(value);
    });
  });

  it.each(CHOOSING_AXES.map(({ id }) => id))('has a frontier over %s that falls as it costs more', async (id) => {
    const outcome = await answered();
    const axis = axisNamed(id);
    const front = unbeaten(outcome, axis).map((index) => outcome.uniform[index]!);
    expect(front.length).toBeGreaterThan(1);
    const byCost = front.toSorted((a, b) => axis.ofUniform(a) - axis.ofUniform(b)).map(({ ratio }) => ratio);
    expect(byCost).toEqual(byCost.toSorted((a, b) => b - a));
    for (const answer of outcome.answers) expect(axis.ofMixture(answer, outcome.problem.items)).toBeGreaterThan(0);
  });

  it('says where nothing is known along an axis', async () => {
    const outcome = await answered();
    const unknown = { ...axisNamed('energyPerOutputToken'), ofUniform: () => NaN, ofMixture: () => NaN };
    expect(frontierData(outcome, unknown)).toMatchObject({
      at: [],
      finding: expect.stringContaining('is not known') as string,
    });
  });

  it('lists single formats by accuracy, with bits, and says what is an estimate', async () => {
    const rows = uniformRows(await answered(), axisNamed('tpot'));
    expect(rows[0]).toMatchObject({ weights: 'BF16, 16 bits', area: '1.00', perplexity: '+0.00 %' });
    const times = rows.map(({ tpot }) => tpot);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(rows.at(-1)?.perplexity).toMatch(/ % to \+.* %, estimate$/);
  });

  it('says what mixtures are compared with, and by how much they change it', async () => {
    const outcome = await answered();
    expect(comparedText(outcome)).toMatch(/^Compared with BF16 everywhere: time per output token .*ms\.$/);
    const [none, ...others] = answerRows(outcome).map(({ change }) => change);
    expect(none).toBe('+0.00 %');
    expect(others.every((change) => change.startsWith('−'))).toBe(true);
    const problem = { ...outcome.problem, base: 'design' as const, baseLoss: Math.log(1.02) };
    expect(comparedText({ ...outcome, problem })).toMatch(/design had.*, an estimated \+2\.00 % of perplexity/);
    expect(answerRows({ ...outcome, problem })[0]!.allowed).toBe('−1.96 %');
  });

  it('names the formats of each mixture with shares that add up', async () => {
    const rows = answerRows(await answered());
    expect(rows[0]).toMatchObject({ allowed: '+0.00 %', formats: 'BF16 × BF16 100 %; cache BF16 100 %' });
    for (const { formats, proof } of rows) {
      expect(proof).toBe('optimal');
      const shares = [...formats.split(';')[0]!.matchAll(/(\d+) %/g)].map(([, share]) => Number(share));
      expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThanOrEqual(2);
    }
  });
});
