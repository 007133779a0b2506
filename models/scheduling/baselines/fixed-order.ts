import type { OperatorGraph } from '../graph';
import { compileSegment } from '../search/problem';
import { type SearchMemory, SegmentSearch } from '../search/segment-search';
import { nearOrder } from '../search/near-order';
import { Symmetry } from '../search/symmetry';

/** The best replacement for an order that is given: the same search, with each operator waiting for the one before it. */
export class FixedOrderSearch {
  readonly #search: SegmentSearch;

  constructor(graph: OperatorGraph, capacity: number, order: readonly number[], memory: SearchMemory) {
    const problem = compileSegment(graph, { operators: order, entry: null });
    const ordered = nearOrder(problem, [...order.keys()], 1);
    this.#search = new SegmentSearch(ordered, capacity, memory, Symmetry.none(ordered));
  }

  get lowerBound(): number {
    return this.#search.lowerBound;
  }

  get upperBound(): number {
    return this.#search.upperBound;
  }

  get isDone(): boolean {
    return this.#search.isDone;
  }

  step(budget: number): void {
    this.#search.step(budget);
  }
}
