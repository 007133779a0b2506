import { SAME_TIME, type DataflowOperator, type DataflowReport } from '../../../models/evaluate/dataflow';
import { DATAFLOWS, type Dataflow } from '../../../models/hardware/types';

export const DATAFLOW_LABELS = { os: 'OS', ws: 'WS', is: 'IS' } as const satisfies Readonly<Record<Dataflow, string>>;

export const DATAFLOW_NAMES = {
  os: 'output-stationary',
  ws: 'weight-stationary',
  is: 'input-stationary',
} as const satisfies Readonly<Record<Dataflow, string>>;

type Times = DataflowReport['totals'];
type Total = 'ttft' | 'tpot';

const TOTALS = { ttft: { phase: 'prefill', short: 'TTFT' }, tpot: { phase: 'decode', short: 'TPOT' } } as const;

/** The dataflows within 0.05 % of the least time of a phase; none where no time is known. */
export function fastest(times: Times, total: Total): readonly Dataflow[] {
  const least = Math.min(...DATAFLOWS.map((dataflow) => times[dataflow][total]));
  return DATAFLOWS.filter((dataflow) => times[dataflow][total] <= least * (1 + SAME_TIME));
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

/** What a switch from one dataflow to another does to both times. */
export function switchText(times: Times, from: Dataflow, to: Dataflow): string {
  if ([times[from], times[to]].every(({ ttft, tpot }) => Number.isNaN(ttft + tpot))) return 'time not known';
  const parts = (['ttft', 'tpot'] as const).flatMap((total) => {
    const text = changeText(times[from][total], times[to][total]);
    return text === null ? [] : [`${TOTALS[total].short} ${text}`];
  });
  return parts.length === 0 ? 'no change' : parts.join(', ');
}

function phaseClause(times: Times, total: Total): string | null {
  const winners = fastest(times, total);
  const { phase } = TOTALS[total];
  if (winners.length === 0) return null;
  if (winners.length === DATAFLOWS.length) return `${phase} takes the same time under all three`;
  const names = winners.map((dataflow) => DATAFLOW_LABELS[dataflow]).join(' and ');
  return `${names} ${winners.length === 1 ? 'is' : 'are'} fastest for ${phase}`;
}

/** What there is to find, in one or two sentences. */
export function headline({ totals, array: { dataflow: own }, reasons }: DataflowReport): string {
  const clauses = [phaseClause(totals, 'ttft'), phaseClause(totals, 'tpot')].filter((clause) => clause !== null);
  if (clauses.length === 0) return ['The time is not known under any dataflow.', ...reasons].join(' ');
  const finding = clauses.join(', ');
  const better = (['tpot', 'ttft'] as const).flatMap((total) => {
    const winners = fastest(totals, total);
    return winners.length === 0 || winners.includes(own) ? [] : winners.slice(0, 1);
  })[0];
  const advice =
    better === undefined
      ? `${DATAFLOW_LABELS[own]}, the design's own, is never slower.`
      : `Switching from ${DATAFLOW_LABELS[own]} to ${DATAFLOW_LABELS[better]}: ${switchText(totals, own, better)}.`;
  return `${finding.charAt(0).toUpperCase()}${finding.slice(1)}. ${advice}`;
}
