/** What each decision gains: order and replacement by rule and by search, side by side. */
import type { OperatorGraph } from '../graph';
import { topologicalOrder } from '../graph';
import { MinimumPeak } from '../minimum-peak';
import { FixedOrderSearch } from './fixed-order';
import { type BaselineSchedule, baselineSchedule, type Replacement, REPLACEMENTS } from './baseline';

/** `topological`: as the graph stands; `minimumPeak`: the order that needs the least room when nothing leaves. */
export type BaselineOrder = 'topological' | 'minimumPeak';

export interface Baseline {
  readonly order: BaselineOrder;
  /** `optimal`: the best replacement for this order, without addresses. */
  readonly replacement: Replacement | 'optimal';
  readonly bytes: number;
  /** Below which no replacement for this order comes; for a rule NaN. */
  readonly lowerBound: number;
  readonly schedule: BaselineSchedule | null;
}

export interface BaselineBudget {
  /** States of the search for each order, and for the best replacement of each. */
  readonly mostStates: number;
  readonly mostMemory: number;
}

export const BASELINE_BUDGET: BaselineBudget = { mostStates: 50_000, mostMemory: 200e6 };

/** All baselines of a graph that fits: see `capacityFault`. */
export function baselines(graph: OperatorGraph, capacity: number, budget = BASELINE_BUDGET): readonly Baseline[] {
  const peak = new MinimumPeak(graph, budget.mostMemory);
  peak.step(budget.mostStates);
  const orders = [
    { order: 'topological', operators: topologicalOrder(graph) },
    { order: 'minimumPeak', operators: peak.order() },
  ] as const;
  return orders.flatMap(({ order, operators }) => [
    ...REPLACEMENTS.map((replacement) => ruled(graph, capacity, order, operators, replacement)),
    searched(graph, capacity, order, operators, budget),
  ]);
}

function ruled(
  graph: OperatorGraph,
  capacity: number,
  order: BaselineOrder,
  operators: readonly number[],
  replacement: Replacement,
): Baseline {
  const schedule = baselineSchedule(graph, capacity, operators, replacement);
  return { order, replacement, bytes: schedule.spilledBytes + schedule.retrievedBytes, lowerBound: NaN, schedule };
}

function searched(
  graph: OperatorGraph,
  capacity: number,
  order: BaselineOrder,
  operators: readonly number[],
  budget: BaselineBudget,
): Baseline {
  const search = new FixedOrderSearch(graph, capacity, operators, budget);
  search.step(budget.mostStates);
  return { order, replacement: 'optimal', bytes: search.upperBound, lowerBound: search.lowerBound, schedule: null };
}
