/** From a state of a schedule to those one operator later. */
import { lowestBit } from './bits';
import { DeficitBound } from './deficit-bound';
import type { SearchProblem } from './problem';
import { StateView } from './state-view';

/** What is done for a successor, its bound above all, takes as long as looking at so many tensors. */
const WORK_OF_SUCCESSOR = 50;

/**
 * A state: which operators have run, which tensors that are still needed lie in the scratchpad, and which of those have a
 * copy in main memory because they were spilled once. Needed tensors that do not lie there always have a copy. Its words
 * stand in one row: executed, resident, spilled.
 *
 * An operator runs with all its operands in the scratchpad. Whatever else lies there is kept where it fits; else every
 * way to let go just enough is a successor. Letting go costs a spill, unless there is a copy, and a later fetch.
 */
export class Expander {
  readonly problem: SearchProblem;
  /** Words of a state. */
  readonly stride: number;
  /** Successors of the last state that was expanded. */
  count = 0;
  words: Int32Array;
  /** Cost so far: bytes spilled and fetched again. */
  cost: Float64Array;
  /** Bytes of needed tensors that are not there: each has to be fetched once more. */
  away: Float64Array;
  /** No schedule through this state costs less. */
  bound: Float64Array;
  operator: Int32Array;

  readonly #capacity: number;
  readonly #mostEvictions: number;
  readonly #deficit: DeficitBound;
  readonly #state: StateView;
  readonly #candidates: Int32Array;
  readonly #suffix: Float64Array;
  readonly #evicted: Int32Array;
  #stateCost = 0;
  #stateAway = 0;
  #limit = Infinity;
  /** How many successors there are when no more ways to let go are looked for. */
  #enough = Infinity;
  /** Of the last expansion: tensors that were looked at to find what may leave, and so many for each successor. */
  work = 0;
  readonly #mostWork: number;

  /**
   * A heuristic search may be content with a part of the ways to let go. Their number may grow by powers of two: beyond
   * `mostWork` no more are looked for, and `isCut` says so.
   */
  constructor(problem: SearchProblem, capacity: number, mostWork: number, mostEvictions = Infinity) {
    this.problem = problem;
    this.#mostWork = mostWork;
    this.#mostEvictions = mostEvictions;
    this.stride = problem.operatorWords + 2 * problem.tensorWords;
    this.#capacity = capacity;
    this.#deficit = new DeficitBound(problem, capacity);
    this.#state = new StateView(problem, this.stride);
    this.#candidates = new Int32Array(problem.tensorCount);
    this.#suffix = new Float64Array(problem.tensorCount + 1);
    this.#evicted = new Int32Array(problem.tensorWords);
    this.words = new Int32Array(this.stride * 64);
    this.cost = new Float64Array(64);
    this.away = new Float64Array(64);
    this.bound = new Float64Array(64);
    this.operator = new Int32Array(64);
  }

  /** Whether successors of the last state that was expanded are missing. */
  get isCut(): boolean {
    return this.work > this.#mostWork;
  }

  /** Writes the state before the first operator and returns a bound on all schedules. */
  start(row: Int32Array): number {
    row.fill(0, 0, this.stride);
    const { entry, operatorWords } = this.problem;
    if (entry >= 0) row[operatorWords + (entry >>> 5)]! |= 1 << (entry & 31);
    return this.#deficit.of(row, 0);
  }

