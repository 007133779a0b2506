import { IRRELEVANT } from '../cost/loop-nest/operand-plan';
import { canClose, remainingCosts } from './bounds';
import type { CostTables } from './costs';
import { bitsAt, closedIn, type Holdings, stateOf } from './holdings';
import { LabelHeap, LabelStore } from './label-store';
import type { Lattice } from './lattice';

/** A nest as the moves that build it from the inside: a factor's number, or -1 - operand to close its next boundary. */
export type Moves = readonly number[];

export interface SearchResult {
  /** Best found; null when nothing fits, or nothing was found within the budget. */
  readonly moves: Moves | null;
  /** Cost of `moves`, Infinity without. */
  readonly cost: number;
  /** No nest costs less. Equal to `cost` when the search came to its end. */
  readonly bound: number;
  readonly expanded: number;
}

export interface SearchLimits {
  /** Labels expanded at most: a budget in states, not time, gives the same answer on every machine. */
  readonly mostStates: number;
  readonly shouldStop: () => boolean;
}

/** Labels kept at each step of the first, narrow search. */
const BEAM_WIDTH = 12;
/** Label expansions between two looks at `shouldStop`. */
const STOP_INTERVAL = 1024;
/** Costs are sums in different orders: this much is no improvement. */
const LAST_BITS = 1 + 1e-13;

/**
 * Finds the cheapest nest when costs add up over boundaries: best-first branch and bound over the lattice of loop sets.
 *
 * A label is a set of inner loops with the boundaries closed so far. Its bound adds what each operand must still pay
 * alone, which is monotone, so that the first complete label taken from the heap is optimal. Of two labels with the same
 * loops and states, one that costs no less and takes no less of any shared memory is dropped.
 */
export function searchNests(
  lattice: Lattice,
  holdings: Holdings,
  costs: CostTables,
  limits: SearchLimits,
): SearchResult {
  return new NestSearch(lattice, holdings, costs).run(limits);
}

class NestSearch {
  readonly #lattice: Lattice;
  readonly #holdings: Holdings;
  readonly #costs: CostTables;
  readonly #remaining: CostTables;
  readonly #radix: Int32Array;
  /** Sums return for the output alone: the states of inputs are numbered in steps. */
  readonly #step: Int32Array;
  readonly #complete: number;
  readonly #store: LabelStore;
  /** Latest label of each node and states, or -1. */
  readonly #heads: Int32Array;
  #best = Infinity;
  #bestMoves: Moves | null = null;
  /** Labels made by the last expansion. */
  readonly #made: number[] = [];

  constructor(lattice: Lattice, holdings: Holdings, costs: CostTables) {
    this.#lattice = lattice;
    this.#holdings = holdings;
    this.#costs = costs;
    this.#remaining = remainingCosts(holdings, lattice, costs);
    this.#radix = new Int32Array(holdings.operands.length + 1).fill(1);
    this.#step = Int32Array.from(holdings.operands, ({ plan }) => (plan.isOutput ? 1 : stateOf(1, 0)));
    holdings.operands.forEach(({ stateCount }, i) => {
      this.#radix[i + 1] = this.#radix[i]! * Math.ceil(stateCount / this.#step[i]!);
    });
    this.#complete = lattice.nodeCount - 1;
    this.#store = new LabelStore(holdings.shared.length);
    this.#heads = new Int32Array(lattice.nodeCount * this.#radix.at(-1)!).fill(-1);
  }

  run(limits: SearchLimits): SearchResult {
    const lowest = this.#boundOf(0, this.#startStates());
    if (lowest === Infinity) return { moves: null, cost: Infinity, bound: Infinity, expanded: 0 };
    const narrow = this.#beam();
    const { expanded, bound } = this.#prove(limits);
    return {
      moves: this.#bestMoves,
      cost: this.#best,
      bound: Math.min(bound, this.#best),
      expanded: expanded + narrow,
    };
  }

  #restart(): number {
    const { node: nodes, states: allStates, count } = this.#store;
    for (let label = 0; label < count; label++)
      this.#heads[nodes[label]! * this.#radix.at(-1)! + allStates[label]!] = -1;
    this.#store.clear();
    const root = this.#store.add();
    const states = this.#startStates();
    this.#store.states[root] = states;
    this.#store.parent[root] = -1;
    this.#store.next[root] = -1;
    this.#store.node[root] = 0;
    this.#store.closedHere[root] = 0;
    this.#store.dead[root] = 0;
    this.#store.taken.fill(0, 0, this.#store.width);
    this.#store.cost[root] = this.#fixedCost();
    this.#store.bound[root] = this.#fixedCost() + this.#boundOf(0, states);
    return root;
  }

