import type { GraphData, GraphMarks } from '../../charts/graph/data';
import type { OperatorGraph } from '../../../models/scheduling/graph';
import type { PlacedSchedule } from '../../../models/scheduling/scheduler';
import type { DrawnReading, LoadedGraph } from '../../../workers/graph-job';
import type { Pointed } from './schedule-data';
import { bytesText, countText } from './words';

/** A graph as its chart takes it; tensors that leave the scratchpad and come back are dashed. */
export function graphData(loaded: LoadedGraph, isFused: boolean, best: PlacedSchedule | null): GraphData {
  const { graph } = loaded;
  const { reading, drawing } = isFused ? loaded.fused : loaded.plain;
  return {
    finding: findingOf(graph, reading.nodes.length, isFused),
    layers: drawing.layers,
    rows: drawing.rows,
    nodes: reading.nodes.map((operators, node) => ({
      ...drawing.places[node]!,
      label: labelOf(graph, operators),
      about: aboutOf(graph, operators),
    })),
    pieces: drawing.pieces,
    links: reading.links,
    dashed: best === null ? new Set() : comingBack(best),
  };
}

function findingOf(graph: OperatorGraph, nodes: number, isFused: boolean): string {
  const operators = countText(graph.operators.length, 'operator');
  return isFused ? `${graph.name}: ${operators} as ${countText(nodes, 'chain')}` : `${graph.name}: ${operators}`;
}

function labelOf(graph: OperatorGraph, operators: readonly number[]): string {
  const name = graph.operators[operators[0]!]!.name;
  return operators.length === 1 ? name : `${name} +${operators.length - 1}`;
}

function aboutOf(graph: OperatorGraph, operators: readonly number[]): string {
  const [first, last] = [graph.operators[operators[0]!]!, graph.operators[operators.at(-1)!]!];
  const list = (tensors: readonly number[]) =>
    tensors.map((tensor) => `${graph.tensors[tensor]!.name} ${bytesText(graph.tensors[tensor]!.bytes)}`).join(', ');
  const chain = operators.length === 1 ? '' : `chain of ${operators.length} operators up to ${last.name}; `;
  return `${chain}reads ${list(first.inputs) || 'nothing'}; computes ${list(last.outputs)}`;
}

/** Tensors with more than one stay. */
function comingBack({ episodes }: PlacedSchedule): ReadonlySet<number> {
  const seen = new Set<number>();
  const again = new Set<number>();
  for (const { tensor } of episodes) {
    if (seen.has(tensor)) again.add(tensor);
    seen.add(tensor);
  }
  return again;
}

/** For each operator its node in a picture. */
export function nodesOfOperators({ reading }: DrawnReading, operators: number): Int32Array {
  const nodeOf = new Int32Array(operators);
  for (const [node, list] of reading.nodes.entries()) for (const operator of list) nodeOf[operator] = node;
  return nodeOf;
}

/** What stands out at a step, and around what is pointed at. A chain has run once all of it has. */
export function graphMarks(
  graph: OperatorGraph,
  reading: DrawnReading,
  best: PlacedSchedule | null,
  step: number,
  pointed: Pointed | null,
): GraphMarks {
  const nodeOf = nodesOfOperators(reading, graph.operators.length);
  const current = best === null ? null : (nodeOf[best.order[step]!] ?? null);
  const left = reading.reading.nodes.map((operators) => operators.length);
  const done = new Set<number>();
  for (const operator of best?.order.slice(0, step) ?? []) {
    const node = nodeOf[operator]!;
    left[node]!--;
    if (left[node] === 0) done.add(node);
  }
  return { current, done, ...pointedMarks(graph, nodeOf, pointed) };
}

function pointedMarks(graph: OperatorGraph, nodeOf: Int32Array, pointed: Pointed | null) {
  if (pointed === null) return { pointedNodes: [], pointedTensors: [] };
  if (pointed.kind === 'tensor') {
    const around = graph.operators.flatMap(({ inputs, outputs }, operator) => {
      return inputs.includes(pointed.tensor) || outputs.includes(pointed.tensor) ? [nodeOf[operator]!] : [];
    });
    return { pointedNodes: around, pointedTensors: [pointed.tensor] };
  }
  // While another graph is read, what is pointed at may not be of this one.
  const operators = pointed.operators.filter((operator) => operator < graph.operators.length);
  const tensors = operators.flatMap((operator) => {
    const { inputs, outputs } = graph.operators[operator]!;
    return [...inputs, ...outputs];
  });
  return { pointedNodes: operators.map((operator) => nodeOf[operator]!), pointedTensors: tensors };
}
