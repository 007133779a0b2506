import { type OperatorGraph, producersOf } from '../graph';
import type { PlacedEpisode } from '../schedule';
import { grown } from '../search/expander';

/** An episode in numbers alone, while it is taken out. */
export interface Stay {
  readonly tensor: number;
  readonly lower: number;
  readonly upper: number;
  readonly offset: number;
}

/** Episodes with addresses that can be taken out and put elsewhere, and what they move. */
export class Layout {
  readonly #graph: OperatorGraph;
  readonly #capacity: number;
  /** Numbers of episodes of each tensor. */
  readonly #episodes: Int32Array;
  /** Overlapping episodes by address, while a gap is looked for. */
  #bottoms = new Float64Array(64);
  #tops = new Float64Array(64);
  count = 0;
  tensor = new Int32Array(64);
  lower = new Int32Array(64);
  upper = new Int32Array(64);
  #offset = new Float64Array(64);
  /** Bytes spilled and fetched again. */
  cost = 0;

  constructor(graph: OperatorGraph, capacity: number) {
    this.#graph = graph;
    this.#capacity = capacity;
    this.#episodes = new Int32Array(graph.tensors.length);
  }

  add(tensor: number, lower: number, upper: number, offset: number): void {
    if (this.count === this.lower.length) this.#grow();
    const at = this.count++;
    this.tensor[at] = tensor;
    this.lower[at] = lower;
    this.upper[at] = upper;
    this.#offset[at] = offset;
    const { bytes, kind } = this.#graph.tensors[tensor]!;
    const before = this.#episodes[tensor]!++;
    if (before > 0) this.cost += before === 1 && kind === 'activation' ? 2 * bytes : bytes;
  }

  /** Takes out the episode at a place; the last one takes its place. */
  remove(at: number): Stay {
    const stay = this.at(at);
    const { bytes, kind } = this.#graph.tensors[stay.tensor]!;
    const left = --this.#episodes[stay.tensor]!;
    if (left > 0) this.cost -= left === 1 && kind === 'activation' ? 2 * bytes : bytes;
    const last = --this.count;
    this.tensor[at] = this.tensor[last]!;
    this.lower[at] = this.lower[last]!;
    this.upper[at] = this.upper[last]!;
    this.#offset[at] = this.#offset[last]!;
    return stay;
  }

  at(at: number): Stay {
    const [tensor, lower, upper] = [this.tensor[at]!, this.lower[at]!, this.upper[at]!];
    return { tensor, lower, upper, offset: this.#offset[at]! };
  }

  /** The lowest address at which so many bytes are free over these steps, or -1. */
  gap(lower: number, upper: number, bytes: number): number {
    let found = 0;
    const [bottoms, tops] = [this.#bottoms, this.#tops];
    for (let at = 0; at < this.count; at++) {
      if (this.lower[at]! >= upper || this.upper[at]! <= lower) continue;
      const bottom = this.#offset[at]!;
      let place = found++;
      for (; place > 0 && bottoms[place - 1]! > bottom; place--) {
        bottoms[place] = bottoms[place - 1]!;
        tops[place] = tops[place - 1]!;
      }
      bottoms[place] = bottom;
      tops[place] = bottom + this.#graph.tensors[this.tensor[at]!]!.bytes;
    }
    let free = 0;
    for (let place = 0; place < found; place++) {
      if (bottoms[place]! - free >= bytes) return free;
      if (tops[place]! > free) free = tops[place]!;
    }
    return this.#capacity - free >= bytes ? free : -1;
  }

  episodes(): readonly PlacedEpisode[] {
    return Array.from({ length: this.count }, (_, at) => this.at(at)).sort(
      (a, b) => a.tensor - b.tensor || a.lower - b.lower,
    );
  }

  #grow(): void {
    const size = this.count * 2;
    this.tensor = grown(this.tensor, new Int32Array(size));
    this.lower = grown(this.lower, new Int32Array(size));
    this.upper = grown(this.upper, new Int32Array(size));
    this.#offset = grown(this.#offset, new Float64Array(size));
    this.#bottoms = grown(this.#bottoms, new Float64Array(size));
    this.#tops = grown(this.#tops, new Float64Array(size));
  }
}

/** For each tensor the operators that have it as an operand, its producer first. */
export function usersOf(graph: OperatorGraph): readonly (readonly number[])[] {
  const users = [...producersOf(graph)].map((producer) => (producer < 0 ? [] : [producer]));
  for (const [operator, { inputs }] of graph.operators.entries())
    for (const input of inputs) users[input]!.push(operator);
  return users;
}
