/** A lower bound on what is still to be moved, from the operator that will be tightest. */
import { addRow, bitsOf, hasBit, lowestBit, setBit } from './bits';
import type { SearchProblem } from './problem';

/**
 * While an operator runs, its operands lie in the scratchpad. A tensor that was computed before it and is read after it
 * either lies there too or has to be fetched again. What does not fit beside the operands is therefore moved: for nothing
 * more where the tensor is away already, once where main memory has a copy, else twice. The largest of these over all
 * operators that have not run is a bound.
 */
export class DeficitBound {
  readonly #problem: SearchProblem;
  readonly #capacity: number;
  /** Of each operator: tensors that are there before it and needed after it in every schedule. */
  readonly #certain: Int32Array;
  /** Those that are, if they are there now. */
  readonly #through: Int32Array;
  /** Operators that can be short of room at all. */
  readonly #tight: Int32Array;
  readonly #started: Int32Array;

  constructor(problem: SearchProblem, capacity: number) {
    this.#problem = problem;
    this.#capacity = capacity;
    const { operatorCount, tensorWords } = problem;
    this.#certain = new Int32Array(operatorCount * tensorWords);
    this.#through = new Int32Array(operatorCount * tensorWords);
    this.#started = new Int32Array(tensorWords);
    const order = byAncestors(problem);
    this.#findThrough(order);
    this.#findCertain(order);
    const tight: number[] = [];
    for (let operator = 0; operator < operatorCount; operator++) {
      const passing = bitsOf(this.#through, operator * tensorWords, tensorWords);
      const needed = passing.reduce((sum, tensor) => sum + problem.bytes[tensor]!, problem.operandBytes[operator]!);
      if (needed > capacity) tight.push(operator);
    }
    this.#tight = Int32Array.from(tight);
  }

  /** Bytes that have to be moved from a state on, besides one fetch of each tensor that is away. */
  of(words: Int32Array, row: number): number {
    if (this.#tight.length === 0) return 0;
    this.#findStarted(words, row);
    let most = 0;
    for (const operator of this.#tight) {
      if (!hasBit(words, row, operator)) most = Math.max(most, this.#at(operator, words, row));
    }
    return most;
  }

  /** What operators that certainly come later read, operands aside: each hands it to its predecessors. */
  #findThrough(order: readonly number[]): void {
    const { operatorWords, tensorWords, predecessors, inputs, operands } = this.#problem;
    const through = this.#through;
    for (const operator of order.toReversed()) {
      for (const before of bitsOf(predecessors, operator * operatorWords, operatorWords)) {
        addRow(through, before, operator, tensorWords);
        for (const tensor of inputs[operator]!) setBit(through, before * tensorWords, tensor);
      }
    }
    for (let at = 0; at < through.length; at++) through[at]! &= ~operands[at]!;
  }

  /** Of these, what has certainly come before: operands of the operators before. */
  #findCertain(order: readonly number[]): void {
    const { operatorWords, tensorWords, predecessors, inputs, outputs, entry } = this.#problem;
    const certain = this.#certain;
    for (const operator of order) {
      const row = operator * tensorWords;
      if (entry >= 0) setBit(certain, row, entry);
      for (const before of bitsOf(predecessors, operator * operatorWords, operatorWords)) {
        addRow(certain, operator, before, tensorWords);
        for (const tensor of inputs[before]!) setBit(certain, row, tensor);
        for (const tensor of outputs[before]!) setBit(certain, row, tensor);
      }
    }
    for (let at = 0; at < certain.length; at++) certain[at]! &= this.#through[at]!;
  }

  /** Tensors that have been there; those that nobody needs any more may be among them. */
  #findStarted(words: Int32Array, row: number): void {
    const { operatorWords, tensorWords, operands, entry } = this.#problem;
    const started = this.#started.fill(0);
    if (entry >= 0) started[entry >>> 5]! |= 1 << (entry & 31);
    for (let word = 0; word < operatorWords; word++) {
      for (let left = words[row + word]!; left !== 0; left &= left - 1) {
        const operator = word * 32 + lowestBit(left);
        for (let at = 0; at < tensorWords; at++) started[at]! |= operands[operator * tensorWords + at]!;
      }
    }
  }

  #at(operator: number, words: Int32Array, row: number): number {
    const { operatorWords, tensorWords, operandBytes, bytes, isBacked, unit } = this.#problem;
    const resident = row + operatorWords;
    let deficit = operandBytes[operator]! - this.#capacity;
    let once = 0;
    for (let word = 0; word < tensorWords; word++) {
      const at = operator * tensorWords + word;
      const started = this.#started[word]!;
      let passing = this.#certain[at]! | (this.#through[at]! & started);
      // What is away stays away for nothing.
      passing &= words[resident + word]! | ~started;
      for (; passing !== 0; passing &= passing - 1) {
        const tensor = word * 32 + lowestBit(passing);
        deficit += bytes[tensor]!;
        if (isBacked[tensor] === 1 || hasBit(words, resident + tensorWords, tensor)) once += bytes[tensor]!;
      }
    }
    if (deficit <= 0) return 0;
    const moved = Math.ceil(deficit / unit) * unit;
    return moved <= once ? moved : 2 * moved - once;
  }
}

/** The operators so that each comes after all that have to run before it: these have fewer before them. */
function byAncestors({ operatorCount, operatorWords, ancestors }: SearchProblem): readonly number[] {
  const counts = Array.from({ length: operatorCount }, (_, operator) => {
    return bitsOf(ancestors, operator * operatorWords, operatorWords).length;
  });
  return [...counts.keys()].sort((a, b) => counts[a]! - counts[b]! || a - b);
}
