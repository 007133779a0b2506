/** One format for all weights, one for all activations, one for the cache: every combination, by cost and accuracy. */
import type { Design, Space } from '../design/types';
import { DESIGN_STATUS } from '../evaluate/combine';
import { compile } from '../evaluate/compile';
import { designAt } from '../evaluate/program';
import { METRIC_IDS, METRIC_INDEX, type MetricId } from '../evaluate/metrics/metrics';
import type { ProductMapper } from '../evaluate/mapped/product-mapper';
import { Runner } from '../evaluate/runner';
import type { AccuracyModel, FormatTriple } from '../formats/accuracy/estimate';
import { publishedModelName } from '../formats/accuracy/models';
import { paretoFrontier } from '../space/pareto';
import { accuracyOf, accuracyValue, type Accuracy } from './accuracy-of';
import type { FormatChoices, MixedBase } from './choices';

/** The same with BF16 first in each class; the formats of the design's own before it where they are the base. */
export function withBase(
  { weights, activations, keyValues }: FormatChoices,
  design: Design,
  base: MixedBase = 'bf16',
): FormatChoices {
  const own = base === 'design' ? uniformFormats(design) : null;
  const first = (ids: readonly string[], present: string | undefined) => [
    ...new Set([...(present === undefined ? [] : [present]), 'bf16', ...ids]),
  ];
  return {
    weights: first(weights, own?.weights),
    activations: first(activations, own?.activations),
    keyValues: first(keyValues, own?.keyValues),
  };
}

export interface UniformPoint {
  readonly formats: FormatTriple;
  readonly design: Design;
  /** Whether the machine can run it: it fits, and every pair of formats has a rate. */
  readonly ok: boolean;
  readonly metrics: Readonly<Record<MetricId, number>>;
  readonly accuracy: Accuracy;
}

/**
 * Every combination on the design at hand: the same engine as everywhere, with accuracy beside it.
 *
 * Rules of the design for single modules or layers stay and win over the combination, so that a model with its own
 * mixture keeps it; its accuracy is then that of the combination alone.
 */
export function uniformPoints(
  design: Design,
  { weights, activations, keyValues }: FormatChoices,
  accuracy: AccuracyModel,
  mapper: ProductMapper | null = null,
): readonly UniformPoint[] {
  const axes = [
    { field: 'format.weight', values: weights },
    { field: 'format.activation', values: activations },
    { field: 'format.kv', values: keyValues },
  ].filter(({ values }) => values.length > 0);
  const space: Space = { base: design, axes, constraints: [], objectives: [] };
  const program = compile(space);
  const runner = new Runner(program, { mapper });
  const model = publishedModelName(design.origin.workload?.preset ?? null);
  return Array.from({ length: program.size }, (_, index) => {
    const status = runner.evaluate(index);
    const metrics = Object.fromEntries(METRIC_IDS.map((id) => [id, runner.metrics[METRIC_INDEX[id]]!]));
    const at = designAt(program, index);
    const formats = uniformFormats(at);
    return {
      formats,
      design: at,
      ok: status === DESIGN_STATUS.ok,
      metrics: metrics as Record<MetricId, number>,
      accuracy: accuracyOf(accuracy, model, formats),
    };
  });
}

/** The formats of the rules without module and layers; BF16 where there is none. */
export function uniformFormats({ formats }: Design): FormatTriple {
  const of = (role: string) =>
    formats.findLast(({ match }) => match.role === role && match.module === undefined && match.layers === undefined)
      ?.format ?? 'bf16';
  return { weights: of('weight'), activations: of('activation'), keyValues: of('kv') };
}

/** Positions of the points that no other beats in cost and perplexity; estimates count at their value. */
export function uniformFrontier(points: readonly UniformPoint[], cost: MetricId): readonly number[] {
  const usable = (point: UniformPoint, value: number) => (point.ok ? value : NaN);
  const costs = Float64Array.from(points, (point) => usable(point, point.metrics[cost]));
  const ratios = Float64Array.from(points, (point) => usable(point, accuracyValue(point.accuracy)));
  return [...paretoFrontier([costs, ratios], ['lower', 'lower']).rows];
}
