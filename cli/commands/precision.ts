import { shown } from '../../models/design/value-rules';
import { METRICS, type MetricId } from '../../models/evaluate/metrics/metrics';
import { fitAccuracyModel } from '../../models/formats/accuracy/estimate';
import { accuracyFacts } from '../../models/formats/accuracy/facts';
import { findFormat } from '../../models/formats/registry';
import { createProductMapper } from '../../models/mapping/product-mapper';
import { levelOf } from '../../models/workload/rules';
import { highsSolver } from '../../workers/highs-solver';
import { MIXED_BASES, type FormatChoices, type MixedBase } from '../../models/precision/choices';
import { poseMixedProblem, type MixedProblem } from '../../models/precision/mixed';
import { frontierBudgets, solveMixed, type MixedAnswer } from '../../models/precision/solve-mixed';
import { uniformFrontier, uniformPoints, withBase, type UniformPoint } from '../../models/precision/uniform';
import { formatQuantity } from '../../models/units';
import { exp } from '../../models/units/deterministic-math';
import { choiceOption } from '../arguments';
import type { Arguments, Command } from '../command';
import { loadDesign } from '../load';
import { print, section, table } from '../output';
import { done, refused, type Result } from '../result';

const COSTS = ['tpot', 'ttft', 'energyPerOutputToken', 'memoryNeeded'] as const satisfies readonly MetricId[];
const DEFAULTS: FormatChoices = {
  weights: ['fp8_e4m3', 'mxfp4', 'int4_g128'],
  activations: ['fp8_e4m3'],
  keyValues: ['fp8_e4m3', 'int4'],
};
const DEFAULT_RUNS = 4;
const DEFAULT_POINTS = 8;

export const precisionCommand: Command = {
  name: 'precision',
  takes: '<design.json | link | ->',
  positionals: { min: 1, max: 1 },
  summary: 'Formats by cost and perplexity: one everywhere, and the best mixture for each budget',
  details:
    'Perplexity is published or an estimate with a range, never without saying which. Lists are comma-separated ids.',
  options: [
    { name: 'cost', value: 'METRIC', help: `What to make least: ${COSTS.join(', ')} (default tpot)` },
    { name: 'weights', value: 'IDS', help: `Formats of weights besides BF16 (default ${DEFAULTS.weights.join(',')})` },
    { name: 'activations', value: 'IDS', help: `Of activations (default ${DEFAULTS.activations.join(',')})` },
    { name: 'cache', value: 'IDS', help: `Of keys and values (default ${DEFAULTS.keyValues.join(',')})` },
    { name: 'runs', value: 'N', help: `Runs of layers that may differ, 1 to 16 (default ${DEFAULT_RUNS})` },
    { name: 'base', value: MIXED_BASES.join('|'), help: 'What mixtures start from: BF16 or the formats of the design' },
    { name: 'points', value: 'N', help: `Budgets along the frontier, 2 to 64 (default ${DEFAULT_POINTS})` },
    { name: 'ratio', value: 'X', help: 'This budget instead: perplexity over that at 16 bits', repeats: true },
  ],
  async run(args, io) {
    const design = await loadDesign(io, args.positionals[0]!);
    if (!design.ok) return { refused: design.message };
    const wanted = questionOf(args);
    if (!wanted.ok) return { refused: wanted.message };
    const { cost, choices, layerRuns, base, points, ratios } = wanted.value;
    const accuracy = fitAccuracyModel(accuracyFacts());
    const mapper = levelOf(design.value.assumptions) === 'mapped' ? createProductMapper() : null;
    const all = uniformPoints(design.value, withBase(choices, design.value, base), accuracy, mapper);
    const frontier = uniformFrontier(all, cost).map((i) => all[i]!);
    const posed = poseMixedProblem(design.value, { cost, choices, layerRuns, base }, accuracy, mapper);
    if (!posed.ok) return { refused: posed.reason };
    const budgets = ratios.length > 0 ? ratios : frontierBudgets(posed.value, points);
    const answers = await solveMixed(posed.value, budgets, highsSolver(), mapper);
    print(io, args, {
      json: () => ({ cost, uniform: frontier.map(withoutDesign), mixed: { problem: posed.value, answers } }),
      text: () => textOf(cost, frontier, posed.value, answers),
    });
    return { exit: 0 };
  },
};

interface PrecisionQuestion {
  readonly cost: MetricId;
  readonly choices: FormatChoices;
  readonly layerRuns: number;
  readonly base: MixedBase;
  readonly points: number;
  readonly ratios: readonly number[];
}

