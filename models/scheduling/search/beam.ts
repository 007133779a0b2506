import type { Step } from '../schedule';
import { Expander } from './expander';
import type { SearchProblem } from './problem';
import { scramble } from './state-heap';
import { StateStore } from './state-store';
import { stepsTo } from './steps';
import type { Symmetry } from './symmetry';

export interface BeamOptions {
  /** States kept of those in which equally many operators have run. */
  readonly width: number;
  /** Only schedules that cost less are looked for. */
  readonly limit: number;
  readonly seed: number;
}

/** Ways to let go that are looked at for each operator of a state. */
const MOST_EVICTIONS = 64;
/** Tensors that are looked at for that, of a state. */
const MOST_WORK = 20_000;

/** Heuristic search, operator by operator: only the states with the lowest bounds go on. Proves nothing. */
export class Beam {
  readonly #problem: SearchProblem;
  readonly #expander: Expander;
  readonly #options: BeamOptions;
  readonly #store: StateStore;
  readonly #symmetry: Symmetry;
  #level: number[];
  #next: number[] = [];
  #at = 0;
  #depth = 0;
  expanded = 0;
  status: 'open' | 'found' | 'none' = 'open';
  /** Cost of the schedule found. */
  cost = Infinity;

  constructor(problem: SearchProblem, capacity: number, options: BeamOptions, symmetry: Symmetry) {
    this.#problem = problem;
    this.#options = options;
    this.#expander = new Expander(problem, capacity, MOST_WORK, MOST_EVICTIONS);
    this.#store = new StateStore(problem);
    this.#symmetry = symmetry;
    const row = new Int32Array(this.#expander.stride);
    this.#level = [this.#store.addRoot(row, this.#expander.start(row))];
  }

  step(budget: number): void {
    for (let left = budget; left > 0 && this.status === 'open'; left--) this.#expandNext();
  }

  steps(): readonly Step[] {
    return stepsTo(this.#expander, this.#store, this.#symmetry, this.#level[0]!, this.#options.limit);
  }

  #expandNext(): void {
    if (this.#at === this.#level.length) {
      this.#advance();
      return;
    }
    const state = this.#level[this.#at++]!;
    this.expanded++;
    const { words, cost, away } = this.#store;
    this.#expander.expand(words, state * this.#expander.stride, cost[state]!, away[state]!, this.#options.limit);
    for (let index = 0; index < this.#expander.count; index++) {
      this.#symmetry.canonicalise(this.#expander.words, index * this.#expander.stride, null);
      const added = this.#store.add(this.#expander, index, state);
      if (added >= 0) this.#next.push(added);
    }
  }

  #advance(): void {
    const { bound, dead, cost } = this.#store;
    const { width, seed } = this.#options;
    const order = (state: number) => (seed === 0 ? -state : scramble(state, seed));
    this.#level = this.#next
      .filter((state) => dead[state] === 0)
      .sort((a, b) => bound[a]! - bound[b]! || order(a) - order(b))
      .slice(0, width);
    this.#next = [];
    this.#at = 0;
    this.#depth++;
    if (this.#level.length === 0) this.status = 'none';
    else if (this.#depth === this.#problem.operatorCount) {
      this.status = 'found';
      this.cost = cost[this.#level[0]!]!;
    }
  }
}
