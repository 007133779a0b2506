/** The metrics of several designs beside each other, as ratios to one of them. */
import type { Design } from '../../design/types';
import type { Phase } from '../../workload/lowering/rows';
import { boundOf } from '../explain/bounds';
import { metricsWith, type Metric, type MetricId } from '../metrics/metrics';
import type { Report } from '../explain/report';

/** A design and what the models say of it. */
export interface Compared {
  readonly design: Design;
  readonly report: Report;
}

export interface MetricCell {
  /** NaN: missing, or no metric of this kind of workload. */
  readonly value: number;
  /** Whether designs of this kind of workload have the metric. */
  readonly applies: boolean;
  /** To the value of the row's base; NaN where either is missing, or where the base is 0 and the value is not. */
  readonly ratio: number;
  /** Whether no other design is better, and some are worse. */
  readonly best: boolean;
  /** Against the base. */
  readonly tone: 'good' | 'bad' | 'same';
  /** What bounds the metric; empty where nothing does. */
  readonly bound: string;
}

export interface MetricRow {
  readonly metric: Metric & { readonly id: MetricId };
  /** Position of the design that ratios refer to: the reference, else the first that has the metric; null: none has. */
  readonly base: number | null;
  readonly cells: readonly MetricCell[];
}

/** Ratios so near to one are of rounding, not of design. */
const SAME = 5e-4;

const NO_SCHEDULES: ReadonlySet<Phase> = new Set();

/**
 * The metrics that at least one of the designs has, but for those of schedules, which reports do not hold. `reference` is a
 * position among the designs.
 */
export function comparedMetrics(compared: readonly Compared[], reference: number): readonly MetricRow[] {
  const kinds = compared.map(({ report }) => report.workloadKind);
  return metricsWith(kinds, NO_SCHEDULES).map((metric): MetricRow => {
    const values = compared.map(({ report }) => report.metrics[metric.id]);
    const base = baseOf(values, reference);
    const known = values.filter((value) => !Number.isNaN(value));
    const best = bestOf(metric, known);
    const cells = compared.map(({ report }, at): MetricCell => {
      const value = values[at]!;
      const ratio = base === null ? NaN : ratioOf(value, values[base]!);
      return {
        value,
        ratio,
        applies: (metric.appliesTo as readonly string[]).includes(report.workloadKind),
        best: value === best && known.some((other) => other !== best),
        tone: toneOf(metric, ratio),
        bound: boundOf(metric.id, report),
      };
    });
    return { metric, base, cells };
  });
}

function baseOf(values: readonly number[], reference: number): number | null {
  const at = values.findIndex((value, index) => index === reference && !Number.isNaN(value));
  const first = at >= 0 ? at : values.findIndex((value) => !Number.isNaN(value));
  return first < 0 ? null : first;
}

function ratioOf(value: number, base: number): number {
  return value === base ? 1 : base === 0 ? NaN : value / base;
}

function bestOf({ better }: Metric, values: readonly number[]): number {
  if (better === 'neither') return NaN;
  return better === 'lower' ? Math.min(...values) : Math.max(...values);
}

function toneOf({ better }: Metric, ratio: number): MetricCell['tone'] {
  if (better === 'neither' || Number.isNaN(ratio) || Math.abs(ratio - 1) < SAME) return 'same';
  return ratio > 1 === (better === 'higher') ? 'good' : 'bad';
}
