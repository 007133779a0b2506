import { layerFault } from '../layer-table/check';
import type { TableLayer } from '../layer-table/types';
import type { NodeLayers } from './attention';
import { contentOf } from './content';
import { failed, type OnnxGraph, type OnnxNode, type Outcome } from './model';
import { computed, elementsOf, type Inferred, NodeView, type Shape, storedValue, type Value } from './node-view';
import { ruleOf } from './operators';
import { nodeTitle } from './order';
import { declaredShape, type ResolvedInputs } from './sizes';

/** A node that could not be counted. */
export interface SkippedNode {
  readonly node: OnnxNode;
  /** Half a sentence, to stand behind the node. */
  readonly reason: string;
  /** Whether the fault lies with an earlier node, whose output's shape is not known. */
  readonly blocked: boolean;
  /** Elements of the stored tensors that it reads. */
  readonly storedElements: number;
}

export interface Walked {
  readonly entries: readonly NodeLayers[];
  readonly skipped: readonly SkippedNode[];
  /** What is known of each value, by name. */
  readonly values: ReadonlyMap<string, Value>;
}

const MAX_RANK = 64;
const UNKNOWN: Value = { shape: null, content: null, integer: false, stored: false };

/** Follows the shapes through the graph, node by node, and collects the layers. */
export function walkGraph(
  graph: OnnxGraph,
  ordered: readonly OnnxNode[],
  opset: number,
  resolved: ResolvedInputs,
): Outcome<Walked> {
  const values = startingValues(graph, resolved);
  if (!values.ok) return values;
  const declared = declaredShapes(graph, resolved.sizes);
  const entries: NodeLayers[] = [];
  const skipped: SkippedNode[] = [];
  for (const node of ordered) {
    const inputs = node.inputs.map((name) => (name === '' ? null : (values.value.get(name) ?? UNKNOWN)));
    const view = new NodeView(
      node,
      opset,
      inputs,
      node.outputs.map((name) => declared.get(name) ?? null),
    );
    const step = stepOf(view);
    if (!step.ok) return failed(`${nodeTitle(node)}: ${step.reason}.`);
    const { outputs, layers, skip } = step.value;
    for (const [index, name] of node.outputs.entries())
      if (name !== '') values.value.set(name, outputs[index] ?? UNKNOWN);
    entries.push({ node, layers });
    if (skip !== null) skipped.push({ node, ...skip, storedElements: storedElementsOf(inputs) });
  }
  return { ok: true, value: { entries, skipped, values: values.value } };
}

function startingValues(graph: OnnxGraph, resolved: ResolvedInputs): Outcome<Map<string, Value>> {
  const values = new Map<string, Value>();
  for (const name of resolved.shapeless) values.set(name, UNKNOWN);
  for (const { name, shape } of resolved.inputs) {
    if (!soundShape(shape)) return failed(`The input ${JSON.stringify(name)} has no sound shape.`);
    values.set(name, computed(shape));
  }
  for (const tensor of graph.initializers) {
    if (!soundShape(tensor.dims)) {
      return failed(`The stored tensor ${JSON.stringify(tensor.name)} has no sound shape.`);
    }
    values.set(tensor.name, storedValue(tensor));
  }
  return { ok: true, value: values };
}

function declaredShapes(graph: OnnxGraph, sizes: ReadonlyMap<string, number>): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const { name, dims } of [...graph.values, ...graph.outputs]) {
    const shape = declaredShape(dims, sizes);
    if (shape !== null && soundShape(shape)) shapes.set(name, shape);
  }
  return shapes;
}

/** Whole sizes that multiply to a number which is exact. */
function soundShape(shape: Shape): boolean {
  if (shape.length > MAX_RANK || shape.some((size) => !Number.isSafeInteger(size) || size < 0)) return false;
  // With a zero among them the others could still multiply to infinity, and infinity times zero is no number.
  return elementsOf(shape.map((size) => Math.max(1, size))) <= Number.MAX_SAFE_INTEGER;
}

function storedElementsOf(inputs: readonly (Value | null)[]): number {
  return inputs.reduce((sum, value) => sum + (value?.stored === true ? elementsOf(value.shape ?? []) : 0), 0);
}

interface Step {
  readonly outputs: readonly Value[];
  readonly layers: readonly TableLayer[];
  readonly skip: { readonly reason: string; readonly blocked: boolean } | null;
}

function skip(view: NodeView, reason: string, blocked: boolean): Outcome<Step> {
  const outputs = view.declared.map((shape) => (shape === null ? UNKNOWN : computed(shape)));
  return { ok: true, value: { outputs, layers: [], skip: { reason, blocked } } };
}

function stepOf(view: NodeView): Outcome<Step> {
  const { operator, domain, inputs } = view.node;
  const rule = ruleOf(operator, domain);
  if (rule === undefined) return skip(view, 'there is no rule for this operator', false);
  for (let index = 0; index < rule.inputs; index++) {
    if (!view.has(index)) return failed(`it needs ${rule.inputs} inputs, and number ${index + 1} is missing`);
  }
  const unknown = view.inputs.findIndex((value) => value !== null && value.shape === null);
  if (unknown >= 0) return skip(view, `the shape of its input ${JSON.stringify(inputs[unknown])} is not known`, true);
  const inferred = rule.infer(view);
  if (inferred.kind === 'wrong') return failed(inferred.reason);
  if (inferred.kind === 'unsupported') return skip(view, inferred.reason, false);
  return finished(view, inferred);
}

function finished(view: NodeView, inferred: Extract<Inferred, { kind: 'done' }>): Outcome<Step> {
  // What follows from stored tensors and shapes alone is computed once, before the network runs.
  const folded = view.inputs.length > 0 && view.inputs.every((value) => value === null || value.stored);
  const outputs: Value[] = [];
  for (const [index, output] of inferred.outputs.entries()) {
    const shape = output.shape ?? [];
    if (!soundShape(shape)) return failed('its output would be too large to be counted exactly');
    const content = index === 0 && output.content === null ? contentOf(view, shape) : null;
    outputs.push({ ...output, ...content, stored: output.stored || folded });
  }
  for (let index = outputs.length; index < view.declared.length; index++) {
    const shape = view.declared[index] ?? null;
    outputs.push(shape === null ? UNKNOWN : computed(shape));
  }
  const empty = outputs[0] !== undefined && outputs[0].shape !== null && elementsOf(outputs[0].shape) === 0;
  const layers = folded || empty ? [] : inferred.layers;
  for (const layer of layers) {
    const fault = layerFault(layer);
    if (fault !== null) return failed(fault);
  }
  return { ok: true, value: { outputs, layers, skip: null } };
}
