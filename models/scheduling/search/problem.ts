/** A segment in the form that the searches work on: numbered from zero, in flat arrays, sets as words of bits. */
import { isGiven, type OperatorGraph } from '../graph';
import type { Segment } from '../segments';
import { addRow, bitsOf, setBit, wordsFor } from './bits';

/**
 * Tensors are numbered by falling size, and those that the same operators read, of one size and kind, stand next to each
 * other. Masks are rows of words: `operatorWords` long for sets of operators, `tensorWords` for sets of tensors.
 */
export interface SearchProblem {
  readonly operatorCount: number;
  readonly tensorCount: number;
  readonly operatorWords: number;
  readonly tensorWords: number;
  /** Numbers in the graph. */
  readonly graphOperator: Int32Array;
  readonly graphTensor: Int32Array;
  readonly bytes: Float64Array;
  /** Of all sizes: every cost is a multiple. */
  readonly unit: number;
  readonly inputs: readonly Int32Array[];
  readonly outputs: readonly Int32Array[];
  /** Of each operator: those that have to run first, all inputs and outputs as tensors, and the bytes of these. */
  readonly predecessors: Int32Array;
  readonly operands: Int32Array;
  readonly operandBytes: Float64Array;
  /** Of each tensor: the operators of the segment that read it. */
  readonly consumers: Int32Array;
  /** Whether main memory has a copy without anything being spilled. */
  readonly isBacked: Uint8Array;
  /** Inputs and weights: not there before their first use. */
  readonly isGiven: Uint8Array;
  readonly producer: Int32Array;
  /** The tensor that lies in the scratchpad at the start, or -1. */
  readonly entry: number;
  /** Whether a tensor can stand for the one before it: same readers, size and kind. */
  readonly likePrevious: Uint8Array;
  /** All that run before, and after, each operator. */
  readonly ancestors: Int32Array;
  readonly descendants: Int32Array;
}

export function compileSegment(graph: OperatorGraph, segment: Segment): SearchProblem {
  const tensors = sortedTensors(graph, segment);
  const localTensor = new Map(tensors.map(({ tensor }, index) => [tensor, index]));
  const local = (list: readonly number[]) => Int32Array.from(list, (tensor) => localTensor.get(tensor)!);
  const inputs = segment.operators.map((operator) => local(graph.operators[operator]!.inputs));
  const outputs = segment.operators.map((operator) => local(graph.operators[operator]!.outputs));
  const bytes = Float64Array.from(tensors, ({ tensor }) => graph.tensors[tensor]!.bytes);
  const kinds = tensors.map(({ tensor }) => graph.tensors[tensor]!.kind);
  const [operatorCount, tensorCount] = [segment.operators.length, tensors.length];
  const [operatorWords, tensorWords] = [wordsFor(operatorCount), wordsFor(tensorCount)];
  const producer = new Int32Array(tensorCount).fill(-1);
  outputs.forEach((list, operator) => list.forEach((tensor) => (producer[tensor] = operator)));
  const operands = new Int32Array(operatorCount * tensorWords);
  const operandBytes = new Float64Array(operatorCount);
  const consumers = new Int32Array(tensorCount * operatorWords);
  const predecessors = new Int32Array(operatorCount * operatorWords);
  for (let operator = 0; operator < operatorCount; operator++) {
    for (const tensor of [...inputs[operator]!, ...outputs[operator]!]) {
      setBit(operands, operator * tensorWords, tensor);
      operandBytes[operator]! += bytes[tensor]!;
    }
    for (const tensor of inputs[operator]!) {
      setBit(consumers, tensor * operatorWords, operator);
      if (producer[tensor]! >= 0) setBit(predecessors, operator * operatorWords, producer[tensor]!);
    }
  }
  return {
    ...{ operatorCount, tensorCount, operatorWords, tensorWords, bytes, inputs, outputs, predecessors },
    ...{ operands, operandBytes, consumers, producer },
    graphOperator: Int32Array.from(segment.operators),
    graphTensor: Int32Array.from(tensors, ({ tensor }) => tensor),
    unit: bytes.reduce(greatestCommonDivisor, 0),
    isBacked: Uint8Array.from(kinds, (kind) => (kind === 'activation' ? 0 : 1)),
    isGiven: Uint8Array.from(kinds, (kind) => (isGiven(kind) ? 1 : 0)),
    entry: segment.entry === null ? -1 : localTensor.get(segment.entry)!,
    likePrevious: Uint8Array.from(tensors, ({ group }, index) => (tensors[index - 1]?.group === group ? 1 : 0)),
    ...relatives(operatorCount, operatorWords, predecessors),
  };
}

interface SortedTensor {
  readonly tensor: number;
  /** Equal for tensors that can stand for each other once they are computed. */
  readonly group: string;
}

function sortedTensors(graph: OperatorGraph, { operators, entry }: Segment): readonly SortedTensor[] {
  const consumers = new Map<number, string>();
  // By first appearance, so that segments that look alike are numbered alike.
  const used = new Set(entry === null ? [] : [entry]);
  for (const [place, operator] of operators.entries()) {
    const { inputs, outputs } = graph.operators[operator]!;
    for (const tensor of [...inputs, ...outputs]) used.add(tensor);
    for (const input of inputs) consumers.set(input, `${consumers.get(input) ?? ''} ${place}`);
  }
  return [...used]
    .map((tensor, appearance) => {
      const { bytes, kind } = graph.tensors[tensor]!;
      return { tensor, bytes, appearance, group: `${bytes} ${kind}${consumers.get(tensor) ?? ''}` };
    })
    .sort(
      (a, b) => b.bytes - a.bytes || (a.group < b.group ? -1 : a.group > b.group ? 1 : a.appearance - b.appearance),
    );
}

/** Operators are in topological order, so that one pass each way is enough: each takes over what its neighbours have. */
function relatives(count: number, words: number, predecessors: Int32Array) {
  const ancestors = predecessors.slice();
  const descendants = new Int32Array(count * words);
  for (let operator = 0; operator < count; operator++) {
    for (const before of bitsOf(predecessors, operator * words, words)) addRow(ancestors, operator, before, words);
  }
  for (let operator = count - 1; operator >= 0; operator--) {
    for (const before of bitsOf(predecessors, operator * words, words)) {
      setBit(descendants, before * words, operator);
      addRow(descendants, before, operator, words);
    }
  }
  return { ancestors, descendants };
}

export function greatestCommonDivisor(a: number, b: number): number {
  let [high, low] = [a, b];
  while (low > 0) [high, low] = [low, high % low];
  return high;
}
