/** The smallest scratchpad in which nothing has to be moved twice. */
import type { OperatorGraph } from './graph';
import { peakBytes, scheduleOf, type Step } from './schedule';
import { BestFirst } from './search/best-first';
import { compileSegment, type SearchProblem } from './search/problem';
import { inGraph } from './search/steps';
import { Symmetry } from './search/symmetry';
import { segmentsOf } from './segments';

/**
 * The order with the least peak, addresses aside: in each segment, half the range between a size that is too small and one
 * that is enough is asked for until they meet. Can be stopped after any number of states.
 */
export class MinimumPeak {
  readonly #segments: readonly SegmentPeak[];
  readonly #graph: OperatorGraph;

  constructor(graph: OperatorGraph, mostMemory: number) {
    this.#graph = graph;
    this.#segments = segmentsOf(graph).map(
      (segment) => new SegmentPeak(graph, compileSegment(graph, segment), mostMemory),
    );
  }

  /** No order has a smaller peak. */
  get lowerBound(): number {
    return this.#segments.reduce((most, { low }) => Math.max(most, low), 0);
  }

  /** Peak of the best order so far. */
  get upperBound(): number {
    return this.#segments.reduce((most, { high }) => Math.max(most, high), 0);
  }

  get isProven(): boolean {
    return this.lowerBound >= this.upperBound;
  }

  get isDone(): boolean {
    return this.isProven || this.#segments.every((segment) => segment.isDone);
  }

  /** Expands about so many states. */
  step(budget: number): void {
    for (let left = budget; left > 0 && !this.isDone;) {
      // Only a segment that may have the largest peak of all matters.
      const segment = this.#segments.reduce((worst, other) => {
        return !other.isDone && (worst.isDone || other.high > worst.high) ? other : worst;
      });
      left -= Math.max(1, segment.step(left));
    }
  }

  /** The operators in the best order so far. */
  order(): readonly number[] {
    return this.#segments.flatMap(({ steps }) => steps.map(({ operator }) => operator));
  }

  /** The order with what is kept at each step: everything that is still needed. */
  steps(): readonly Step[] {
    return keepingAll(this.#graph, this.order());
  }
}

/** Runs an order without letting go of anything that is still needed. */
export function keepingAll(graph: OperatorGraph, order: readonly number[]): readonly Step[] {
  const last = new Map<number, number>();
  for (const [step, operator] of order.entries()) {
    for (const input of graph.operators[operator]!.inputs) last.set(input, step);
  }
  const here = new Set<number>();
  return order.map((operator, step) => {
    const { inputs, outputs } = graph.operators[operator]!;
    const kept = [...here].filter((tensor) => !inputs.includes(tensor));
    for (const tensor of [...inputs, ...outputs]) {
      if ((last.get(tensor) ?? -1) > step) here.add(tensor);
      else here.delete(tensor);
    }
    return { operator, kept };
  });
}

class SegmentPeak {
  readonly #graph: OperatorGraph;
  readonly #problem: SearchProblem;
  readonly #mostMemory: number;
  #search: BestFirst | null = null;
  #symmetry: Symmetry | null = null;
  #asked = 0;
  low: number;
  high: number;
  steps: readonly Step[];
  #gaveUp = false;

  constructor(graph: OperatorGraph, problem: SearchProblem, mostMemory: number) {
    this.#graph = graph;
    this.#problem = problem;
    this.#mostMemory = mostMemory;
    this.low = problem.operandBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
    this.steps = keepingAll(graph, [...problem.graphOperator]);
    this.high = peakBytes(graph, scheduleOf(graph, this.steps));
  }

  get isDone(): boolean {
    return this.low >= this.high || this.#gaveUp;
  }

  /** Says how many states were expanded. */
  step(budget: number): number {
    this.#search ??= this.#ask();
    const search = this.#search;
    const before = search.expanded;
    search.step(budget);
    if (search.status === 'found') {
      this.steps = inGraph(this.#problem, search.steps());
      this.high = peakBytes(this.#graph, scheduleOf(this.#graph, this.steps));
    } else if (search.status === 'none') this.low = this.#asked + this.#problem.unit;
    else if (search.status === 'full') this.#gaveUp = true;
    if (search.status !== 'open') this.#search = null;
    return search.expanded - before;
  }

  /** Whether nothing moves in half the range: a schedule that costs less than the smallest tensor costs nothing. */
  #ask(): BestFirst {
    const { unit } = this.#problem;
    this.#asked = Math.floor((this.low + this.high) / 2 / unit) * unit;
    if (this.#asked < this.low) this.#asked = this.low;
    const limits = { limit: unit, floor: 0, seed: 0, mostMemory: this.#mostMemory };
    this.#symmetry ??= Symmetry.of(this.#problem);
    return new BestFirst(this.#problem, this.#asked, limits, this.#symmetry);
  }
}
