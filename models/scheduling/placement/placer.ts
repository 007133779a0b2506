/**
 * Exact placement of buffers. The ideas are those of Moffitt, "MiniMalloc: a lightweight memory allocator for
 * hardware-accelerated machine learning" (ASPLOS 2023); the code is our own.
 */
import { BUFFER_ORDERS, ranksOf } from './orders';
import { type PlacementProblem, sectionBytes } from './problem';
import { PlacementSearch } from './search';

/** Nodes of the first attempt with each order; each round has twice as many. */
const FIRST_NODES = 256;

/**
 * Tries one order of buffers after the other, each for a number of nodes that doubles every round: which order is lucky can
 * not be told before, and a search that comes to its end settles the question.
 */
export class Placer {
  readonly #problem: PlacementProblem;
  /** `impossible` is proven. */
  status: 'open' | 'placed' | 'impossible' = 'open';
  /** Nodes of all attempts. */
  nodes = 0;
  offsets: Float64Array | null = null;
  #attempt = 0;
  #search: PlacementSearch | null = null;
  #left = 0;

  constructor(problem: PlacementProblem) {
    this.#problem = problem;
    const isTooFull = sectionBytes(problem).some((bytes) => bytes > problem.capacity);
    if (isTooFull) this.status = 'impossible';
  }

  /** Goes on for about so many nodes. */
  step(budget: number): void {
    for (let left = budget; left > 0 && this.status === 'open';) {
      this.#search ??= this.#nextAttempt();
      const nodes = Math.min(left, this.#left);
      const done = this.#search.run(nodes);
      left -= nodes;
      this.nodes += nodes;
      this.#left -= nodes;
      if (done === 'placed') this.offsets = this.#search.offsets;
      if (done !== 'open') this.status = done;
      if (this.#left === 0) this.#search = null;
    }
  }

  #nextAttempt(): PlacementSearch {
    const round = Math.floor(this.#attempt / BUFFER_ORDERS.length);
    const order = BUFFER_ORDERS[this.#attempt % BUFFER_ORDERS.length]!;
    this.#attempt++;
    this.#left = FIRST_NODES * (1 << Math.min(round, 30));
    return new PlacementSearch(this.#problem, ranksOf(this.#problem, order));
  }
}
