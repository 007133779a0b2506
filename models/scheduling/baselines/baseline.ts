/**
 * Schedules as a compiler without a search makes them: a fixed order, a rule for what leaves, and first-fit addresses,
 * all decided step by step. They show what searching gains.
 */
import { consumersOf, type OperatorGraph } from '../graph';
import { type PlacedEpisode, type Traffic, trafficOf } from '../schedule';
import { FirstFitScratchpad } from './scratchpad';

/**
 * What leaves when room is needed: `lru` the tensor whose last use is longest ago, `belady` the one whose next use is
 * farthest away, `greedy` the one that costs the fewest bytes to let go and fetch again; of equal ones the larger.
 */
export const REPLACEMENTS = ['lru', 'belady', 'greedy'] as const;
export type Replacement = (typeof REPLACEMENTS)[number];

export interface BaselineSchedule extends Traffic {
  readonly order: readonly number[];
  readonly episodes: readonly PlacedEpisode[];
}

/**
 * Runs an order. The rules: what nobody needs any more leaves at once; operands that are missing are placed together, each
 * at the lowest address that takes it, the largest first. While they can not be placed, the replacement rule picks one
 * of the other tensors to leave; where only operands of the step are left and the gaps between them are too small, these
 * leave too, smallest first, and are fetched again beside the others. Gaps at the end of an episode are trimmed, as in
 * searched schedules, and traffic is counted in the same way. The graph has to fit: see `capacityFault`.
 */
export function baselineSchedule(
  graph: OperatorGraph,
  capacity: number,
  order: readonly number[],
  replacement: Replacement,
): BaselineSchedule {
  return new BaselineRun(graph, capacity, order, replacement).run();
}

interface Stay {
  readonly lower: number;
  readonly offset: number;
  lastUse: number;
}

class BaselineRun {
  readonly #graph: OperatorGraph;
  readonly #order: readonly number[];
  readonly #replacement: Replacement;
  readonly #scratchpad: FirstFitScratchpad;
  /** Of each tensor, the steps that read it. */
  readonly #uses: readonly (readonly number[])[];
  readonly #stays = new Map<number, Stay>();
  readonly #hasCopy: Uint8Array;
  readonly #episodes: PlacedEpisode[] = [];

  constructor(graph: OperatorGraph, capacity: number, order: readonly number[], replacement: Replacement) {
    this.#graph = graph;
    this.#order = order;
    this.#replacement = replacement;
    this.#scratchpad = new FirstFitScratchpad(graph, capacity);
    const stepOf = new Map(order.map((operator, step) => [operator, step]));
    this.#uses = consumersOf(graph).map((list) => list.map((operator) => stepOf.get(operator)!).sort((a, b) => a - b));
    this.#hasCopy = Uint8Array.from(graph.tensors, ({ kind }) => (kind === 'activation' ? 0 : 1));
  }

  run(): BaselineSchedule {
    for (const [step, operator] of this.#order.entries()) this.#runStep(step, operator);
    for (const tensor of [...this.#stays.keys()]) this.#leave(tensor);
    const episodes = this.#episodes.sort((a, b) => a.tensor - b.tensor || a.lower - b.lower);
    return { order: this.#order, episodes, ...trafficOf(this.#graph, episodes) };
  }

  #runStep(step: number, operator: number): void {
    const { inputs, outputs } = this.#graph.operators[operator]!;
    const operands = [...inputs, ...outputs];
    while (!this.#scratchpad.place(this.#missing(operands))) this.#makeRoom(step, operands);
    for (const tensor of operands) {
      const stay = this.#stays.get(tensor);
      if (stay !== undefined) stay.lastUse = step;
      else this.#stays.set(tensor, { lower: step, offset: this.#scratchpad.offsetOf(tensor), lastUse: step });
    }
    for (const tensor of [...this.#stays.keys()]) if (this.#nextUse(tensor, step) === Infinity) this.#leave(tensor);
  }

  #missing(operands: readonly number[]): readonly number[] {
    return operands.filter((tensor) => !this.#scratchpad.holds(tensor));
  }

  #makeRoom(step: number, operands: readonly number[]): void {
    const there = this.#scratchpad.tensors;
    const others = there.filter((tensor) => !operands.includes(tensor));
    const score = others.length > 0 ? this.#score(step) : (tensor: number) => -this.#graph.tensors[tensor]!.bytes;
    const choices = others.length > 0 ? others : there;
    const bytes = (tensor: number) => this.#graph.tensors[tensor]!.bytes;
    const leaving = choices.reduce((best, tensor) => {
      const better = score(tensor) - score(best) || bytes(tensor) - bytes(best);
      return better > 0 ? tensor : best;
    });
    this.#leave(leaving);
    this.#hasCopy[leaving] = 1;
  }

  /** The highest leaves. */
  #score(step: number): (tensor: number) => number {
    switch (this.#replacement) {
      case 'lru':
        return (tensor) => -this.#stays.get(tensor)!.lastUse;
      case 'belady':
        return (tensor) => this.#nextUse(tensor, step - 1);
      case 'greedy':
        return (tensor) => -this.#graph.tensors[tensor]!.bytes * (this.#hasCopy[tensor] === 1 ? 1 : 2);
    }
  }

  /** The first step after this one that reads the tensor. */
  #nextUse(tensor: number, step: number): number {
    return this.#uses[tensor]!.find((use) => use > step) ?? Infinity;
  }

  #leave(tensor: number): void {
    const { lower, offset, lastUse } = this.#stays.get(tensor)!;
    this.#episodes.push({ tensor, lower, upper: lastUse + 1, offset });
    this.#stays.delete(tensor);
    this.#scratchpad.remove(tensor);
  }
}
