import packageJson from '../package.json' with { type: 'json' };
import type { Design } from '../models/design/types';
import { economicsReason, economicsRows } from '../models/evaluate/explain/explain-economics';
import { explainEnergy } from '../models/evaluate/explain/explain-energy';
import { explainPairs } from '../models/evaluate/explain/explain-pairs';
import type { ScheduleReasons } from '../models/evaluate/explain/explain-schedules';
import { explainTiers } from '../models/evaluate/explain/explain-tiers';
import { findMetric, METRICS, metricsWith, type MetricId } from '../models/evaluate/metrics/metrics';
import { fixesOf } from '../models/evaluate/changes/fit';
import type { Fix } from '../models/evaluate/changes/fix';
import type { ProductMapper } from '../models/evaluate/mapped/product-mapper';
import type { Report } from '../models/evaluate/explain/report';
import { reportData } from '../models/evaluate/explain/report-data';
import { quantitySpec } from '../models/units';

/** A report, and of the phases that were to be scheduled why they could not be. */
export interface ScheduledReport extends Report {
  readonly schedules: ScheduleReasons;
}

/** The unit of each metric as it stands in JSON and CSV; empty: a pure number. */
export const METRIC_UNITS = Object.fromEntries(
  METRICS.map(({ id, quantity }) => [id, quantitySpec(quantity).base]),
) as Readonly<Record<MetricId, string>>;

/** One design and all that the models say of it. Missing numbers are null; `missing` says why. */
export function reportJson(design: Design, report: ScheduledReport, mapper: ProductMapper) {
  const own = metricsWith([report.workloadKind], report.schedules);
  return {
    version: packageJson.version,
    design,
    ...reportData(report, explainTiers(design, mapper), explainEnergy(design, report, mapper)),
    metrics: Object.fromEntries(own.map(({ id }) => [id, report.metrics[id]])),
    pairs: explainPairs(design),
    economics: economicsRows(design, report),
    fixes: fixesFor(design, report, mapper),
    units: Object.fromEntries(own.map(({ id }) => [id, METRIC_UNITS[id]])),
    missing: missingReasons(design, report),
  };
}

/** What would make a design fit that does not; empty for one that does. */
export function fixesFor(design: Design, report: ScheduledReport, mapper: ProductMapper): readonly Fix[] {
  return report.status === 'infeasible' ? fixesOf(design, mapper) : [];
}

/** Why each metric without a value has none. */
export function missingReasons(design: Design, report: ScheduledReport): Readonly<Partial<Record<MetricId, string>>> {
  const missing = metricsWith([report.workloadKind], report.schedules).filter(
    ({ id }) => !Number.isFinite(report.metrics[id]),
  );
  return Object.fromEntries(missing.map(({ id }) => [id, reasonFor(id, design, report)]));
}

/** Metrics of the decode phase, which one output token does not need. */
const DECODE_METRICS: readonly MetricId[] = [
  'tpot',
  'decodeThroughput',
  'decodeThroughputPerChip',
  'energyPerOutputToken',
  'decodePower',
  'decodeUtilisation',
];

function reasonFor(id: MetricId, design: Design, report: ScheduledReport): string {
  const { schedule } = findMetric(id)!;
  const unscheduled = schedule === undefined ? null : report.schedules.get(schedule);
  if (typeof unscheduled === 'string') return unscheduled;
  if (report.reasons.length > 0) return report.reasons.join(' ');
  if (DECODE_METRICS.includes(id) && design.deployment.outputTokens === 1) {
    return 'The first output token comes out of prefill: with one output token there are no decode steps.';
  }
  const economics = economicsReason(id, design, report);
  if (economics !== '') return economics;
  const unknown = report.gaps.filter((gap) => !gap.startsWith('Not modelled'));
  const subject = id === 'area' ? /\barea\b/ : /\benergy\b|\bleakage\b/;
  const about = unknown.filter((gap) => subject.test(gap));
  const named = about.length > 0 ? about : unknown;
  return named.length > 0 ? named.join('; ') : 'A figure that it needs is not known.';
}
