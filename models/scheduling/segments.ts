/** Cuts a graph where its schedules fall apart into independent pieces. */
import { type OperatorGraph, producersOf, topologicalOrder } from './graph';

/** Operators that run one after the other without others between them, in topological order. */
export interface Segment {
  readonly operators: readonly number[];
  /** The one tensor that lies in the scratchpad when the segment begins; null for the first one. */
  readonly entry: number | null;
}

/**
 * Cuts after each operator that all others come before or after, and after which its own output is the only tensor that
 * is still needed. There is then one state to be in at that moment, whatever was done before: the next operator reads that
 * output, so that it is there. The sum of the segments' optima is the optimum.
 */
export function segmentsOf(graph: OperatorGraph): readonly Segment[] {
  const order = topologicalOrder(graph);
  const cuts = cutPlaces(graph, order);
  const readTensors = new Set(graph.operators.flatMap(({ inputs }) => inputs));
  const segments: Segment[] = [];
  let from = 0;
  let entry: number | null = null;
  for (const place of cuts) {
    segments.push({ operators: order.slice(from, place + 1), entry });
    from = place + 1;
    entry = graph.operators[order[place]!]!.outputs.find((output) => readTensors.has(output)) ?? null;
  }
  segments.push({ operators: order.slice(from), entry });
  return segments;
}

/** Places in the order after which to cut; the last one is never among them. */
function cutPlaces(graph: OperatorGraph, order: readonly number[]): readonly number[] {
  const live = liveAfter(graph, order);
  const passing = pathsPassing(graph, order);
  return order.flatMap((_, place) => {
    return live[place] === 1 && passing[place] === 0 && place + 1 < order.length ? [place] : [];
  });
}

/** How many tensors are still needed after each place of the order; a tensor that only waits to be fetched is not. */
function liveAfter(graph: OperatorGraph, order: readonly number[]): Int32Array {
  const first = new Int32Array(graph.tensors.length).fill(-1);
  const last = new Int32Array(graph.tensors.length).fill(-1);
  for (const [place, operator] of order.entries()) {
    const { inputs, outputs } = graph.operators[operator]!;
    for (const tensor of [...inputs, ...outputs]) {
      if (first[tensor]! < 0) first[tensor] = place;
      last[tensor] = place;
    }
  }
  const spans = [...first.keys()].flatMap((tensor) =>
    first[tensor]! < 0 ? [] : [[first[tensor]!, last[tensor]!] as const],
  );
  return countSpans(order.length, spans);
}

/**
 * How many dependences reach over each place of the order. Where none does, every path from the first operators to the
 * last ones goes through the operator there, so that all others are its ancestors or descendants.
 */
function pathsPassing(graph: OperatorGraph, order: readonly number[]): Int32Array {
  const producer = producersOf(graph);
  const placeOf = new Int32Array(order.length);
  for (const [place, operator] of order.entries()) placeOf[operator] = place;
  const isNeeded = new Uint8Array(order.length);
  const spans: (readonly [number, number])[] = [];
  for (const [place, operator] of order.entries()) {
    const before = graph.operators[operator]!.inputs.map((input) => producer[input]!).filter((other) => other >= 0);
    for (const other of before) {
      isNeeded[other] = 1;
      spans.push([placeOf[other]! + 1, place]);
    }
    if (before.length === 0) spans.push([0, place]);
  }
  for (const [place, operator] of order.entries()) {
    if (isNeeded[operator] === 0) spans.push([place + 1, order.length]);
  }
  return countSpans(order.length, spans);
}

/** For each place how many spans `from <= place < to` cover it. */
function countSpans(length: number, spans: readonly (readonly [number, number])[]): Int32Array {
  const count = new Int32Array(length + 1);
  for (const [from, to] of spans) {
    count[from]!++;
    count[to]!--;
  }
  for (let place = 1; place <= length; place++) count[place]! += count[place - 1]!;
  return count;
}
