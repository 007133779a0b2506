import type { MetricConstraint } from '../../../models/design/types';
import { parseQuantity } from '../../../models/units/parse';
import { formatEditable } from '../../../models/units/editable';
import { betterOf } from '../../state/sweep-request';
import { metricLabel, metricQuantity } from './metric-names';

export type Bound = 'min' | 'max';

export const BOUND_SIGNS: Readonly<Record<Bound, string>> = { min: '≥', max: '≤' };

export function boundsOf({ min, max }: MetricConstraint): readonly Bound[] {
  return [...(min === undefined ? [] : (['min'] as const)), ...(max === undefined ? [] : (['max'] as const))];
}

export function boundText({ metric, ...bounds }: MetricConstraint, bound: Bound): string {
  return formatEditable(bounds[bound] ?? NaN, metricQuantity(metric));
}

export type ReadBound =
  { readonly ok: true; readonly constraint: MetricConstraint } | { readonly ok: false; readonly reason: string };

/** The constraint with a bound as it was typed, or one sentence that says what is wrong with it. */
export function readBound(constraint: MetricConstraint, bound: Bound, text: string): ReadBound {
  const label = metricLabel(constraint.metric);
  const parsed = parseQuantity(text, metricQuantity(constraint.metric));
  if (!parsed.ok)
    return { ok: false, reason: `The bound of ${label} must be a number: what is typed ${parsed.reason}.` };
  const next = { ...constraint, [bound]: parsed.value };
  if (next.min !== undefined && next.max !== undefined && next.min > next.max) {
    return { ok: false, reason: `${label}: the lower bound must be at most the upper one.` };
  }
  return { ok: true, constraint: next };
}

/** A constraint to start with: no worse than the design on screen. */
export function startConstraint(metric: string, value: number): MetricConstraint {
  const bound = Number.isFinite(value) ? Number(value.toPrecision(2)) : 1;
  return betterOf(metric) === 'higher' ? { metric, min: bound } : { metric, max: bound };
}

/** The same bound as the other kind: at least instead of at most. */
export function turned({ metric, min, max }: MetricConstraint): MetricConstraint {
  return { metric, ...(max === undefined ? {} : { min: max }), ...(min === undefined ? {} : { max: min }) };
}
