/** What a graph spills in scratchpads of all sizes, for lookups. */
import { StaircaseSearch, type CurveOptions, type Stair } from './curve';
import { capacityFault } from './footprint';
import type { OperatorGraph } from './graph';
import { greatestCommonDivisor } from './search/problem';

/**
 * Far below what a picture of one graph takes: a sweep has many graphs. With them the curves of all presets but a few with
 * more than five hundred operators are proven.
 */
export const SPILL_CURVE_DEFAULTS: CurveOptions = {
  mostMemory: 64e6,
  placementNodes: 1000,
  redraws: 4,
  mostStates: 10_000,
};

/** States between two looks at whether to go on: some milliseconds. */
const SLICE_STATES = 100;

/**
 * The staircase of one graph, searched from the top down in an order that no question changes, so that a lookup does not
 * depend on what was asked before. Sizes are in units of the greatest common divisor of all tensors: graphs that differ by
 * a factor, as in another format, share a curve.
 */
export class SpillCurve {
  #search: StaircaseSearch | null;
  /** From the smallest size up, once all are found. */
  #stairs: readonly Stair[] = [];

  /** @param graph sizes in units */
  constructor(graph: OperatorGraph, options: CurveOptions) {
    this.#search = new StaircaseSearch(graph, options);
  }

  /** Searches a little; says whether all is found. */
  step(): boolean {
    if (this.#search === null) return true;
    this.#search.step(SLICE_STATES);
    if (!this.#search.isDone) return false;
    this.#stairs = leastSoFar(this.#search.stairs);
    this.#search = null;
    return true;
  }

  /** Units moved beyond the compulsory ones; NaN where the largest operator does not fit. */
  spillAt(size: number): number {
    return this.#stairs.findLast(({ fromBytes }) => fromBytes <= size)?.bytes ?? NaN;
  }

  /** The smallest size that spills nothing. */
  get spillFree(): number {
    return this.#stairs.find(({ bytes }) => bytes === 0)?.fromBytes ?? NaN;
  }
}

/** A schedule for one size is good for every larger one: where the search of a larger size found less, that counts. */
function leastSoFar(stairs: readonly Stair[]): readonly Stair[] {
  let least = Infinity;
  return stairs.map((stair) => {
    least = Math.min(least, stair.bytes);
    return { ...stair, bytes: least };
  });
}

/** Curves by graph: the names of operators and tensors, and a factor in all sizes, make no other graph. */
export class SpillCurves {
  readonly #options: CurveOptions;
  readonly #mostCurves: number;
  readonly #curves = new Map<string, SpillCurve>();

  constructor(options: CurveOptions, mostCurves: number) {
    this.#options = options;
    this.#mostCurves = mostCurves;
  }

  of(graph: OperatorGraph): GraphSpills {
    const unit = graph.tensors.reduce((divisor, { bytes }) => greatestCommonDivisor(divisor, bytes), 0);
    const tensors = graph.tensors.map((tensor) => ({ ...tensor, bytes: tensor.bytes / unit }));
    const key = JSON.stringify([
      graph.operators.map(({ inputs, outputs }) => [inputs, outputs]),
      tensors.map(({ bytes, kind }) => [bytes, kind]),
    ]);
    const curve = this.#curves.get(key) ?? new SpillCurve({ ...graph, tensors }, this.#options);
    if (!this.#curves.has(key)) {
      // The oldest goes: whoever holds it may go on asking it.
      if (this.#curves.size >= this.#mostCurves) this.#curves.delete(this.#curves.keys().next().value!);
      this.#curves.set(key, curve);
    }
    return new GraphSpills(graph, unit, curve);
  }
}

/** One graph with its curve, in bytes. */
export class GraphSpills {
  readonly #graph: OperatorGraph;
  readonly #unit: number;
  readonly #curve: SpillCurve;

  constructor(graph: OperatorGraph, unit: number, curve: SpillCurve) {
    this.#graph = graph;
    this.#unit = unit;
    this.#curve = curve;
  }

  step(): boolean {
    return this.#curve.step();
  }

  bytesIn(scratchpadBytes: number): number {
    return this.#curve.spillAt(Math.floor(scratchpadBytes / this.#unit)) * this.#unit;
  }

  get spillFreeBytes(): number {
    return this.#curve.spillFree * this.#unit;
  }

  /** Why the graph can not run in so many bytes at all, or null. */
  faultIn(scratchpadBytes: number): string | null {
    return capacityFault(this.#graph, scratchpadBytes);
  }
}
