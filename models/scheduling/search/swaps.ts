import { hasBit } from './bits';
import type { SearchProblem } from './problem';

/** Operators and tensors of a branch, in an order that is the same for all branches of a group. */
export interface Branch {
  readonly operators: Int32Array;
  readonly tensors: Int32Array;
}

export interface Swap {
  readonly left: Branch;
  readonly right: Branch;
}

/**
 * The smallest exchange of two branches that puts one operator in the other's place and leaves the segment as it is; null if
 * none is found. It is grown from the pair along tensors that only one of the two sides touches, and then checked against
 * every operator, so that a swap that is returned is one.
 */
export function swapOf(problem: SearchProblem, one: number, other: number): Swap | null {
  const growth = new Growth(problem);
  if (!growth.pairOperators(one, other) || !growth.isExchange()) return null;
  return growth.swap();
}

class Growth {
  readonly #problem: SearchProblem;
  readonly #operators = new Map<number, number>();
  readonly #tensors = new Map<number, number>();
  readonly #left: { readonly operators: number[]; readonly tensors: number[] } = { operators: [], tensors: [] };

  constructor(problem: SearchProblem) {
    this.#problem = problem;
  }

  swap(): Swap {
    const { operators, tensors } = this.#left;
    return {
      left: { operators: Int32Array.from(operators), tensors: Int32Array.from(tensors) },
      right: {
        operators: Int32Array.from(operators, (operator) => this.#operators.get(operator)!),
        tensors: Int32Array.from(tensors, (tensor) => this.#tensors.get(tensor)!),
      },
    };
  }

  pairOperators(one: number, other: number): boolean {
    const known = this.#operators.get(one);
    if (known !== undefined || this.#operators.has(other)) return known === other;
    if (one === other) return false;
    const { inputs, outputs } = this.#problem;
    if (inputs[one]!.length !== inputs[other]!.length || outputs[one]!.length !== outputs[other]!.length) return false;
    this.#operators.set(one, other).set(other, one);
    this.#left.operators.push(one);
    return this.#pairLists(inputs[one]!, inputs[other]!) && this.#pairLists(outputs[one]!, outputs[other]!);
  }

  /** Pairs what only one of two lists has, in order: tensors are numbered by size. */
  #pairLists(ones: Int32Array, others: Int32Array): boolean {
    const left = ones.filter((tensor) => !others.includes(tensor)).sort();
    const right = others.filter((tensor) => !ones.includes(tensor)).sort();
    return left.every((tensor, index) => this.#pairTensors(tensor, right[index]!));
  }

  #pairTensors(one: number, other: number): boolean {
    const known = this.#tensors.get(one);
    if (known !== undefined || this.#tensors.has(other)) return known === other;
    const { bytes, isBacked, isGiven, producer, entry } = this.#problem;
    if (bytes[one] !== bytes[other] || isBacked[one] !== isBacked[other] || isGiven[one] !== isGiven[other])
      return false;
    if (one === entry || other === entry) return false;
    this.#tensors.set(one, other).set(other, one);
    this.#left.tensors.push(one);
    if (producer[one]! >= 0 !== producer[other]! >= 0) return false;
    if (
      producer[one]! >= 0 &&
      producer[one] !== producer[other] &&
      !this.pairOperators(producer[one]!, producer[other]!)
    ) {
      return false;
    }
    const left = this.#readersOf(one).filter((reader) => !this.#reads(reader, other));
    const right = this.#readersOf(other).filter((reader) => !this.#reads(reader, one));
    return left.length === right.length && left.every((reader, index) => this.pairOperators(reader, right[index]!));
  }

  #reads(operator: number, tensor: number): boolean {
    return hasBit(this.#problem.consumers, tensor * this.#problem.operatorWords, operator);
  }

  #readersOf(tensor: number): readonly number[] {
    return [...this.#problem.inputs.keys()].filter((operator) => this.#reads(operator, tensor));
  }

  /** Whether every operator, with what it waits for, reads and writes, goes over into one of the segment. */
  isExchange(): boolean {
    const { inputs, outputs, predecessors, operatorWords, operatorCount } = this.#problem;
    const operatorOf = (operator: number) => this.#operators.get(operator) ?? operator;
    const goesOver = (list: Int32Array, into: Int32Array) => {
      return list.length === into.length && list.every((tensor) => into.includes(this.#tensors.get(tensor) ?? tensor));
    };
    for (let operator = 0; operator < operatorCount; operator++) {
      const image = operatorOf(operator);
      if (!goesOver(inputs[operator]!, inputs[image]!) || !goesOver(outputs[operator]!, outputs[image]!)) return false;
      for (let before = 0; before < operatorCount; before++) {
        const waits = hasBit(predecessors, operator * operatorWords, before);
        if (waits !== hasBit(predecessors, image * operatorWords, operatorOf(before))) return false;
      }
    }
    return true;
  }
}
