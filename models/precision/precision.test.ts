import { describe, expect, it } from 'vitest';
import { designFromPresets } from '../design/presets/design-from-presets';
import type { Design } from '../design/types';
import { parseDesign } from '../design/schema';
import { evaluateSingle } from '../evaluate/single';
import { estimatePerplexity, fitAccuracyModel } from '../formats/accuracy/estimate';
import { accuracyFacts } from '../formats/accuracy/facts';
import { accuracyOf } from './accuracy-of';
import { precisionItems } from './items';
import { layerRanges } from './layer-ranges';
import { chosenDesign, poseMixedProblem, type MixedProblem, type MixedQuestion } from './mixed';
import { exactSolver } from './exact-frontier';
import { frontierBudgets, solveMixed } from './solve-mixed';
import { uniformFrontier, uniformPoints } from './uniform';

const accuracy = fitAccuracyModel(accuracyFacts());

function preset(hardware: string, model: string): Design {
  const design = designFromPresets(hardware, model);
  if (design === null) throw new Error('the presets of this test are gone');
  return design;
}

const LLAMA = preset('h100-sxm', 'llama-3.1-8b');
const GPT_OSS = preset('h100-sxm', 'gpt-oss-20b');
const QUESTION: MixedQuestion = {
  cost: 'tpot',
  choices: { weights: ['fp8_e4m3', 'mxfp4'], activations: ['fp8_e4m3'], keyValues: ['fp8_e4m3'] },
  layerRuns: 2,
};

function posed(design: Design, question: MixedQuestion): MixedProblem {
  const found = poseMixedProblem(design, question, accuracy);
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}

describe('accuracyOf', () => {
  it('is a published direct cast where there is one, and never a suspect or a calibrated one', () => {
    const nvfp4 = { weights: 'nvfp4', activations: 'nvfp4', keyValues: 'bf16' };
    expect(accuracyOf(accuracy, 'Llama-3.1-8B', nvfp4)).toMatchObject({
      kind: 'published',
      value: 6.4917 / 5.8402,
      fact: { source: 'int-versus-float', scheme: { method: 'direct cast' } },
    });
    const mxfp4 = { weights: 'mxfp4', activations: 'mxfp4', keyValues: 'bf16' };
    expect(accuracyOf(accuracy, 'Llama-3.1-8B', mxfp4).kind).toBe('estimate');
    const awq = { weights: 'int4_asym_g128', activations: 'bf16', keyValues: 'bf16' };
    expect(accuracyOf(accuracy, 'Llama-2-70B', awq).kind).toBe('estimate');
  });
});

describe('uniformPoints', () => {
  const points = uniformPoints(
    LLAMA,
    { weights: ['bf16', 'fp8_e4m3', 'mxfp4'], activations: ['bf16', 'fp8_e4m3'], keyValues: ['bf16', 'int8'] },
    accuracy,
  );

  it('are the designs of the engine, one for each combination', () => {
    expect(points).toHaveLength(12);
    for (const { design, metrics } of points) expect(metrics).toEqual(evaluateSingle(design).metrics);
    expect(new Set(points.map(({ formats }) => JSON.stringify(formats))).size).toBe(12);
  });

  it('lose accuracy for time along the frontier, from 16 bits on', () => {
    const frontier = uniformFrontier(points, 'tpot').map((i) => points[i]!);
    const byTime = frontier.toSorted((a, b) => b.metrics.tpot - a.metrics.tpot);
    expect(byTime[0]?.formats).toEqual({ weights: 'bf16', activations: 'bf16', keyValues: 'bf16' });
    const ratios = byTime.map(({ accuracy: found }) => (found.kind === 'missing' ? NaN : found.value));
    expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
    expect(byTime.length).toBeGreaterThan(2);
  });
});

