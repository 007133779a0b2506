import type { MetricConstraint } from '../../../models/design/types';
import { findMetric } from '../../../models/evaluate/metrics/metrics';
import { formatQuantity } from '../../../models/units';
import type { SweepAnswer } from '../../state/sweep-types';
import { metricLabel, metricText } from './metric-names';

export function countText(count: number): string {
  return formatQuantity(count, 'count').text;
}

export function designsText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'design' : 'designs'}`;
}

export function constraintText({ metric, min, max }: MetricConstraint): string {
  const label = metricLabel(metric);
  if (min === undefined) return `${label} ≤ ${metricText(metric, max ?? Infinity)}`;
  if (max === undefined) return `${label} ≥ ${metricText(metric, min)}`;
  return `${metricText(metric, min)} ≤ ${label} ≤ ${metricText(metric, max)}`;
}

/** What became of the designs, part by part; parts of no design are left out. */
export function countParts({ result: { counts, frontier }, sweep }: SweepAnswer): readonly string[] {
  const { ok, infeasible, missing, admitted, removed } = counts;
  return [
    `${countText(ok)} evaluated and fit`,
    ...(infeasible > 0 ? [`${countText(infeasible)} do not fit`] : []),
    ...(missing > 0 ? [`${countText(missing)} not modelled`] : []),
    ...sweep.space.constraints.map((constraint, at) => {
      return `${countText(removed[at] ?? 0)} removed by ${constraintText(constraint)}`;
    }),
    ...(removed.length > 0 ? [`${countText(admitted)} left`] : []),
    ...((frontier?.notFinite ?? 0) > 0 ? [`${countText(frontier!.notFinite)} without a value of an objective`] : []),
  ];
}

/** Why no design is on the frontier, and what to do about it; null when there is one. */
export function emptyText({ result: { counts, frontier }, sweep, done }: SweepAnswer): string | null {
  if (frontier === null || frontier.indices.length > 0 || done === 0) return null;
  const { ok, infeasible, missing, admitted, removed } = counts;
  if (ok === 0) return noneFits(infeasible, missing);
  if (admitted > 0) {
    const { objectives } = sweep.space;
    const scheduled = objectives.filter((id) => findMetric(id)?.schedule !== undefined);
    if (scheduled.length > 0) return unscheduledText(scheduled);
    const labels = objectives.map(metricLabel).join(' or ');
    return `No design has a value for all objectives: ${labels} is missing. Choose other objectives, or fill in what the verdict lists as missing.`;
  }
  const most = removed.indexOf(Math.max(...removed));
  const { constraints } = sweep.space;
  const name = constraintText(constraints[most]!);
  const share = `${countText(removed[most]!)} of ${designsText(ok)}`;
  return `No design keeps within the constraints. ${name} removes the most: ${share} that fit. Loosen it, or widen an axis.`;
}

function unscheduledText(metrics: readonly string[]): string {
  const labels = metrics.map(metricLabel).join(' or ');
  return `No design has a value for all objectives: ${labels} is missing where an operator does not fit the scratchpad, or the model is split over chips. Sweep larger scratchpads; the Scratchpad tab says what the largest operator needs.`;
}

function noneFits(infeasible: number, missing: number): string {
  if (missing > infeasible) return 'No design can be timed: part of the model is not modelled yet.';
  return 'No design fits into memory. Sweep more memory, more chips, smaller batches or narrower formats.';
}
