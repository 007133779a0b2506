/**
 * A network as operators that pass tensors to each other: what scheduling of a scratchpad works on.
 *
 * Tensors and operators are numbered by their place in the lists.
 */

/**
 * `input` and `weight` lie in main memory from the start; their first fetch is compulsory. `activation` is computed and
 * used inside. `output` is computed, and its write to main memory is compulsory; it may be used inside as well.
 */
export type TensorKind = 'input' | 'weight' | 'activation' | 'output';

export interface GraphTensor {
  readonly name: string;
  readonly bytes: number;
  readonly kind: TensorKind;
}

export interface GraphOperator {
  readonly name: string;
  /** Tensors read, each once. */
  readonly inputs: readonly number[];
  /** Tensors written, at least one. */
  readonly outputs: readonly number[];
}

/** Checked by `operatorGraph`: every computed tensor has one producer, and there is an order without cycles. */
export interface OperatorGraph {
  readonly name: string;
  readonly operators: readonly GraphOperator[];
  readonly tensors: readonly GraphTensor[];
}

/** A value, or one sentence on what is wrong. */
export type GraphOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function isGiven(kind: TensorKind): boolean {
  return kind === 'input' || kind === 'weight';
}

/** For each tensor the operator that computes it, or -1. */
export function producersOf({ operators, tensors }: OperatorGraph): Int32Array {
  const producer = new Int32Array(tensors.length).fill(-1);
  for (const [index, { outputs }] of operators.entries()) for (const output of outputs) producer[output] = index;
  return producer;
}

/** For each tensor the operators that read it, in the graph's order. */
export function consumersOf({ operators, tensors }: OperatorGraph): readonly (readonly number[])[] {
  const consumers: number[][] = tensors.map(() => []);
  for (const [index, { inputs }] of operators.entries()) for (const input of inputs) consumers[input]!.push(index);
  return consumers;
}

/**
 * The operators in an order in which each comes after those that it needs: always the first in the graph's order that is
 * ready. Shorter than the graph if there is a cycle.
 */
export function topologicalOrder(graph: OperatorGraph): readonly number[] {
  const producer = producersOf(graph);
  const users: number[][] = graph.operators.map(() => []);
  const waiting = new Int32Array(graph.operators.length);
  for (const [index, { inputs }] of graph.operators.entries()) {
    for (const input of inputs) {
      if (producer[input]! < 0) continue;
      users[producer[input]!]!.push(index);
      waiting[index]!++;
    }
  }
  return firstReadyFirst(users, waiting);
}

function firstReadyFirst(users: readonly (readonly number[])[], waiting: Int32Array): readonly number[] {
  const order: number[] = [];
  const passed: number[] = [];
  for (let next = 0; next < users.length; next++) {
    if (waiting[next] !== 0) continue;
    waiting[next] = -1;
    passed.push(next);
    // Operators that stand earlier in the graph and become ready now come at once.
    while (passed.length > 0) {
      const operator = passed.pop()!;
      order.push(operator);
      for (const user of users[operator]!) {
        waiting[user]!--;
        if (waiting[user] === 0 && user < next) {
          waiting[user] = -1;
          passed.push(user);
        }
      }
    }
  }
  return order;
}
