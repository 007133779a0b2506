import type { OperatorGraph } from '../graph';
import { compileSegment } from '../search/problem';
import { type SearchMemory, SegmentSearch } from '../search/segment-search';
import { setBit } from '../search/bits';
import { Symmetry } from '../search/symmetry';

/** The best replacement for an order that is given: the same search, with each operator waiting for the one before it. */
export class FixedOrderSearch {
  readonly #search: SegmentSearch;

  constructor(graph: OperatorGraph, capacity: number, order: readonly number[], memory: SearchMemory) {
    const problem = compileSegment(graph, { operators: order, entry: null });
    const { operatorCount, operatorWords } = problem;
    const predecessors = new Int32Array(operatorCount * operatorWords);
    const ancestors = new Int32Array(operatorCount * operatorWords);
    const descendants = new Int32Array(operatorCount * operatorWords);
    for (let operator = 1; operator < operatorCount; operator++) {
      setBit(predecessors, operator * operatorWords, operator - 1);
      for (let before = 0; before < operator; before++) {
        setBit(ancestors, operator * operatorWords, before);
        setBit(descendants, before * operatorWords, operator);
      }
    }
    const ordered = { ...problem, predecessors, ancestors, descendants };
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
