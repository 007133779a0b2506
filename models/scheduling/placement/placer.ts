/**
 * Exact placement of buffers. The ideas are those of Moffitt, "MiniMalloc: a lightweight memory allocator for
 * hardware-accelerated machine learning" (ASPLOS 2023); the code is our own.
 */
import { BUFFER_ORDERS, BufferRanking } from './orders';
import { type PlacementProblem, sectionBytes } from './problem';
import { PlacementSearch } from './search';

/** Nodes of the first attempt with each named order; each round has twice as many. */
const FIRST_NODES = 256;
/** Nodes of an attempt with a drawn order. */
const DRAWN_NODES = 600;
/** Attempts with drawn orders after each with a named one. */
const DRAWS = 10;

/**
 * Tries one order of buffers after the other. Which one is lucky can not be told before: of most, either the first hundreds
 * of nodes lead to a placement or millions do not. So many orders that are drawn get few nodes each; between them, named
 * ones get nodes that double every round. A search that comes to its end settles the question.
 */
export class Placer {
  readonly #problem: PlacementProblem;
  readonly #ranking: BufferRanking;
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
    this.#ranking = new BufferRanking(problem);
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
    const named = Math.floor(this.#attempt / (DRAWS + 1));
    const isNamed = this.#attempt % (DRAWS + 1) === 0;
    this.#attempt++;
    const round = Math.floor(named / BUFFER_ORDERS.length);
    this.#left = isNamed ? FIRST_NODES * (1 << Math.min(round, 22)) : DRAWN_NODES;
    const ranks = isNamed
      ? this.#ranking.named(BUFFER_ORDERS[named % BUFFER_ORDERS.length]!)
      : this.#ranking.drawn(this.#attempt);
    return new PlacementSearch(this.#problem, ranks);
  }
}
