import { hasBit, lowestBit } from './bits';
import type { SearchProblem } from './problem';

/** One state, its words in a row of their own, and what follows from it for operators and tensors. */
export class StateView {
  readonly #problem: SearchProblem;
  readonly words: Int32Array;
  /** Bytes that lie in the scratchpad. */
  residentBytes = 0;

  constructor(problem: SearchProblem, stride: number) {
    this.#problem = problem;
    this.words = new Int32Array(stride);
  }

  load(words: Int32Array, row: number): void {
    for (let word = 0; word < this.words.length; word++) this.words[word] = words[row + word]!;
    this.residentBytes = this.#bytesIn(this.#problem.operatorWords);
  }

  #bytesIn(from: number): number {
    const { tensorWords, bytes } = this.#problem;
    let sum = 0;
    for (let word = 0; word < tensorWords; word++) {
      for (let left = this.words[from + word]!; left !== 0; left &= left - 1)
        sum += bytes[word * 32 + lowestBit(left)]!;
    }
    return sum;
  }

  isReady(operator: number): boolean {
    const { operatorWords, predecessors } = this.#problem;
    if (hasBit(this.words, 0, operator)) return false;
    for (let word = 0; word < operatorWords; word++) {
      if ((predecessors[operator * operatorWords + word]! & ~this.words[word]!) !== 0) return false;
    }
    return true;
  }

  isResident(tensor: number): boolean {
    return hasBit(this.words, this.#problem.operatorWords, tensor);
  }

  isSpilled(tensor: number): boolean {
    return hasBit(this.words, this.#problem.operatorWords + this.#problem.tensorWords, tensor);
  }

  /** Whether no other operator than this one, and those that have run, reads the tensor. */
  diesWith(tensor: number, operator: number): boolean {
    const { operatorWords, consumers } = this.#problem;
    for (let word = 0; word < operatorWords; word++) {
      let left = consumers[tensor * operatorWords + word]! & ~this.words[word]!;
      if (word === operator >>> 5) left &= ~(1 << (operator & 31));
      if (left !== 0) return false;
    }
    return true;
  }

  isRead(tensor: number): boolean {
    const { operatorWords, consumers } = this.#problem;
    for (let word = 0; word < operatorWords; word++) if (consumers[tensor * operatorWords + word] !== 0) return true;
    return false;
  }

  /** Whether a given tensor has been fetched before. */
  isStarted(tensor: number): boolean {
    const { operatorWords, consumers } = this.#problem;
    for (let word = 0; word < operatorWords; word++) {
      if ((consumers[tensor * operatorWords + word]! & this.words[word]!) !== 0) return true;
    }
    return false;
  }

  /**
   * Whether running the operator now is at least as good as any schedule: everything is there and fits, and what it leaves
   * behind takes no more room, and no more bytes to move, than an input that it uses up. Wherever another schedule keeps,
   * spills or fetches that input until it runs the operator, this one can do so with the output.
   */
  isSafe(operator: number, capacity: number): boolean {
    const { inputs, outputs, bytes, isGiven, isBacked } = this.#problem;
    let [added, left] = [0, 0];
    let isLeftBacked = true;
    for (const tensor of outputs[operator]!) {
      added += bytes[tensor]!;
      if (!this.isRead(tensor)) continue;
      left += bytes[tensor]!;
      if (isBacked[tensor] === 0) isLeftBacked = false;
    }
    let largestUsedUp = 0;
    for (const tensor of inputs[operator]!) {
      const dies = this.diesWith(tensor, operator);
      if (this.isResident(tensor)) {
        const isInputBacked = isBacked[tensor] === 1 || this.isSpilled(tensor);
        if (dies && (isLeftBacked || !isInputBacked)) largestUsedUp = Math.max(largestUsedUp, bytes[tensor]!);
        continue;
      }
      // An input that only this operator reads takes room while it runs and at no other time.
      if (isGiven[tensor] === 0 || !dies || this.isStarted(tensor)) return false;
      added += bytes[tensor]!;
    }
    return left <= largestUsedUp && this.residentBytes + added <= capacity;
  }
}
