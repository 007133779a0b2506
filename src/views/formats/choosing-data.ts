import type { Design } from '../../../models/design/types';
import { formatQuantity } from '../../../models/units';
import { exp } from '../../../models/units/deterministic-math';
import { METRICS } from '../../../models/evaluate/metrics/metrics';
import { findFormat } from '../../../models/formats/registry';
import { formatLabel, percent } from './accuracy-rows';
import { lowerFirst, unbeaten, unitArea, type ChoosingAxis } from './choosing-axes';
import type { Answered } from './choosing-question';

export interface AnswerRow {
  readonly key: string;
  readonly allowed: string;
  readonly cost: number;
  /** Of the cost against that of the start. */
  readonly change: string;
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
      allowed: percent(budget / exp(problem.baseLoss) - 1),
      cost: evaluatedCost,
      change: design === null ? '' : percent(evaluatedCost / problem.baseCost - 1),
      bound: costBound,
      estimate:
        design === null ? '' : `${percent(ratio.value - 1)} (${percent(ratio.low - 1)} to ${percent(ratio.high - 1)})`,
      formats: sharesText(problem.items, solution.chosen),
      proof: { optimal: 'optimal', infeasible: 'none fits', stopped: 'stopped early' }[solution.status],
      design,
    };
  });
}

/** What mixtures start from and are compared with. */
export function comparedText({ problem }: Answered): string {
  const { label, quantity } = METRICS.find(({ id }) => id === problem.cost)!;
  const cost = `${lowerFirst(label)} ${formatQuantity(problem.baseCost, quantity).text}`;
  if (problem.base === 'bf16') return `Compared with BF16 everywhere: ${cost}.`;
  const perplexity = `an estimated ${percent(exp(problem.baseLoss) - 1)} of perplexity against 16 bits`;
  return `Compared with the formats that the design had when it was asked: ${cost}, ${perplexity}.`;
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

/** Single formats that none beats along an axis, from the most to the least accurate, with the bits of an element. */
export function uniformRows(answered: Answered, axis: ChoosingAxis): readonly UniformRow[] {
  return unbeaten(answered, axis)
    .map((index) => answered.uniform[index]!)
    .toSorted((a, b) => a.ratio - b.ratio)
    .map(({ formats, metrics, accuracy }) => {
      const area = unitArea(formats);
      return {
        key: Object.values(formats).join(' '),
        weights: withBits(formats.weights),
        activations: withBits(formats.activations),
        cache: withBits(formats.keyValues),
        tpot: metrics.tpot,
        energy: metrics.energyPerOutputToken,
        memory: metrics.memoryNeeded,
        area: Number.isNaN(area) ? 'missing' : area.toFixed(2),
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
