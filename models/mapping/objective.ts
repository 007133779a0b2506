import { type Latency, latencyCycles } from '../cost/loop-nest/evaluate';
import { JOULES } from '../cost/loop-nest/scratch';

/** `edp` is energy times delay, in joule-cycles. */
export const OBJECTIVES = ['energy', 'latency', 'edp'] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** What is minimised, and which latency counts. */
export interface Goal {
  readonly objective: Objective;
  readonly latency: Latency;
}

/** Results closer than this are equal: sums of the same terms in another order. */
const SAME = 1e-12;

/** The value that a goal minimises. */
export function goalValue({ objective, latency }: Goal, result: Float64Array): number {
  if (objective === 'energy') return result[JOULES]!;
  const cycles = latencyCycles(result, latency);
  return objective === 'latency' ? cycles : result[JOULES]! * cycles;
}

/** What decides between mappings of the same value: latency after energy, else energy. */
export function secondValue({ objective, latency }: Goal, result: Float64Array): number {
  return objective === 'energy' ? latencyCycles(result, latency) : result[JOULES]!;
}

export function isBetter(value: number, second: number, thanValue: number, thanSecond: number): boolean {
  if (value < thanValue * (1 - SAME)) return true;
  return value <= thanValue * (1 + SAME) && second < thanSecond * (1 - SAME);
}