describe('precisionItems', () => {
  it.each([
    [LLAMA, ['attention', 'ffn', 'head']],
    [GPT_OSS, ['attention', 'expert', 'head', 'router']],
  ])('share all products, and all of the cache among the attention of the ranges', (design, modules) => {
    const items = precisionItems(design, layerRanges(design.workload, 3));
    expect([...new Set(items.map(({ module }) => module))].toSorted()).toEqual(modules);
    expect(items).toHaveLength(3 * (modules.length - 1) + 1);
    expect(items.reduce((sum, { productShare }) => sum + productShare, 0)).toBeCloseTo(1, 12);
    expect(items.reduce((sum, { cacheShare }) => sum + cacheShare, 0)).toBeCloseTo(1, 12);
  });

  it('counts products per token: Llama 3.1 8B, head 525 of 7505 million', () => {
    const items = precisionItems(LLAMA, layerRanges(LLAMA.workload, 1));
    const head = items.find(({ module }) => module === 'head');
    expect(head?.productShare).toBeCloseTo((128256 * 4096) / (32 * 218103808 + 128256 * 4096), 9);
  });
});

describe('poseMixedProblem', () => {
  it('gives one pair everywhere the loss of the estimate of the whole model', () => {
    const problem = posed(LLAMA, QUESTION);
    const uniform = { weights: 'mxfp4', activations: 'fp8_e4m3', keyValues: 'fp8_e4m3' };
    const losses = problem.items.map(({ options, cacheShare }) => {
      const keyValues = cacheShare > 0 ? 'fp8_e4m3' : 'bf16';
      const same = options.find(({ formats }) => JSON.stringify(formats) === JSON.stringify({ ...uniform, keyValues }));
      return same?.loss ?? NaN;
    });
    const whole = estimatePerplexity(accuracy, 'Llama-3.1-8B', uniform);
    const sum = losses.reduce((total, loss) => total + loss, 0);
    expect(whole.kind === 'estimate' && Math.log(whole.value)).toBeCloseTo(sum, 12);
  });

  it('has changes of time that add up to what the engine says of the whole', () => {
    for (const design of [LLAMA, GPT_OSS]) {
      const problem = posed(design, QUESTION);
      const chosen = problem.items.map(({ options }, i) => (3 * i + 1) % options.length);
      const sum = problem.items.reduce((total, { options }, i) => total + options[chosen[i]!]!.cost, problem.baseCost);
      expect(evaluateSingle(chosenDesign(problem, chosen)).metrics.tpot / sum).toBeCloseTo(1, 9);
    }
  });

  it('makes designs that are valid', () => {
    const problem = posed(GPT_OSS, { ...QUESTION, layerRuns: 4 });
    const design = chosenDesign(
      problem,
      problem.items.map(({ options }) => options.length - 1),
    );
    expect(parseDesign(JSON.parse(JSON.stringify(design))).ok).toBe(true);
  });

  it('leaves out formats of which nothing is known, or noisier than anything published', () => {
    const choices = { weights: ['int2', 'fp8_e4m3'], activations: [], keyValues: [] };
    const problem = posed(LLAMA, { ...QUESTION, choices });
    for (const { options } of problem.items) {
      expect(options.map(({ formats }) => formats.weights)).toEqual(['bf16', 'fp8_e4m3']);
    }
  });
});

