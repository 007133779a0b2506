import { axisIssues, metricIssues, spaceSize } from '../../models/design/space-checks';
import { issueSentence } from '../../models/design/issues';
import type { Space } from '../../models/design/types';
import { workloadKindsOf } from '../../models/design/workload-kinds';
import { findMetric, METRIC_IDS, scaleOf, type MetricId } from '../../models/evaluate/metrics/metrics';
import type { SweepRequest } from '../../workers/sweep';
import { MOST_COLUMN_ROWS } from '../../workers/sweep-limits';
import type { SweepWant } from '../../workers/sweep-want';

export const FEWEST_OBJECTIVES = 2;
export const MOST_OBJECTIVES = 5;

/** Metrics that the table of frontier designs shows besides the objectives. */
export function tableMetrics(space: Pick<Space, 'base' | 'axes'>): readonly MetricId[] {
  const kinds = workloadKindsOf(space);
  return TABLE_METRICS.filter((id) => findMetric(id)!.appliesTo.some((kind) => kinds.includes(kind)));
}

const TABLE_METRICS: readonly MetricId[] = [
  'ttft',
  'tpot',
  'decodeThroughput',
  'energyPerOutputToken',
  'batchLatency',
  'inferencesPerSecond',
  'energyPerInference',
  'area',
  'memoryUse',
];

/** Up to here every metric of the table is kept for every design; beyond, and up to the most rows, objectives only. */
const MOST_ROWS_OF_ALL_METRICS = 500_000;

export type SpaceRequest =
  { readonly ok: true; readonly request: SweepRequest } | { readonly ok: false; readonly reason: string };

/** What to ask the workers about a space, or why it cannot be asked. */
export function requestFor(space: Space): SpaceRequest {
  const { objectives } = space;
  if (objectives.length < FEWEST_OBJECTIVES || objectives.length > MOST_OBJECTIVES) {
    return { ok: false, reason: `Choose ${FEWEST_OBJECTIVES} to ${MOST_OBJECTIVES} objectives.` };
  }
  const [issue] = [...axisIssues(space), ...metricIssues(space, METRIC_IDS)];
  if (issue !== undefined) return { ok: false, reason: `${issueSentence(issue)}.` };
  const size = spaceSize(space.axes);
  return { ok: true, request: { space, size, want: wantOf(space, size) } };
}

function wantOf(space: Space, size: number): SweepWant {
  const { objectives, constraints } = space;
  const [x = '', y = ''] = objectives;
  return {
    columns: columnsFor(space, size),
    frontier: objectives.map((metric) => ({ metric, better: betterOf(metric) })),
    constraints: constraints.map(({ metric, min, max }) => ({
      metric,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    })),
    density:
      size > MOST_COLUMN_ROWS ? { x: { metric: x, scale: scaleOf(x) }, y: { metric: y, scale: scaleOf(y) } } : null,
  };
}

function columnsFor(space: Space, size: number): string[] {
  const { objectives } = space;
  if (size > MOST_COLUMN_ROWS) return [];
  return size > MOST_ROWS_OF_ALL_METRICS ? [...objectives] : [...new Set([...objectives, ...tableMetrics(space)])];
}

export function betterOf(metric: string): 'lower' | 'higher' {
  return findMetric(metric)?.better === 'higher' ? 'higher' : 'lower';
}