function questionOf(args: Arguments): Result<PrecisionQuestion> {
  const cost = COSTS.find((id) => id === (args.text('cost') ?? 'tpot'));
  if (cost === undefined) return refused(`--cost: must be one of ${COSTS.join(', ')}`);
  const weights = idsOf(args, 'weights', DEFAULTS.weights);
  const activations = idsOf(args, 'activations', DEFAULTS.activations);
  const keyValues = idsOf(args, 'cache', DEFAULTS.keyValues);
  if (!weights.ok) return weights;
  if (!activations.ok) return activations;
  if (!keyValues.ok) return keyValues;
  const layerRuns = wholeOf(args, 'runs', DEFAULT_RUNS, 1, 16);
  const points = wholeOf(args, 'points', DEFAULT_POINTS, 2, 64);
  if (!layerRuns.ok) return layerRuns;
  if (!points.ok) return points;
  const ratios = args.all('ratio').map(Number);
  if (ratios.some((ratio) => !(ratio >= 1 && ratio <= 100))) return refused('--ratio: must be a number from 1 to 100');
  const base = choiceOption(args, 'base', MIXED_BASES, 'bf16');
  if (!base.ok) return base;
  const choices = { weights: weights.value, activations: activations.value, keyValues: keyValues.value };
  return done({ cost, choices, layerRuns: layerRuns.value, base: base.value, points: points.value, ratios });
}

function idsOf(args: Arguments, name: string, fallback: readonly string[]): Result<readonly string[]> {
  const text = args.text(name);
  if (text === undefined) return done(fallback);
  const ids = text.split(',').filter((id) => id !== '');
  const unknown = ids.find((id) => findFormat(id) === undefined);
  return unknown === undefined
    ? done(ids)
    : refused(`--${name}: ${shown(unknown)} is not a format; ridgeline list formats shows them`);
}

function wholeOf(args: Arguments, name: string, fallback: number, min: number, max: number): Result<number> {
  const text = args.text(name);
  const value = text === undefined ? fallback : Number(text);
  const fits = Number.isInteger(value) && value >= min && value <= max;
  return fits ? done(value) : refused(`--${name}: must be a whole number from ${min} to ${max}`);
}

function withoutDesign({ design: _, ...point }: UniformPoint): Omit<UniformPoint, 'design'> {
  return point;
}

function textOf(
  cost: MetricId,
  frontier: readonly UniformPoint[],
  problem: MixedProblem,
  answers: readonly MixedAnswer[],
): string {
  const metric = METRICS.find(({ id }) => id === cost);
  const costText = (value: number) => formatQuantity(value, metric?.quantity ?? 'count').text;
  const uniform = table<UniformPoint>(
    [
      { head: 'Weights', cell: ({ formats }) => formats.weights },
      { head: 'Activations', cell: ({ formats }) => formats.activations },
      { head: 'Cache', cell: ({ formats }) => formats.keyValues },
      { head: metric?.label ?? cost, cell: ({ metrics }) => costText(metrics[cost]), align: 'right' },
      { head: 'Perplexity / 16 bits', cell: uniformRatio, align: 'right' },
    ],
    frontier,
  );
  const mixed = table<MixedAnswer>(
    [
      { head: 'Budget', cell: ({ budget }) => budget.toFixed(4), align: 'right' },
      { head: metric?.label ?? cost, cell: ({ evaluatedCost }) => costText(evaluatedCost), align: 'right' },
      { head: 'No less than', cell: ({ costBound }) => costText(costBound), align: 'right' },
      { head: 'Estimate', cell: ({ ratio }) => rangeText(ratio), align: 'right' },
      { head: 'Proof', cell: ({ solution }) => solution.status },
      {
        head: 'Formats (weights/activations/cache: share of products)',
        cell: (answer) => formatsText(problem, answer),
      },
    ],
    answers,
  );
  const basis = problem.basis === 'model' ? 'published values of this model' : 'published values of other models only';
  const start = problem.base === 'bf16' ? 'BF16' : 'the formats of the design';
  const ratio = problem.base === 'bf16' ? '' : `, perplexity ${exp(problem.baseLoss).toFixed(4)} of that at 16 bits`;
  const heading = `Mixed, fitted on ${basis}; started from ${start}: ${costText(problem.baseCost)}${ratio}`;
  return `One of each everywhere: what nothing beats\n${uniform}${section(heading, mixed)}`;
}

function uniformRatio({ accuracy }: UniformPoint): string {
  if (accuracy.kind === 'missing') return 'missing';
  if (accuracy.kind === 'published') return `${accuracy.value.toFixed(4)} published`;
  return `${rangeText(accuracy)} estimate`;
}

function rangeText({ low, value, high }: MixedAnswer['ratio']): string {
  return Number.isNaN(value) ? '' : `${value.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;
}

/** How much of the products each choice of formats has, largest share first. */
function formatsText({ items }: MixedProblem, { solution }: MixedAnswer): string {
  const shares = new Map<string, number>();
  items.forEach(({ options, productShare }, item) => {
    const formats = options[solution.chosen[item] ?? -1]?.formats;
    if (formats === undefined) return;
    const name = `${formats.weights}/${formats.activations}/${formats.keyValues}`;
    shares.set(name, (shares.get(name) ?? 0) + productShare);
  });
  return [...shares]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, share]) => `${name}: ${(100 * share).toFixed(0)} %`)
    .join(', ');
}
