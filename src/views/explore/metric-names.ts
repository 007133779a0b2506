import { findMetric, METRICS, type MetricId } from '../../../models/evaluate/metrics';
import { formatQuantity, type Quantity } from '../../../models/units';

/** Metrics that a design can be better in: those that can be objectives. */
export const OBJECTIVE_METRICS = METRICS.filter(({ better }) => (better as string) !== 'neither');

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
