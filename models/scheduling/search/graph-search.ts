import type { OperatorGraph } from '../graph';
import type { Step } from '../schedule';
import { segmentsOf } from '../segments';
import { compileSegment, type SearchProblem } from './problem';
import { BestFirst } from './best-first';
import { type SearchMemory, SegmentSearch } from './segment-search';
import { inGraph } from './steps';

/** A segment, and the search that it shares with those that look the same. */
interface Piece {
  readonly problem: SearchProblem;
  readonly search: SegmentSearch;
}

/**
 * The best schedule of a graph, without addresses: segment by segment. Bounds are sums over the segments, so that they hold
 * for the whole. The graph has to fit: see `capacityFault`.
 */
export class GraphSearch {
  readonly #pieces: readonly Piece[];
  /** Each search once. */
  readonly #searches: readonly SegmentSearch[];
  readonly #capacity: number;
  readonly #memory: SearchMemory;

  constructor(graph: OperatorGraph, capacity: number, memory: SearchMemory) {
    this.#capacity = capacity;
    this.#memory = memory;
    const known = new Map<string, SegmentSearch>();
    this.#pieces = segmentsOf(graph).map((segment) => {
      const problem = compileSegment(graph, segment);
      const key = signature(problem);
      const search = known.get(key) ?? new SegmentSearch(problem, capacity, memory);
      known.set(key, search);
      return { problem, search };
    });
    this.#searches = [...known.values()];
  }

  get segments(): number {
    return this.#pieces.length;
  }

  get expanded(): number {
    return this.#searches.reduce((sum, { expanded }) => sum + expanded, 0);
  }

  get lowerBound(): number {
    return this.#pieces.reduce((sum, { search }) => sum + search.lowerBound, 0);
  }

  /** Infinity until every segment has a schedule. */
  get upperBound(): number {
    return this.#pieces.reduce((sum, { search }) => sum + search.upperBound, 0);
  }

  get isProven(): boolean {
    return this.#searches.every(({ isProven }) => isProven);
  }

  get isDone(): boolean {
    return this.#searches.every(({ isDone }) => isDone);
  }

  /** A schedule of the whole graph at this cost is known: each segment may cost what the bounds of the others leave of it. */
  lowerLimit(cost: number): void {
    const rest = cost - this.lowerBound;
    for (const search of this.#searches) {
      const times = this.#pieces.filter((piece) => piece.search === search).length;
      search.lowerLimit(search.lowerBound + Math.ceil(rest / times));
    }
  }

  /** Expands about so many states, of the segments that have had the fewest first. */
  step(budget: number): void {
    for (let left = budget; left > 0 && !this.isDone;) {
      const open = this.#searches.filter(({ isDone }) => !isDone);
      const search = open.reduce((least, other) => (other.expanded < least.expanded ? other : least));
      const before = search.expanded;
      search.step(Math.min(left, Math.max(500, before)));
      left -= Math.max(1, search.expanded - before);
    }
  }

  /** The best schedule so far; null until every segment has one. */
  steps(): readonly Step[] | null {
    if (this.#pieces.some(({ search }) => search.steps === null)) return null;
    return this.#pieces.flatMap(({ problem, search }) => inGraph(problem, search.steps!));
  }

  /** Draws another schedule of the same cost, by a seed; the same one where none is found within a budget of states. */
  redraw(seed: number, budget: number): Redraw {
    return new Redraw(this.#pieces, this.#capacity, this.#memory, seed, budget);
  }
}

/** Searches segment after segment for another schedule of the cost that is known. */
export class Redraw {
  readonly #pieces: readonly Piece[];
  readonly #capacity: number;
  readonly #memory: SearchMemory;
  readonly #seed: number;
  readonly #budget: number;
  readonly #steps: Step[] = [];
  #at = 0;
  #search: BestFirst | null = null;

  constructor(pieces: readonly Piece[], capacity: number, memory: SearchMemory, seed: number, budget: number) {
    this.#pieces = pieces;
    this.#capacity = capacity;
    this.#memory = memory;
    this.#seed = seed;
    this.#budget = budget;
  }

  get isDone(): boolean {
    return this.#at === this.#pieces.length;
  }

  /** Expands about so many states. */
  step(budget: number): void {
    for (let left = budget; left > 0 && !this.isDone;) {
      const { problem, search: known } = this.#pieces[this.#at]!;
      const search = (this.#search ??= this.#begin());
      const before = search.expanded;
      search.step(Math.min(left, this.#budget - before));
      left -= Math.max(1, search.expanded - before);
      if (search.status === 'open' && search.expanded < this.#budget) return;
      this.#steps.push(...inGraph(problem, search.status === 'found' ? search.steps() : known.steps!));
      this.#search = null;
      this.#at++;
    }
  }

  /** The whole schedule, once it is done. */
  steps(): readonly Step[] {
    return this.#steps;
  }

  #begin(): BestFirst {
    const { problem, search } = this.#pieces[this.#at]!;
    const limits = {
      limit: search.upperBound + problem.unit,
      floor: search.upperBound,
      seed: this.#seed + this.#at * 7919,
      mostMemory: this.#memory.mostMemory,
    };
    return new BestFirst(problem, this.#capacity, limits, search.symmetry);
  }
}

/** The same for problems that differ in names alone. */
function signature({ bytes, inputs, outputs, isBacked, isGiven, entry }: SearchProblem): string {
  const lists = (rows: readonly Int32Array[]) => rows.map((row) => row.join()).join(';');
  return [bytes.join(), lists(inputs), lists(outputs), isBacked.join(''), isGiven.join(''), entry].join('|');
}