describe('a problem that starts from the design', () => {
  const { weights, keyValues } = { weights: 'int8', keyValues: 'fp8_e4m3' };
  const mixed: Design = {
    ...LLAMA,
    formats: [
      ...LLAMA.formats,
      { match: { role: 'weight' }, format: weights },
      { match: { role: 'kv', layers: { from: 5, to: 9 } }, format: keyValues },
      { match: { module: 'attention', role: 'weight', layers: { from: 0, to: 5 } }, format: 'mxfp8_e4m3' },
    ],
  };
  const question = { ...QUESTION, base: 'design' } as const;

  it('has the design as its first options, its metric, and its estimate among the budgets', async () => {
    const problem = posed(mixed, question);
    const first = chosenDesign(
      problem,
      problem.items.map(() => 0),
    );
    const now = evaluateSingle(mixed).metrics;
    // Cut into more kinds of layers, whose sums round differently.
    expect(problem.baseCost / now.tpot).toBeCloseTo(1, 12);
    expect(evaluateSingle(first).metrics.memoryNeeded / now.memoryNeeded).toBeCloseTo(1, 12);
    expect(problem.items.every(({ options }) => options[0]!.cost === 0)).toBe(true);
    // Cut at 16, as asked for, and where rules begin and end.
    expect(new Set(problem.items.map(({ layers }) => layers?.from))).toEqual(new Set([0, 5, 9, 16, undefined]));
    const attention = problem.items
      .filter(({ module }) => module === 'attention')
      .map(({ options }) => options[0]!.formats);
    expect(attention.map((formats) => [formats.weights, formats.keyValues])).toEqual([
      ['mxfp8_e4m3', 'bf16'],
      [weights, keyValues],
      [weights, 'bf16'],
      [weights, 'bf16'],
    ]);
    const budgets = frontierBudgets(problem, 5);
    expect([budgets.length, budgets[0]]).toEqual([5, 1]);
    expect(budgets).toEqual(budgets.toSorted((a, b) => a - b));
    expect(problem.baseLoss).toBeGreaterThan(0);
    const own = budgets.findIndex((budget) => Math.abs(Math.log(budget) - problem.baseLoss) < 1e-12);
    const answers = await solveMixed(problem, budgets, exactSolver);
    expect(answers[0]!.evaluatedCost).toBeGreaterThan(problem.baseCost);
    // Within the design's own perplexity nothing is slower than the design, and beyond it something is faster.
    expect(answers[own]!.evaluatedCost / problem.baseCost).toBeLessThanOrEqual(1 + 1e-12);
    expect(answers.at(-1)!.evaluatedCost).toBeLessThan(problem.baseCost);
  });

  it('finds the same optimum as the problem that starts from BF16, where the choices are the same', async () => {
    const choices = { ...QUESTION.choices, weights: [weights, 'mxfp4'], activations: [], keyValues: [] };
    const uniform = { ...LLAMA, formats: [...LLAMA.formats, { match: { role: 'weight' as const }, format: weights }] };
    const from = (base: 'bf16' | 'design') => posed(uniform, { ...question, choices, base });
    const cost = async (problem: MixedProblem) => (await solveMixed(problem, [1.02], exactSolver))[0]!.evaluatedCost;
    expect((await cost(from('design'))) / (await cost(from('bf16')))).toBeCloseTo(1, 9);
  });

  it('is none where the noise of the present formats is not known', () => {
    const noisy = { ...LLAMA, formats: [...LLAMA.formats, { match: { role: 'weight' as const }, format: 'int2' }] };
    const found = poseMixedProblem(noisy, question, accuracy);
    expect(found).toMatchObject({ ok: false, reason: expect.stringContaining('noise of int2') as string });
  });
});

describe('solveMixed', () => {
  it('never costs more with a larger budget, keeps each budget, and beats one pair everywhere', async () => {
    const problem = posed(LLAMA, QUESTION);
    const budgets = frontierBudgets(problem, 4);
    const answers = await solveMixed(problem, budgets, exactSolver);
    answers.forEach((answer, i) => {
      expect(answer.solution.status).toBe('optimal');
      expect(answer.ratio.value).toBeLessThanOrEqual(answer.budget * (1 + 1e-9));
      expect(answer.ratio.low).toBeLessThanOrEqual(answer.ratio.value);
      expect(answer.evaluatedCost / answer.predictedCost).toBeCloseTo(1, 9);
      expect(answer.relaxedCostBound).toBeLessThanOrEqual(answer.predictedCost + 1e-12);
      expect(answer.costBound).toBe(answer.predictedCost);
      if (i > 0) expect(answer.predictedCost).toBeLessThanOrEqual(answers[i - 1]!.predictedCost);
    });
    // Embeddings are no item: their formats stay.
    const asToday = (['weight', 'activation'] as const).map((role) => {
      return { match: { module: 'embedding', role }, format: 'bf16' } as const;
    });
    const { choices } = QUESTION;
    const kept = { ...LLAMA, formats: [...LLAMA.formats, ...asToday] };
    const everywhere = uniformPoints(kept, { ...choices, weights: ['bf16', ...choices.weights] }, accuracy);
    for (const { metrics, formats, ok } of everywhere) {
      const ratio = estimatePerplexity(accuracy, 'Llama-3.1-8B', formats);
      if (!ok || ratio.kind === 'missing') continue;
      const [best] = await solveMixed(problem, [ratio.value * (1 + 1e-12)], exactSolver);
      expect(best?.predictedCost).toBeLessThanOrEqual(metrics.tpot * (1 + 1e-9));
    }
  });

  it('says that a budget below 16 bits cannot be kept', async () => {
    const [answer] = await solveMixed(posed(LLAMA, QUESTION), [0.9], exactSolver);
    expect(answer).toMatchObject({ design: null, solution: { status: 'infeasible' } });
  });
});
