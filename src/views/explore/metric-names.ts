import type { Space } from '../../../models/design/types';
import { workloadKindsOf } from '../../../models/design/workload-kinds';
import { findMetric, metricsOf, type MetricId } from '../../../models/evaluate/metrics/metrics';
import { formatQuantity, type Quantity } from '../../../models/units';

/** Metrics that the designs of a space have and can be better in: those that can be objectives. */
export function objectiveMetrics(space: Pick<Space, 'base' | 'axes'>) {
  return metricsOf(workloadKindsOf(space)).filter(({ better }) => (better as string) !== 'neither');
}

export function metricLabel(id: string): string {
  return findMetric(id)?.label ?? id;
}

export function metricQuantity(id: string): Quantity {
  return findMetric(id)?.quantity ?? 'count';
}

export function metricText(id: string, value: number, digits = 3): string {
  return formatQuantity(value, metricQuantity(id), digits).text;
}

/** `↓` for metrics of which less is better. */
export function directionOf(id: string): '↓' | '↑' {
  return findMetric(id)?.better === 'higher' ? '↑' : '↓';
}

export function isMetricId(id: string): id is MetricId {
  return findMetric(id) !== undefined;
}
