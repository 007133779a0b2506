import type { LineData } from '../../charts/lines/data';
import { METRICS } from '../../../models/evaluate/metrics';
import type { Design } from '../../../models/design/types';
import { formatQuantity } from '../../../models/units';
import type { PrecisionOutcome } from '../../../workers/precision-job';
import { findFormat } from '../../../models/formats/registry';
import { formatLabel, percent } from './accuracy-rows';
import { datapathRows } from './cost-rows';

export type Answered = Extract<PrecisionOutcome, { readonly ok: true }>;

/** Increases of perplexity below this are drawn at it: the axis is logarithmic. */
const SMALLEST_INCREASE = 1e-4;

/** Cost over the increase of perplexity: single formats as points, the best mixtures as steps. */
export function frontierData({ uniform, problem, answers }: Answered): LineData {
  const metric = METRICS.find(({ id }) => id === problem.cost)!;
  const points = uniform.map(({ ratio, cost }) => ({ x: drawn(ratio), cost }));
  const steps = answers
    .filter(({ design }) => design !== null)
    .map(({ ratio, evaluatedCost }) => ({ x: drawn(ratio.value), cost: evaluatedCost }));
  const at = [...new Set([...points, ...steps].map(({ x }) => x))].toSorted((a, b) => a - b);
  return {
    finding: findingOf(problem.baseCost, metric.label, answers),
    note: 'Increase of perplexity against 16 bits: estimates, or published where there is a value.',
    x: { label: 'Increase of perplexity', quantity: 'ratio', scale: 'log' },
    y: { label: metric.label, quantity: metric.quantity, scale: 'linear' },
    at,
    series: [
      {
        id: 'mixed',
        label: 'Best mixture',
        colour: 'blue',
        look: 'steps',
        y: at.map((x) => lowest(steps.filter((step) => step.x <= x))),
      },
      {
        id: 'uniform',
        label: 'One of each everywhere',
        colour: 'vermilion',
        look: 'points',
        y: at.map((x) => lowest(points.filter((point) => point.x === x))),
      },
    ],
    marks: [],
  };
}

/** NaN of none. */
function lowest(points: readonly { readonly cost: number }[]): number {
  return points.reduce((low, { cost }) => (low <= cost ? low : cost), NaN);
}

function drawn(ratio: number): number {
  return Math.max(ratio - 1, SMALLEST_INCREASE);
}

function findingOf(baseCost: number, label: string, answers: Answered['answers']): string {
  const last = answers.findLast(({ design }) => design !== null);
  if (last === undefined) return 'No mixture keeps within any budget.';
  const factor = baseCost / last.evaluatedCost;
  const name = label.charAt(0).toLowerCase() + label.slice(1);
  return `The best mixtures lower ${name} up to ${formatQuantity(factor, 'count', 3).text} times, at an estimated ${percent(last.ratio.value - 1)} of perplexity`;
}

export interface AnswerRow {
  readonly key: string;
  readonly allowed: string;
  readonly cost: number;
  readonly bound: number;
  readonly estimate: string;
  readonly formats: string;
  readonly proof: string;
  readonly design: Design | null;
}

export function answerRows({ problem, answers }: Answered): readonly AnswerRow[] {
  return answers.map((answer, index) => {
    const { budget, evaluatedCost, costBound, ratio, solution, design } = answer;
    return {
      key: `${index}`,
      allowed: percent(budget - 1),
      cost: evaluatedCost,
      bound: costBound,
      estimate:
        design === null ? '' : `${percent(ratio.value - 1)} (${percent(ratio.low - 1)} to ${percent(ratio.high - 1)})`,
      formats: sharesText(problem.items, solution.chosen),
      proof: { optimal: 'optimal', infeasible: 'none fits', stopped: 'stopped early' }[solution.status],
      design,
    };
  });
}

/** Share of the products that each pair of formats has, the largest first; the cache by its own shares. */
export function sharesText(items: Answered['problem']['items'], chosen: readonly number[]): string {
  const pairs = new Map<string, number>();
  const caches = new Map<string, number>();
  items.forEach(({ options, productShare, cacheShare }, item) => {
    const formats = options[chosen[item] ?? -1]?.formats;
    if (formats === undefined) return;
    const pair = `${formatLabel(formats.weights)} × ${formatLabel(formats.activations)}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + productShare);
    if (cacheShare > 0)
      caches.set(formatLabel(formats.keyValues), (caches.get(formatLabel(formats.keyValues)) ?? 0) + cacheShare);
  });
  const text = (shares: ReadonlyMap<string, number>) =>
    [...shares]
      .toSorted(([, a], [, b]) => b - a)
      .map(([name, share]) => `${name} ${Math.round(100 * share)} %`)
      .join(', ');
  return caches.size === 0 ? text(pairs) : `${text(pairs)}; cache ${text(caches)}`;
}

export interface UniformRow {
  readonly key: string;
  readonly weights: string;
  readonly activations: string;
  readonly cache: string;
  readonly tpot: number;
  readonly energy: number;
  readonly memory: number;
  /** Of a multiply-accumulate of this pair, relative to BF16. */
  readonly area: string;
  readonly perplexity: string;
}

/** Single formats from the most to the least accurate, with the bits that an element takes. */
export function uniformRows({ uniform }: Answered): readonly UniformRow[] {
  return uniform
    .toSorted((a, b) => a.ratio - b.ratio)
    .map(({ formats, metrics, accuracy }) => {
      const [unit] = datapathRows(formats.weights, formats.activations, null);
      return {
        key: Object.values(formats).join(' '),
        weights: withBits(formats.weights),
        activations: withBits(formats.activations),
        cache: withBits(formats.keyValues),
        tpot: metrics.tpot,
        energy: metrics.energyPerOutputToken,
        memory: metrics.memoryNeeded,
        area: unit === undefined ? 'missing' : unit.area.toFixed(2),
        perplexity: accuracyText(accuracy),
      };
    });
}

function withBits(id: string): string {
  const format = findFormat(id);
  return format === undefined ? id : `${format.label}, ${formatQuantity(format.bitsPerElement, 'count', 4).text} bits`;
}

function accuracyText(accuracy: Answered['uniform'][number]['accuracy']): string {
  if (accuracy.kind === 'missing') return 'missing';
  if (accuracy.kind === 'published') return `${percent(accuracy.value - 1)}, published`;
  if (accuracy.high === 1) return percent(0);
  return `${percent(accuracy.low - 1)} to ${percent(accuracy.high - 1)}, estimate`;
}
