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

/**
 * All baselines of a graph that fits (see `capacityFault`), order by order. Can be stopped after any number of states: the
 * list holds those that are finished. A search that is not proven within its budget gives the best that it found.
 */
export class BaselineSearch {
  readonly #graph: OperatorGraph;
  readonly #capacity: number;
  readonly #budget: BaselineBudget;
  readonly #peak: MinimumPeak;
  #search: { readonly order: BaselineOrder; readonly replacement: FixedOrderSearch } | null;
  /** States of the search at hand. */
  #used = 0;
  readonly #finished: Baseline[] = [];

  constructor(graph: OperatorGraph, capacity: number, budget = BASELINE_BUDGET) {
    this.#graph = graph;
    this.#capacity = capacity;
    this.#budget = budget;
    this.#peak = new MinimumPeak(graph, budget.mostMemory);
    this.#search = this.#begin('topological', topologicalOrder(graph));
  }

  get isDone(): boolean {
    return this.#search === null && this.#finished.some(({ order }) => order === 'minimumPeak');
  }

  get baselines(): readonly Baseline[] {
    return this.#finished;
  }

  /** Expands about so many states. */
  step(budget: number): void {
    if (this.isDone) return;
    // Beyond the budget a search goes on until it has an answer at all.
    const states = Math.max(1, Math.min(budget, this.#budget.mostStates - this.#used));
    this.#used += states;
    const isOver = this.#used >= this.#budget.mostStates;
    if (this.#search === null) {
      this.#peak.step(states);
      if (this.#peak.isDone || isOver) this.#search = this.#begin('minimumPeak', this.#peak.order());
      return;
    }
    const { order, replacement: search } = this.#search;
    search.step(states);
    if (!search.isDone && !(isOver && search.upperBound < Infinity)) return;
    const { upperBound: bytes, lowerBound } = search;
    this.#finished.push({ order, replacement: 'optimal', bytes, lowerBound, schedule: null });
    this.#search = null;
    this.#used = 0;
  }

  /** Rules take no search. */
  #begin(order: BaselineOrder, operators: readonly number[]) {
    for (const replacement of REPLACEMENTS) {
      this.#finished.push(ruled(this.#graph, this.#capacity, order, operators, replacement));
    }
    this.#used = 0;
    return { order, replacement: new FixedOrderSearch(this.#graph, this.#capacity, operators, this.#budget) };
  }
}

/** All baselines at once. */
export function baselines(graph: OperatorGraph, capacity: number, budget = BASELINE_BUDGET): readonly Baseline[] {
  const search = new BaselineSearch(graph, capacity, budget);
  while (!search.isDone) search.step(budget.mostStates);
  return search.baselines;
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
