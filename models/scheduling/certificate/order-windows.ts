import { consumersOf, type OperatorGraph, producersOf, topologicalOrder } from '../graph';

/** What follows from the dependences alone: who comes before whom, and the steps in which an operator can run. */
export interface OrderWindows {
  readonly producer: Int32Array;
  readonly consumers: readonly (readonly number[])[];
  /** For each operator those that come before it in every order. */
  readonly ancestors: readonly ReadonlySet<number>[];
  /** Of those, the ones that no other of them comes after: the transitive reduction. */
  readonly nearest: readonly (readonly number[])[];
  /** First and last step of each operator. */
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Takes memory in proportion to the square of the operators. */
export function orderWindows(graph: OperatorGraph): OrderWindows {
  const producer = producersOf(graph);
  const count = graph.operators.length;
  const ancestors: Set<number>[] = graph.operators.map(() => new Set());
  const descendants = new Int32Array(count);
  for (const operator of topologicalOrder(graph)) {
    const own = ancestors[operator]!;
    for (const input of graph.operators[operator]!.inputs) {
      const before = producer[input]!;
      if (before < 0) continue;
      own.add(before);
      for (const earlier of ancestors[before]!) own.add(earlier);
    }
    for (const earlier of own) descendants[earlier]!++;
  }
  const nearest = graph.operators.map(({ inputs }, operator) => {
    const direct = [...new Set(inputs.map((input) => producer[input]!))].filter((before) => before >= 0);
    return direct.filter((before) => !direct.some((other) => ancestors[other]!.has(before)) && before !== operator);
  });
  const first = Int32Array.from(ancestors, ({ size }) => size);
  const last = Int32Array.from(descendants, (after) => count - 1 - after);
  return { producer, consumers: consumersOf(graph), ancestors, nearest, first, last };
}
