/** Where time, energy and memory of several designs go, in parts that all of them share. */
import type { Module } from '../../workload/types';
import type { Quantity } from '../../units';
import type { Phase, RowKind } from '../../workload/lowering/rows';
import { ENERGY_COMPONENTS } from '../explain/bounds';
import type { PhaseReport, Report } from '../explain/report';

export interface BreakdownPart {
  readonly id: string;
  readonly label: string;
}

export interface Breakdown {
  readonly id: string;
  readonly title: string;
  readonly quantity: Quantity;
  /** Parts that at least one design has, largest first. */
  readonly parts: readonly BreakdownPart[];
  /** One for each design; null where it has none of it, such as decode of a table of layers. */
  readonly bars: readonly (BreakdownBar | null)[];
}

export interface BreakdownBar {
  /** In the order of the parts; NaN: missing. */
  readonly values: readonly number[];
  /** Their sum, NaN where one is missing. */
  readonly total: number;
}

export type OperatorGrouping = 'module' | 'kind';

const MODULE_LABELS: Readonly<Record<Module, string>> = {
  attention: 'attention',
  ffn: 'feed-forward',
  expert: 'experts',
  shared: 'shared experts',
  router: 'router',
  embedding: 'embedding',
  head: 'head',
  state: 'recurrent state',
  convolution: 'convolutions',
  linear: 'linear layers',
  vector: 'vector layers',
};

const KIND_LABELS: Readonly<Record<RowKind, string>> = {
  gemm: 'products with weights',
  scores: 'attention scores',
  values: 'attention values',
  vector: 'vector work',
  gather: 'gathers',
  collective: 'collectives',
  stored: 'cache writes',
};

/** All breakdowns that at least one of the designs has. */
export function comparedBreakdowns(reports: readonly Report[], grouping: OperatorGrouping): readonly Breakdown[] {
  const hasTables = reports.some(isTable);
  const hasDecoders = reports.some((report) => !isTable(report));
  const pass = hasDecoders ? (hasTables ? 'Prefill, or the pass of a table' : 'Prefill') : 'Pass of a batch';
  const share = hasDecoders ? (hasTables ? 'a prompt token or inference' : 'a prompt token') : 'an inference';
  return [
    timeOf('prefill', `${pass}: time of operators`, reports, grouping),
    timeOf('decode', 'Decode: time of operators in a step', reports, grouping),
    energyOf('prefill', `Energy of ${share}`, reports),
    energyOf('decode', 'Energy of an output token', reports),
    memoryOf(reports),
  ].filter(({ bars, parts }) => parts.length > 0 && bars.some((bar) => bar !== null));
}

function isTable({ workloadKind }: Report): boolean {
  return workloadKind === 'layers';
}

/** Decode of a table is empty, and there is nothing to show of a design without an answer. */
function hasPhase(report: Report, phase: Phase): boolean {
  return (phase === 'prefill' || !isTable(report)) && report.operators.some((operator) => operator.phase === phase);
}

function timeOf(phase: Phase, title: string, reports: readonly Report[], grouping: OperatorGrouping): Breakdown {
  const labels: Readonly<Record<string, string>> = grouping === 'module' ? MODULE_LABELS : KIND_LABELS;
  const sums = reports.map((report) => {
    if (!hasPhase(report, phase)) return null;
    const byPart = new Map<string, number>();
    for (const operator of report.operators) {
      if (operator.phase !== phase) continue;
      const part = operator[grouping];
      byPart.set(part, (byPart.get(part) ?? 0) + operator.seconds);
    }
    return byPart;
  });
  return breakdown(`time-${phase}`, title, 'seconds', labels, sums);
}

function energyOf(phase: Phase, title: string, reports: readonly Report[]): Breakdown {
  const labels = Object.fromEntries(ENERGY_COMPONENTS.map(({ key, label }) => [key, label]));
  const sums = reports.map((report) => {
    if (!hasPhase(report, phase)) return null;
    const { energy }: PhaseReport = report[phase];
    return new Map(ENERGY_COMPONENTS.map(({ key }) => [key as string, energy[key]]));
  });
  return breakdown(`energy-${phase}`, title, 'joules', labels, sums);
}

const OWNERS = { weights: 'weights', cache: 'KV cache and state', live: 'live activations' } as const;

function memoryOf(reports: readonly Report[]): Breakdown {
  const sums = reports.map(
    ({ memory }) => new Map(Object.keys(OWNERS).map((key) => [key, memory[key as keyof typeof OWNERS]])),
  );
  return breakdown('memory', 'Memory needed per chip', 'bytes', OWNERS, sums);
}

function breakdown(
  id: string,
  title: string,
  quantity: Quantity,
  labels: Readonly<Record<string, string>>,
  sums: readonly (ReadonlyMap<string, number> | null)[],
): Breakdown {
  const weight = (part: string) => sums.reduce((sum, own) => sum + (own?.get(part) || 0), 0);
  const isThere = (part: string) => weight(part) > 0 || sums.some((own) => Number.isNaN(own?.get(part)));
  const order = Object.keys(labels).filter(isThere);
  const parts = order.toSorted((a, b) => weight(b) - weight(a)).map((part) => ({ id: part, label: labels[part]! }));
  const bars = sums.map((own): BreakdownBar | null => {
    if (own === null) return null;
    const values = parts.map((part) => own.get(part.id) ?? 0);
    return { values, total: values.reduce((sum, value) => sum + value, 0) };
  });
  return { id, title, quantity, parts, bars };
}
