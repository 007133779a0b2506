import type { OperatorGraph } from '../graph';
import type { Layout, Stay } from './layout';

/** How often the episode beside one that is taken out goes with it, so that the two may become one. */
const NEIGHBOUR_SHARE = 0.3;
/** How often a tensor is taken out that is away for a while on both sides of which it has episodes. */
const AWAY_SHARE = 0.5;

/** Takes all that lies in the scratchpad over some steps out of a layout, and some episodes beside. */
export class TakingOut {
  readonly #layout: Layout;
  readonly #draw: () => number;
  /** Of each tensor that is taken out: the steps from its first to its last episode. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly #isTouched: Uint8Array;
  /** Of each tensor: its last episode before the steps, and the first after them. */
  readonly #previous: Int32Array;
  readonly #next: Int32Array;
  tensors: number[] = [];
  stays: Stay[] = [];

  constructor(graph: OperatorGraph, layout: Layout, draw: () => number) {
    this.#layout = layout;
    this.#draw = draw;
    const count = graph.tensors.length;
    this.low = new Int32Array(count);
    this.high = new Int32Array(count);
    this.#isTouched = new Uint8Array(count);
    this.#previous = new Int32Array(count);
    this.#next = new Int32Array(count);
  }

  /** Fills `tensors` and `stays` with what overlaps the steps `from <= step < to`. */
  takeOut(from: number, to: number): void {
    const layout = this.#layout;
    this.tensors = [];
    this.stays = [];
    this.#isTouched.fill(0);
    for (let at = 0; at < layout.count; at++) {
      if (layout.lower[at]! < to && layout.upper[at]! > from) this.#touch(layout.tensor[at]!, at, at);
    }
    this.#touchNeighbours(from, to);
    for (let at = layout.count - 1; at >= 0; at--) {
      const tensor = layout.tensor[at]!;
      const isWithin = layout.lower[at]! < this.high[tensor]! && layout.upper[at]! > this.low[tensor]!;
      if (this.#isTouched[tensor] === 1 && isWithin) this.stays.push(layout.remove(at));
    }
  }

  /** Notes a tensor from one of its episodes to another one. */
  #touch(tensor: number, first: number, last: number): void {
    const [lower, upper] = [this.#layout.lower[first]!, this.#layout.upper[last]!];
    const isKnown = this.#isTouched[tensor] === 1;
    if (!isKnown) this.tensors.push(tensor);
    this.#isTouched[tensor] = 1;
    this.low[tensor] = isKnown ? Math.min(this.low[tensor]!, lower) : lower;
    this.high[tensor] = isKnown ? Math.max(this.high[tensor]!, upper) : upper;
  }

  #touchNeighbours(from: number, to: number): void {
    this.#findNeighbours(from, to);
    for (let tensor = 0; tensor < this.#previous.length; tensor++) {
      const [previous, next] = [this.#previous[tensor]!, this.#next[tensor]!];
      if (this.#isTouched[tensor] === 1) {
        if (previous >= 0 && this.#draw() < NEIGHBOUR_SHARE) this.#touch(tensor, previous, previous);
        if (next >= 0 && this.#draw() < NEIGHBOUR_SHARE) this.#touch(tensor, next, next);
      } else if (previous >= 0 && next >= 0 && this.#draw() < AWAY_SHARE) this.#touch(tensor, previous, next);
    }
  }

  #findNeighbours(from: number, to: number): void {
    const layout = this.#layout;
    const [previous, next] = [this.#previous.fill(-1), this.#next.fill(-1)];
    for (let at = 0; at < layout.count; at++) {
      const tensor = layout.tensor[at]!;
      if (layout.upper[at]! <= from) {
        if (previous[tensor]! < 0 || layout.lower[previous[tensor]!]! < layout.lower[at]!) previous[tensor] = at;
      } else if (layout.lower[at]! >= to) {
        if (next[tensor]! < 0 || layout.lower[next[tensor]!]! > layout.lower[at]!) next[tensor] = at;
      }
    }
  }
}
