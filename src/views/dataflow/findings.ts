import { SAME_TIME, type DataflowOperator, type DataflowReport } from '../../../models/evaluate/dataflow';
import type { Phase } from '../../../models/workload/lowering/rows';
import type { WorkloadKind } from '../../../models/workload/types';
import { DATAFLOWS, type Dataflow } from '../../../models/hardware/types';

export const DATAFLOW_LABELS = { os: 'OS', ws: 'WS', is: 'IS' } as const satisfies Readonly<Record<Dataflow, string>>;

export const DATAFLOW_NAMES = {
  os: 'output-stationary',
  ws: 'weight-stationary',
  is: 'input-stationary',
} as const satisfies Readonly<Record<Dataflow, string>>;

type Times = DataflowReport['totals'];

const PHASES: readonly Phase[] = ['prefill', 'decode'];

/** What the time of a phase is called. A table of layers has one pass, and its time needs no name of a phase. */
export function timeLabel(kind: WorkloadKind, phase: Phase): string {
  if (kind === 'layers') return 'latency';
  return phase === 'prefill' ? 'TTFT' : 'TPOT';
}

/** The dataflows within 0.05 % of the least time of a phase; none where no time is known. */
export function fastest(times: Times, phase: Phase): readonly Dataflow[] {
  const least = Math.min(...DATAFLOWS.map((dataflow) => times[dataflow][phase]));
  return DATAFLOWS.filter((dataflow) => times[dataflow][phase] <= least * (1 + SAME_TIME));
}

/** Whether a dataflow is worth a mark: the best of an operator, unless all three are alike. */
export function standsOut({ best }: DataflowOperator, dataflow: Dataflow): boolean {
  return best.length < DATAFLOWS.length && best.includes(dataflow);
}

/** A change of time as text: `−3.1 %`; null where there is none to tell or no time is known. */
export function changeText(from: number, to: number): string | null {
  const change = to / from - 1;
  if (Number.isNaN(change) || Math.abs(change) < SAME_TIME) return null;
  return `${change < 0 ? '−' : '+'}${(100 * Math.abs(change)).toFixed(1)}\u00a0%`;
}

/** What a switch from one dataflow to another does to the times of the phases that there are. */
export function switchText(kind: WorkloadKind, times: Times, from: Dataflow, to: Dataflow): string {
  const phases = PHASES.filter((phase) => !Number.isNaN(times[from][phase] + times[to][phase]));
  if (phases.length === 0) return 'time not known';
  const parts = phases.flatMap((phase) => {
    const text = changeText(times[from][phase], times[to][phase]);
    return text === null ? [] : [`${timeLabel(kind, phase)} ${text}`];
  });
  return parts.length === 0 ? 'no change' : parts.join(', ');
}

function phaseClause(kind: WorkloadKind, times: Times, phase: Phase): string | null {
  const winners = fastest(times, phase);
  if (winners.length === 0) return null;
  const subject = kind === 'layers' ? 'the network' : phase;
  if (winners.length === DATAFLOWS.length) return `${subject} takes the same time under all three`;
  const names = winners.map((dataflow) => DATAFLOW_LABELS[dataflow]).join(' and ');
  return `${names} ${winners.length === 1 ? 'is' : 'are'} fastest${kind === 'layers' ? '' : ` for ${phase}`}`;
}

/** What there is to find, in one or two sentences. */
export function headline({ totals, array: { dataflow: own }, workloadKind: kind, reasons }: DataflowReport): string {
  const clauses = PHASES.flatMap((phase) => phaseClause(kind, totals, phase) ?? []);
  if (clauses.length === 0) return ['The time is not known under any dataflow.', ...reasons].join(' ');
  const finding = clauses.join(', ');
  const better = PHASES.toReversed().flatMap((phase) => {
    const winners = fastest(totals, phase);
    return winners.length === 0 || winners.includes(own) ? [] : winners.slice(0, 1);
  })[0];
  const advice =
    better === undefined
      ? `${DATAFLOW_LABELS[own]}, the design's own, is never slower.`
      : `Switching from ${DATAFLOW_LABELS[own]} to ${DATAFLOW_LABELS[better]}: ${switchText(kind, totals, own, better)}.`;
  return `${finding.charAt(0).toUpperCase()}${finding.slice(1)}. ${advice}`;
}
