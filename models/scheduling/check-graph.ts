/** What a graph must be before it is scheduled. */
import { type GraphOutcome, isGiven, type OperatorGraph, producersOf, topologicalOrder } from './graph';

/** Larger graphs are refused: sets of ancestors take memory in proportion to the square. */
export const MOST_OPERATORS = 10_000;
export const MOST_TENSORS = 50_000;

/** Checks a graph and returns it; the sentence names what is at fault. */
export function operatorGraph(graph: OperatorGraph): GraphOutcome<OperatorGraph> {
  const reason = sizeFault(graph) ?? nameFault(graph) ?? producerFault(graph) ?? cycleFault(graph);
  return reason === null ? { ok: true, value: graph } : { ok: false, reason };
}

function sizeFault({ operators, tensors }: OperatorGraph): string | null {
  if (operators.length === 0) return 'The graph has no operators.';
  if (operators.length > MOST_OPERATORS) {
    return `The graph has ${operators.length} operators; at most ${MOST_OPERATORS} can be scheduled.`;
  }
  if (tensors.length > MOST_TENSORS) {
    return `The graph has ${tensors.length} tensors; at most ${MOST_TENSORS} can be scheduled.`;
  }
  for (const { name, bytes } of tensors) {
    if (!Number.isSafeInteger(bytes) || bytes <= 0) {
      return `The tensor ${quoted(name)} has a size of ${bytes} bytes; sizes are whole numbers above zero.`;
    }
  }
  // Costs are sums of sizes, each tensor moved at most once for each use and once more.
  const moves = operators.reduce((sum, { inputs }) => sum + inputs.length + 1, 0);
  const largest = tensors.reduce((most, { bytes }) => Math.max(most, bytes), 0);
  return largest * moves <= Number.MAX_SAFE_INTEGER
    ? null
    : 'The sizes add up to more bytes than can be counted exactly.';
}

function nameFault({ operators, tensors }: OperatorGraph): string | null {
  const operatorName = repeated(operators.map(({ name }) => name));
  if (operatorName !== null) return `Two operators are called ${quoted(operatorName)}.`;
  const tensorName = repeated(tensors.map(({ name }) => name));
  return tensorName === null ? null : `Two tensors are called ${quoted(tensorName)}.`;
}

function repeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

function producerFault({ operators, tensors }: OperatorGraph): string | null {
  const producer = new Int32Array(tensors.length).fill(-1);
  for (const [index, { name, outputs }] of operators.entries()) {
    if (outputs.length === 0) return `The operator ${quoted(name)} has no output.`;
    for (const output of outputs) {
      const tensor = tensors[output]!;
      if (isGiven(tensor.kind)) {
        return `The operator ${quoted(name)} computes ${quoted(tensor.name)}, which is given: its kind is ${tensor.kind}.`;
      }
      if (producer[output]! >= 0) {
        const first = operators[producer[output]!]!.name;
        return `The tensor ${quoted(tensor.name)} is computed twice, by ${quoted(first)} and ${quoted(name)}.`;
      }
      producer[output] = index;
    }
  }
  for (const { name, inputs } of operators) {
    const missing = inputs.find((input) => !isGiven(tensors[input]!.kind) && producer[input]! < 0);
    if (missing !== undefined) {
      return `The operator ${quoted(name)} reads ${quoted(tensors[missing]!.name)}, which no operator computes.`;
    }
  }
  const orphan = tensors.findIndex(({ kind }, tensor) => !isGiven(kind) && producer[tensor]! < 0);
  return orphan < 0 ? null : `No operator computes the tensor ${quoted(tensors[orphan]!.name)}.`;
}

function cycleFault(graph: OperatorGraph): string | null {
  const order = topologicalOrder(graph);
  if (order.length === graph.operators.length) return null;
  const ordered = new Set(order);
  const stuck = graph.operators.findIndex((_, operator) => !ordered.has(operator));
  const cycle = cycleFrom(graph, ordered, stuck);
  const names = [...cycle, cycle[0]!].map((operator) => quoted(graph.operators[operator]!.name));
  const shown = names.length > 7 ? [...names.slice(0, 3), '...', ...names.slice(-2)] : names;
  return `The graph has a cycle: ${shown.join(' needs ')}.`;
}

/** Walks from an operator that waits to one that it waits for, until one comes again. */
function cycleFrom(graph: OperatorGraph, ordered: ReadonlySet<number>, start: number): readonly number[] {
  const producer = producersOf(graph);
  const path: number[] = [];
  const place = new Map<number, number>();
  let at = start;
  while (!place.has(at)) {
    place.set(at, path.length);
    path.push(at);
    const waitsFor = graph.operators[at]!.inputs.map((input) => producer[input]!);
    at = waitsFor.find((operator) => operator >= 0 && !ordered.has(operator))!;
  }
  return path.slice(place.get(at));
}

export function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 77)}...` : name);
}