  /** Fills `count` successors whose bound lies below the limit. */
  expand(words: Int32Array, row: number, cost: number, away: number, limit: number): void {
    this.count = 0;
    this.work = 0;
    this.#stateCost = cost;
    this.#stateAway = away;
    this.#limit = limit;
    this.#state.load(words, row);
    const { operatorCount } = this.problem;
    for (let operator = 0; operator < operatorCount; operator++) {
      if (!this.#state.isReady(operator) || !this.#state.isSafe(operator, this.#capacity)) continue;
      this.#emit(operator, 0, 0);
      return;
    }
    for (let operator = 0; operator < operatorCount; operator++) {
      if (this.#state.isReady(operator)) this.#run(operator);
    }
  }

  #run(operator: number): void {
    const { operandBytes, tensorWords, operatorWords, operands, bytes } = this.problem;
    let count = 0;
    let sum = 0;
    for (let word = 0; word < tensorWords; word++) {
      let left = this.#state.words[operatorWords + word]! & ~operands[operator * tensorWords + word]!;
      for (; left !== 0; left &= left - 1) {
        const tensor = word * 32 + lowestBit(left);
        this.#candidates[count++] = tensor;
        sum += bytes[tensor]!;
      }
    }
    let fetched = 0;
    for (const tensor of this.problem.inputs[operator]!) {
      if (!this.#state.isResident(tensor) && (this.problem.isGiven[tensor] === 0 || this.#state.isStarted(tensor)))
        fetched += bytes[tensor]!;
    }
    const excess = sum + operandBytes[operator]! - this.#capacity;
    if (excess <= 0) {
      this.#emit(operator, fetched, 0);
      return;
    }
    this.#suffix[count] = 0;
    for (let index = count - 1; index >= 0; index--) {
      this.#suffix[index] = this.#suffix[index + 1]! + bytes[this.#candidates[index]!]!;
    }
    this.#enough = this.count + this.#mostEvictions;
    this.#evict(operator, 0, count, excess, fetched, 0);
  }

  /** All smallest sets to let go: largest first, so that a set is complete with the first tensor that makes it enough. */
  #evict(operator: number, from: number, count: number, excess: number, fetched: number, spilled: number): void {
    const { bytes, isBacked, likePrevious } = this.problem;
    for (let index = from; index < count && this.#suffix[index]! >= excess && this.count < this.#enough; index++) {
      if (++this.work > this.#mostWork) return;
      const tensor = this.#candidates[index]!;
      const previous = index > from ? this.#candidates[index - 1]! : -1;
      const isSpilled = this.#state.isSpilled(tensor);
      // Of tensors that can stand for each other, the first ones go.
      if (previous === tensor - 1 && likePrevious[tensor] === 1 && this.#state.isSpilled(previous) === isSpilled)
        continue;
      const size = bytes[tensor]!;
      const cost = isBacked[tensor] === 1 || isSpilled ? spilled : spilled + size;
      const bit = 1 << (tensor & 31);
      this.#evicted[tensor >>> 5]! |= bit;
      this.#stateAway += size;
      if (this.#stateCost + cost + this.#stateAway < this.#limit) {
        if (size >= excess) this.#emit(operator, fetched, cost);
        else this.#evict(operator, index + 1, count, excess - size, fetched, cost);
      }
      this.#stateAway -= size;
      this.#evicted[tensor >>> 5]! &= ~bit;
    }
  }

  #emit(operator: number, fetched: number, spilled: number): void {
    this.work += WORK_OF_SUCCESSOR;
    const at = this.#room();
    const row = at * this.stride;
    const { operatorWords, tensorWords, operands } = this.problem;
    const words = this.words;
    for (let word = 0; word < operatorWords; word++) words[row + word] = this.#state.words[word]!;
    words[row + (operator >>> 5)]! |= 1 << (operator & 31);
    const resident = row + operatorWords;
    for (let word = 0; word < tensorWords; word++) {
      const kept = ~this.#evicted[word]!;
      words[resident + word] =
        (this.#state.words[operatorWords + word]! & kept) | operands[operator * tensorWords + word]!;
      words[resident + tensorWords + word] = this.#state.words[operatorWords + tensorWords + word]! & kept;
    }
    this.#settleOperands(operator, row);
    this.cost[at] = this.#stateCost + fetched + spilled;
    this.away[at] = this.#stateAway - fetched;
    const least = this.cost[at] + this.away[at];
    if (least >= this.#limit) return;
    this.bound[at] = least + this.#deficit.of(words, row);
    if (this.bound[at] >= this.#limit) return;
    this.operator[at] = operator;
    this.count++;
  }

  /** Operands that nobody reads any more leave; those that were fetched have a copy. */
  #settleOperands(operator: number, row: number): void {
    const { operatorWords, tensorWords, inputs, outputs, isBacked } = this.problem;
    const resident = row + operatorWords;
    const spilled = resident + tensorWords;
    for (const tensor of inputs[operator]!) {
      const [word, bit] = [tensor >>> 5, 1 << (tensor & 31)];
      if (this.#state.diesWith(tensor, operator)) {
        this.words[resident + word]! &= ~bit;
        this.words[spilled + word]! &= ~bit;
      } else if (isBacked[tensor] === 0 && !this.#state.isResident(tensor)) {
        this.words[spilled + word]! |= bit;
      }
    }
    for (const tensor of outputs[operator]!) {
      if (!this.#state.isRead(tensor)) this.words[resident + (tensor >>> 5)]! &= ~(1 << (tensor & 31));
    }
  }

  /** The next free place, with more room where there is none. */
  #room(): number {
    if (this.count === this.cost.length) {
      const size = this.count * 2;
      this.words = grown(this.words, new Int32Array(size * this.stride));
      this.cost = grown(this.cost, new Float64Array(size));
      this.away = grown(this.away, new Float64Array(size));
      this.bound = grown(this.bound, new Float64Array(size));
      this.operator = grown(this.operator, new Int32Array(size));
    }
    return this.count;
  }
}

export function grown<A extends Int32Array | Float64Array | Uint8Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
