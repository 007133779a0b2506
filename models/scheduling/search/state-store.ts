/** The states that a search has met, in flat arrays, found by the set of operators that have run. */
import { lowestBit } from './bits';
import { type Expander, grown } from './expander';
import type { SearchProblem } from './problem';

const FIRST_SIZE = 1024;

/**
 * Keeps a state only if none that it has makes it needless. Of two states in which the same operators have run, the first
 * makes the second needless when it costs no more even after fetching what only the second has there, and spilling what
 * only the second has a copy of: from then on it can do whatever the second does.
 */
export class StateStore {
  count = 0;
  words: Int32Array;
  cost = new Float64Array(FIRST_SIZE);
  away = new Float64Array(FIRST_SIZE);
  bound = new Float64Array(FIRST_SIZE);
  /** The state before, or -1. */
  parent = new Int32Array(FIRST_SIZE);
  /** What ran between the two. */
  operator = new Int32Array(FIRST_SIZE);
  /** How many operators have run. */
  depth = new Int32Array(FIRST_SIZE);
  /** Needless by now. */
  dead = new Uint8Array(FIRST_SIZE);

  readonly #problem: SearchProblem;
  readonly #stride: number;
  /** The next state with the same operators, or -1. */
  #next = new Int32Array(FIRST_SIZE);
  #heads = new Int32Array(FIRST_SIZE * 2).fill(-1);
  #sets = 0;

  constructor(problem: SearchProblem) {
    this.#problem = problem;
    this.#stride = problem.operatorWords + 2 * problem.tensorWords;
    this.words = new Int32Array(FIRST_SIZE * this.#stride);
  }

  /** About how much memory the store takes. */
  get bytes(): number {
    return this.words.byteLength + this.cost.length * 41 + this.#heads.byteLength;
  }

  addRoot(row: Int32Array, bound: number): number {
    return this.#append(row, 0, 0, 0, bound, -1, -1);
  }

  /** Adds a successor unless it is needless; its number, or -1. */
  add(expander: Expander, index: number, parent: number): number {
    const row = index * this.#stride;
    const cost = expander.cost[index]!;
    const slot = this.#slotOf(expander.words, row);
    let before = -1;
    for (let state = this.#heads[slot]!; state >= 0; state = this.#next[state]!) {
      if (this.#covers(this.words, state * this.#stride, this.cost[state]!, expander.words, row, cost)) return -1;
      if (this.#covers(expander.words, row, cost, this.words, state * this.#stride, this.cost[state]!)) {
        this.dead[state] = 1;
        if (before < 0) this.#heads[slot] = this.#next[state]!;
        else this.#next[before] = this.#next[state]!;
      } else before = state;
    }
    const bound = Math.max(expander.bound[index]!, this.bound[parent]!);
    const { away, operator } = expander;
    return this.#append(expander.words, row, cost, away[index]!, bound, parent, operator[index]!);
  }

  #append(
    words: Int32Array,
    row: number,
    cost: number,
    away: number,
    bound: number,
    parent: number,
    operator: number,
  ): number {
    if (this.count === this.cost.length) this.#grow();
    const state = this.count++;
    const to = state * this.#stride;
    for (let word = 0; word < this.#stride; word++) this.words[to + word] = words[row + word]!;
    this.cost[state] = cost;
    this.away[state] = away;
    this.bound[state] = bound;
    this.parent[state] = parent;
    this.operator[state] = operator;
    this.depth[state] = parent < 0 ? 0 : this.depth[parent]! + 1;
    if (this.#sets * 2 > this.#heads.length) this.#rehash();
    const slot = this.#slotOf(words, row);
    if (this.#heads[slot]! < 0) this.#sets++;
    this.#next[state] = this.#heads[slot]!;
    this.#heads[slot] = state;
    return state;
  }

  #covers(
    words: Int32Array,
    row: number,
    cost: number,
    otherWords: Int32Array,
    otherRow: number,
    otherCost: number,
  ): boolean {
    if (cost > otherCost) return false;
    const { operatorWords, tensorWords, bytes } = this.#problem;
    let spare = otherCost - cost;
    for (let word = 0; word < tensorWords; word++) {
      const resident = words[row + operatorWords + word]!;
      const otherResident = otherWords[otherRow + operatorWords + word]!;
      for (let missing = otherResident & ~resident; missing !== 0; missing &= missing - 1) {
        spare -= bytes[word * 32 + lowestBit(missing)]!;
        if (spare < 0) return false;
      }
      const spilled = words[row + operatorWords + tensorWords + word]!;
      const otherSpilled = otherWords[otherRow + operatorWords + tensorWords + word]!;
      // What the other one has away has a copy there; what is here and has none would have to be spilled.
      let unspilled = resident & ~spilled & (~otherResident | otherSpilled);
      for (; unspilled !== 0; unspilled &= unspilled - 1) {
        const tensor = word * 32 + lowestBit(unspilled);
        if (this.#problem.isBacked[tensor] === 0) spare -= bytes[tensor]!;
        if (spare < 0) return false;
      }
    }
    return true;
  }

  /** Where the states with these operators hang, or the free place where they will. */
  #slotOf(words: Int32Array, row: number): number {
    const { operatorWords } = this.#problem;
    const mask = this.#heads.length - 1;
    let hash = 0;
    for (let word = 0; word < operatorWords; word++) {
      hash = Math.imul(hash ^ words[row + word]!, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0x85ebca6b);
    for (let slot = (hash ^ (hash >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const head = this.#heads[slot]!;
      if (head === -1 || this.#sameOperators(head, words, row)) return slot;
    }
  }

  #sameOperators(state: number, words: Int32Array, row: number): boolean {
    const from = state * this.#stride;
    for (let word = 0; word < this.#problem.operatorWords; word++) {
      if (this.words[from + word] !== words[row + word]) return false;
    }
    return true;
  }

  #rehash(): void {
    const old = this.#heads;
    this.#heads = new Int32Array(old.length * 2).fill(-1);
    for (const head of old) if (head >= 0) this.#heads[this.#slotOf(this.words, head * this.#stride)] = head;
  }

  #grow(): void {
    const size = this.count * 2;
    this.words = grown(this.words, new Int32Array(size * this.#stride));
    this.cost = grown(this.cost, new Float64Array(size));
    this.away = grown(this.away, new Float64Array(size));
    this.bound = grown(this.bound, new Float64Array(size));
    this.parent = grown(this.parent, new Int32Array(size));
    this.operator = grown(this.operator, new Int32Array(size));
    this.depth = grown(this.depth, new Int32Array(size));
    this.dead = grown(this.dead, new Uint8Array(size));
    this.#next = grown(this.#next, new Int32Array(size));
  }
}
