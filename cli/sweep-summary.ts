import packageJson from '../package.json' with { type: 'json' };
import { isTied } from '../models/evaluate/axes';
import type { Space } from '../models/design/types';
import { quantitySpec, formatQuantity } from '../models/units';
import { findMetric } from '../models/evaluate/metrics/metrics';
import type { RunOutcome } from '../workers/leased-run';
import type { SweepResult } from '../workers/sweep-want';
import { pairs } from './output';
import type { SweepOptions } from './sweep-options';

export interface SweepSummary extends SweepOptions {
  /** Where the rows are, under whatever name. */
  readonly file: string;
  /** Whether the sweep was stopped before its end. */
  readonly partial: boolean;
  readonly rows: number;
  readonly seconds: number;
  readonly outcome: RunOutcome<SweepResult>;
}

/** What a program wants to know of a sweep: the file has the rest. */
export function summaryJson(space: Space, { file, partial, rows, seconds, outcome, ...options }: SweepSummary) {
  const { result, done, remaining } = outcome;
  return {
    version: packageJson.version,
    file,
    format: options.format,
    keep: options.keep,
    partial,
    shard: `${options.shard.number}/${options.shard.count}`,
    rows,
    evaluated: done,
    remaining,
    counts: { ...result.counts, removed: undefined },
    constraints: space.constraints.map((constraint, index) => {
      return { ...constraint, unit: unitOf(constraint.metric), removed: result.counts.removed[index] ?? 0 };
    }),
    frontier: result.frontier === null ? null : frontierJson(space, result.frontier),
    axes: space.axes.map((axis) => {
      return isTied(axis) ? axis : { field: axis.field, values: axis.values.length };
    }),
    workers: options.workers,
    seconds,
  };
}

function frontierJson(space: Space, frontier: NonNullable<SweepResult['frontier']>) {
  return {
    objectives: space.objectives.map((metric) => {
      return { metric, better: findMetric(metric)?.better, unit: unitOf(metric) };
    }),
    designs: frontier.indices.length,
    withoutValue: frontier.notFinite,
  };
}

function unitOf(metric: string): string {
  const quantity = findMetric(metric)?.quantity;
  return quantity === undefined ? '' : quantitySpec(quantity).base;
}

export function summaryText(space: Space, { file, partial, rows, seconds, outcome, workers }: SweepSummary): string {
  const { counts, frontier } = outcome.result;
  const number = (value: number) => formatQuantity(value, 'count', 9).text;
  const removed = space.constraints.map(({ metric }, index) => {
    return [`Beyond the bound on ${metric}`, number(counts.removed[index] ?? 0)] as const;
  });
  return pairs([
    ['File', `${file}${partial ? ' (partial: the sweep was stopped)' : ''}`],
    ['Rows', number(rows)],
    ['Designs evaluated', number(outcome.done)],
    ['Fit', number(counts.ok)],
    ['Infeasible', number(counts.infeasible)],
    ['Missing figures', number(counts.missing)],
    ...removed,
    ['On the frontier', frontier === null ? 'not asked for: no objectives' : number(frontier.indices.length)],
    ['Time', `${seconds.toFixed(2)} s, ${Math.round(outcome.done / Math.max(seconds, 1e-3))} designs a second`],
    ['Workers', String(workers)],
  ]);
}
