import { grown } from './expander';
import type { StateStore } from './state-store';

/** States by their bound, lowest first; of equal ones the deepest, which is nearest to a schedule. */
export class StateHeap {
  readonly #store: StateStore;
  readonly #seed: number;
  #states = new Int32Array(1024);
  size = 0;

  /** Another seed takes equal states in another order. */
  constructor(store: StateStore, seed: number) {
    this.#store = store;
    this.#seed = seed;
  }

  /** The state that `pop` would take; only while there is one. */
  get first(): number {
    return this.#states[0]!;
  }

  push(state: number): void {
    if (this.size === this.#states.length) this.#states = grown(this.#states, new Int32Array(this.size * 2));
    let at = this.size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isBefore(state, this.#states[above]!)) break;
      this.#states[at] = this.#states[above]!;
      at = above;
    }
    this.#states[at] = state;
  }

  pop(): number {
    const top = this.#states[0]!;
    const moved = this.#states[--this.size]!;
    let at = 0;
    for (let below = 1; below < this.size; below = 2 * at + 1) {
      if (below + 1 < this.size && this.#isBefore(this.#states[below + 1]!, this.#states[below]!)) below++;
      if (!this.#isBefore(this.#states[below]!, moved)) break;
      this.#states[at] = this.#states[below]!;
      at = below;
    }
    this.#states[at] = moved;
    return top;
  }

  #isBefore(one: number, other: number): boolean {
    const { bound, depth } = this.#store;
    if (bound[one] !== bound[other]) return bound[one]! < bound[other]!;
    if (depth[one] !== depth[other]) return depth[one]! > depth[other]!;
    return this.#seed === 0 ? one > other : scramble(one, this.#seed) < scramble(other, this.#seed);
  }
}

/** A whole number that looks drawn at random, the same for the same arguments. */
export function scramble(value: number, seed: number): number {
  let hash = Math.imul(value ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 13)) >>> 0;
}
