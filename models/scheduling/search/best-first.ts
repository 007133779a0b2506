import type { Step } from '../schedule';
import { Expander } from './expander';
import type { SearchProblem } from './problem';
import { StateHeap } from './state-heap';
import { StateStore } from './state-store';
import { stepsTo } from './steps';
import type { Symmetry } from './symmetry';

export interface BestFirstOptions {
  /** Only schedules that cost less are looked for. */
  readonly limit: number;
  /** No schedule costs less, as is known already: states below are taken as if they reached it. */
  readonly floor: number;
  /** Another seed finds another schedule of the same cost. */
  readonly seed: number;
  /** Bytes that the states may take. */
  readonly mostMemory: number;
}

/** Of one expansion, some tenths of a second: a state with more ways to let go ends the proof. */
const MOST_WORK = 250_000;
/** So much of it counts as one more state against a budget. */
const WORK_OF_STATE = 2000;

/**
 * Best-first search: the state with the lowest bound is expanded next, so that the first complete one is optimal. Can be
 * stopped after any number of states and says then below which cost there is no schedule.
 */
export class BestFirst {
  readonly #problem: SearchProblem;
  readonly #expander: Expander;
  readonly #store: StateStore;
  readonly #symmetry: Symmetry;
  readonly #heap: StateHeap;
  readonly #mostMemory: number;
  #limit: number;
  expanded = 0;
  /** `found`: an optimal schedule; `none`: there is none below the limit; `full`: no memory for more states, or a state with too many successors. */
  status: 'open' | 'found' | 'none' | 'full' = 'open';
  /** No schedule costs less, or none below the limit does. */
  lowerBound: number;
  #goal = -1;

  constructor(
    problem: SearchProblem,
    capacity: number,
    { limit, floor, seed, mostMemory }: BestFirstOptions,
    symmetry: Symmetry,
  ) {
    this.#problem = problem;
    this.#expander = new Expander(problem, capacity, MOST_WORK);
    this.#store = new StateStore(problem);
    this.#symmetry = symmetry;
    this.#heap = new StateHeap(this.#store, seed);
    this.#limit = limit;
    this.#mostMemory = mostMemory;
    const row = new Int32Array(this.#expander.stride);
    const bound = Math.max(floor, this.#expander.start(row));
    this.lowerBound = Math.min(bound, limit);
    if (bound < limit) this.#heap.push(this.#store.addRoot(row, bound));
    else this.status = 'none';
  }

  /** Schedules of this cost are known by now. */
  lowerLimit(limit: number): void {
    this.#limit = Math.min(this.#limit, limit);
  }

  /** Expands so many states at most. */
  step(budget: number): void {
    for (let left = budget; left > 0 && this.status === 'open'; left -= 1 + this.#expander.work / WORK_OF_STATE) {
      this.#expandNext();
    }
  }

  /** The schedule found. */
  steps(): readonly Step[] {
    return stepsTo(this.#expander, this.#store, this.#symmetry, this.#goal, null);
  }

  #expandNext(): void {
    const { dead, bound, depth, cost, away } = this.#store;
    while (this.#heap.size > 0 && (dead[this.#heap.first] === 1 || bound[this.#heap.first]! >= this.#limit))
      this.#heap.pop();
    if (this.#heap.size === 0) {
      this.status = 'none';
      this.lowerBound = this.#limit;
      return;
    }
    const state = this.#heap.pop();
    this.lowerBound = bound[state]!;
    if (depth[state] === this.#problem.operatorCount) {
      this.status = 'found';
      this.#goal = state;
      return;
    }
    this.expanded++;
    this.#expander.expand(this.#store.words, state * this.#expander.stride, cost[state]!, away[state]!, this.#limit);
    for (let index = 0; index < this.#expander.count; index++) {
      this.#symmetry.canonicalise(this.#expander.words, index * this.#expander.stride, null);
      const added = this.#store.add(this.#expander, index, state);
      if (added >= 0) this.#heap.push(added);
    }
    if (this.#store.bytes > this.#mostMemory || this.#expander.isCut) this.status = 'full';
  }
}
