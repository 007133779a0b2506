import type { LayerTable } from '../layer-table/types';
import { markAttention } from './attention';
import { decodeOnnx, graphTooLarge } from './decode';
import { withInputs } from './edges';
import type { OnnxGraph } from './model';
import { elementsOf } from './node-view';
import { nodesInOrder } from './order';
import { type OnnxInput, resolveInputs } from './sizes';
import { type SkippedNode, walkGraph } from './walk';

export interface OnnxOptions {
  /** Name of the table; else the graph's own. */
  readonly name?: string;
  /** Sizes that the file leaves open, by name. A batch that is not given is 1. */
  readonly sizes?: Readonly<Record<string, number>>;
}

/** Nodes of one operator that are not in the table, and why. */
export interface UncountedOperator {
  /** With its domain, where that is not the standard's. */
  readonly operator: string;
  readonly nodes: number;
  /** Of all nodes, 0..1. */
  readonly shareOfNodes: number;
  /** Elements of stored tensors that they read, of all stored elements, 0..1: the work itself is not known. */
  readonly shareOfWeights: number;
  /** Whether a rule for the operator exists, and only a node before these stands in the way. */
  readonly blocked: boolean;
  /** Of the first of them; half a sentence. */
  readonly reason: string;
}

export interface OnnxImport {
  readonly table: LayerTable;
  readonly inputs: readonly OnnxInput[];
  readonly nodes: number;
  /** Elements of all stored tensors of the file, each counted once. */
  readonly storedElements: number;
  readonly uncounted: readonly UncountedOperator[];
  /** Sentences on what was assumed, for people to read. */
  readonly notes: readonly string[];
}

export type OnnxOutcome =
  | { readonly ok: true; readonly value: OnnxImport }
  | {
      readonly ok: false;
      /** One sentence, which names the node where there is one. */
      readonly reason: string;
      /** Sizes that have to be given for the file to be read; empty where something else is wrong. */
      readonly openSizes: readonly string[];
    };

function refused(reason: string): OnnxOutcome {
  return { ok: false, reason, openSizes: [] };
}

/** Reads an ONNX file as a layer table. Never throws over what a file holds, and takes time in proportion to it. */
export function importOnnx(file: Uint8Array | ArrayBuffer, options: OnnxOptions = {}): OnnxOutcome {
  const decoded = decodeOnnx(file instanceof Uint8Array ? file : new Uint8Array(file));
  if (!decoded.ok) return refused(decoded.reason);
  const { graph, opset } = decoded.value;
  const problem = graphTooLarge(graph) ?? (graph.nodes.length === 0 ? 'The graph has no nodes.' : null);
  if (problem !== null) return refused(problem);
  const ordered = nodesInOrder(graph);
  if (!ordered.ok) return refused(ordered.reason);
  const resolved = resolveInputs(graph, options.sizes ?? {});
  if (!resolved.ok) return resolved;
  const walked = walkGraph(graph, ordered.value, opset, resolved);
  if (!walked.ok) return refused(walked.reason);
  const { entries, skipped, values } = walked.value;
  const { layers, attentions } = markAttention(entries);
  const storedElements = storedElementsOf(graph);
  const uncounted = grouped(skipped, graph.nodes.length, storedElements);
  if (layers.length === 0) return refused(nothingCounted(uncounted));
  const name = options.name ?? (graph.name === '' ? 'ONNX model' : graph.name);
  const table: LayerTable = { kind: 'layers', name, layers: withInputs(entries, layers, values, resolved) };
  const notes = [...resolved.notes, ...notesOn(graph, attentions)];
  const { inputs } = resolved;
  return { ok: true, value: { table, inputs, nodes: graph.nodes.length, storedElements, uncounted, notes } };
}

/** Some exporters keep weights in Constant nodes. */
function storedElementsOf({ initializers, nodes }: OnnxGraph): number {
  const constants = nodes.flatMap(({ operator, attributes }) =>
    operator === 'Constant' ? (attributes.get('value')?.tensor ?? []) : [],
  );
  return [...initializers, ...constants].reduce((sum, { dims }) => sum + elementsOf(dims), 0);
}

function nothingCounted(uncounted: readonly UncountedOperator[]): string {
  const first = uncounted[0];
  if (first === undefined) return 'The graph does no work: all of it follows from stored tensors.';
  return `No node of the graph can be counted; the first operator is ${first.operator}, and ${first.reason}.`;
}

/** The nodes that were passed over by operator, unsupported ones first, then by number of nodes. */
function grouped(skipped: readonly SkippedNode[], nodes: number, stored: number): readonly UncountedOperator[] {
  const groups = new Map<string, { readonly first: SkippedNode; nodes: number; elements: number }>();
  for (const entry of skipped) {
    const key = JSON.stringify([entry.node.domain, entry.node.operator, entry.blocked]);
    const group = groups.get(key) ?? { first: entry, nodes: 0, elements: 0 };
    group.nodes += 1;
    group.elements += entry.storedElements;
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ first, ...group }) => ({
      operator: first.node.domain === '' ? first.node.operator : `${first.node.domain}.${first.node.operator}`,
      nodes: group.nodes,
      shareOfNodes: group.nodes / nodes,
      // A tensor that several nodes read is counted for each.
      shareOfWeights: stored === 0 ? 0 : Math.min(1, group.elements / stored),
      blocked: first.blocked,
      reason: first.reason,
    }))
    .sort((a, b) => Number(a.blocked) - Number(b.blocked) || b.nodes - a.nodes);
}

/** Stored tensors below this size are biases and constants, not worth a note when they are shared. */
const SHARED_WEIGHT_ELEMENTS = 1_024;

function notesOn(graph: OnnxGraph, attentions: number): readonly string[] {
  const notes: string[] = [];
  if (attentions > 0) {
    notes.push(`${attentions} times two products around a softmax were recognised as attention.`);
  }
  if (graph.nodes.some(({ operator }) => operator === 'LSTM' || operator === 'GRU' || operator === 'RNN')) {
    notes.push('The steps of recurrent layers are counted as rows of one product, though they follow one another.');
  }
  const large = new Set(
    graph.initializers.flatMap(({ name, dims }) => (elementsOf(dims) > SHARED_WEIGHT_ELEMENTS ? [name] : [])),
  );
  const uses = new Map<string, number>();
  for (const { inputs } of graph.nodes) {
    for (const input of inputs) if (large.has(input)) uses.set(input, (uses.get(input) ?? 0) + 1);
  }
  const shared = [...uses.values()].filter((count) => count > 1).length;
  if (shared > 0) notes.push(`${shared} stored tensors are used more than once, and counted at each use.`);
  return notes;
}