  /** Of boundaries that are closed before the first loop. */
  #fixedCost(): number {
    return this.#holdings.operands.reduce(
      (sum, { start }, i) => sum + (closedIn(start) > 0 ? this.#costs[i]![0]! : 0),
      0,
    );
  }

  #startStates(): number {
    return this.#holdings.operands.reduce((sum, { start }, i) => sum + (start / this.#step[i]!) * this.#radix[i]!, 0);
  }

  #stateOf(states: number, operand: number): number {
    const above = Math.floor(states / this.#radix[operand]!);
    const count = this.#radix[operand + 1]! / this.#radix[operand]!;
    return (above % count) * this.#step[operand]!;
  }

  #boundOf(node: number, states: number): number {
    let sum = 0;
    for (let i = 0; i < this.#remaining.length; i++) {
      sum += this.#remaining[i]![this.#stateOf(states, i) * this.#lattice.nodeCount + node]!;
    }
    return sum;
  }

  /** All complete nests have the same number of moves, so that a beam goes from step to step. */
  #beam(): number {
    let kept = [this.#restart()];
    let expanded = 0;
    while (kept.length > 0) {
      const made: number[] = [];
      for (const label of kept) {
        expanded++;
        if (this.#finish(label)) continue;
        this.#expand(label);
        made.push(...this.#made);
      }
      const { bound, dead } = this.#store;
      kept = made
        .filter((label) => dead[label] === 0)
        .sort((a, b) => bound[a]! - bound[b]! || a - b)
        .slice(0, BEAM_WIDTH);
    }
    return expanded;
  }

  #prove(limits: SearchLimits): { readonly expanded: number; readonly bound: number } {
    const root = this.#restart();
    const heap = new LabelHeap(this.#store);
    heap.push(root);
    let expanded = 0;
    for (let label = heap.pop(); label !== undefined; label = heap.pop()) {
      const bound = this.#store.bound[label]!;
      if (bound * LAST_BITS >= this.#best) return { expanded, bound: this.#best };
      if (this.#store.dead[label] === 1) continue;
      if (expanded >= limits.mostStates || (expanded % STOP_INTERVAL === 0 && limits.shouldStop())) {
        return { expanded, bound };
      }
      expanded++;
      if (this.#finish(label)) return { expanded, bound: this.#best };
      this.#expand(label);
      for (const made of this.#made) heap.push(made);
    }
    return { expanded, bound: this.#best };
  }

  /** Takes a complete label as the best found, if it is. */
  #finish(label: number): boolean {
    const { store, complete } = { store: this.#store, complete: this.#complete };
    if (store.node[label] !== complete) return false;
    const states = store.states[label]!;
    const isOpen = this.#holdings.operands.some(({ boundaries }, i) => closedIn(this.#stateOf(states, i)) < boundaries);
    if (isOpen) return false;
    if (store.cost[label]! * LAST_BITS < this.#best) {
      this.#best = store.cost[label]!;
      const moves: number[] = [];
      for (let at = label; store.parent[at]! >= 0; at = store.parent[at]!) moves.push(store.move[at]!);
      this.#bestMoves = moves.reverse();
    }
    return true;
  }

  #expand(label: number): void {
    this.#made.length = 0;
    const { factors, used } = this.#lattice;
    const node = this.#store.node[label]!;
    const closedHere = this.#store.closedHere[label]!;
    for (let operand = 0; operand < this.#costs.length; operand++) {
      // Operands that close at one node do so in their own order: other orders are the same nest.
      if (closedHere >> (operand + 1) === 0) this.#close(label, operand);
    }
    for (let f = 0; f < factors.length; f++) {
      if (used[node * factors.length + f]! === factors[f]!.count) continue;
      if (!this.#isReused(closedHere, factors[f]!.dim)) this.#extend(label, f);
    }
  }

  /** A loop that does not move an operand that has just been cut would cost less below that cut. */
  #isReused(closedHere: number, dim: number): boolean {
    const { operands } = this.#holdings;
    for (let operand = 0; operand < operands.length; operand++) {
      if ((closedHere & (1 << operand)) !== 0 && operands[operand]!.plan.relevance[dim] === IRRELEVANT) return true;
    }
    return false;
  }

  #extend(label: number, factor: number): void {
    const node = this.#store.node[label]! + this.#lattice.strides[factor]!;
    this.#add(label, node, this.#store.states[label]!, this.#store.cost[label]!, factor, 0, -1, 0);
  }

  #close(label: number, operand: number): void {
    const holdings = this.#holdings.operands[operand]!;
    const states = this.#store.states[label]!;
    const state = this.#stateOf(states, operand);
    const boundary = closedIn(state);
    if (boundary >= holdings.boundaries) return;
    const node = this.#store.node[label]!;
    const at = boundary * this.#lattice.nodeCount + node;
    if (!canClose(holdings, state, boundary, at)) return;
    const closed = stateOf(boundary + 1, holdings.returns[at]!);
    const next = states + ((closed - state) / this.#step[operand]!) * this.#radix[operand]!;
    const cost = this.#store.cost[label]! + this.#costs[operand]![at]!;
    const shared = holdings.shared[boundary]!;
    const bits = shared < 0 ? 0 : bitsAt(holdings, state, boundary, at);
    const closedHere = this.#store.closedHere[label]! | (1 << operand);
    this.#add(label, node, next, cost, -1 - operand, closedHere, shared, bits);
  }

  #add(
    parent: number,
    node: number,
    states: number,
    cost: number,
    move: number,
    closedHere: number,
    shared: number,
    bits: number,
  ): void {
    const bound = cost + this.#boundOf(node, states);
    if (!(bound * LAST_BITS < this.#best)) return;
    const store = this.#store;
    const label = store.add();
    const width = store.width;
    store.taken.copyWithin(label * width, parent * width, (parent + 1) * width);
    if (shared >= 0) store.taken[label * width + shared]! += bits;
    if (!this.#fits(label, node, states) || this.#isDominated(label, node, states, cost)) {
      store.count--;
      return;
    }
    store.node[label] = node;
    store.states[label] = states;
    store.cost[label] = cost;
    store.bound[label] = bound;
    store.parent[label] = parent;
    store.move[label] = move;
    store.closedHere[label] = closedHere;
    store.dead[label] = 0;
    const slot = node * this.#radix.at(-1)! + states;
    store.next[label] = this.#heads[slot]!;
    this.#heads[slot] = label;
    this.#made.push(label);
  }

  /** Whether every shared memory still has room for what the open operands hold at least by now. */
  #fits(label: number, node: number, states: number): boolean {
    const { operands, shared } = this.#holdings;
    for (let memory = 0; memory < shared.length; memory++) {
      let bits = this.#store.taken[label * shared.length + memory]!;
      for (let operand = 0; operand < operands.length; operand++) {
        const holdings = operands[operand]!;
        const boundary = holdings.shared.indexOf(memory);
        if (boundary < 0 || closedIn(this.#stateOf(states, operand)) > boundary) continue;
        bits += holdings.leastBits[boundary * this.#lattice.nodeCount + node]!;
      }
      if (bits > shared[memory]!.capacity) return false;
    }
    return true;
  }

  /** Also buries the labels that this one dominates. */
  #isDominated(label: number, node: number, states: number, cost: number): boolean {
    const store = this.#store;
    const width = store.width;
    for (let other = this.#heads[node * this.#radix.at(-1)! + states]!; other >= 0; other = store.next[other]!) {
      if (store.dead[other] === 1) continue;
      let [isLess, isMore] = [false, false];
      for (let memory = 0; memory < width; memory++) {
        const difference = store.taken[label * width + memory]! - store.taken[other * width + memory]!;
        if (difference < 0) isLess = true;
        if (difference > 0) isMore = true;
      }
      if (store.cost[other]! <= cost && !isLess) return true;
      if (cost <= store.cost[other]! && !isMore) store.dead[other] = 1;
    }
    return false;
  }
}
