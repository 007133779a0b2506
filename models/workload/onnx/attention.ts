import type { TableLayer } from '../layer-table/types';
import type { OnnxNode } from './model';

/** Scaling, masking and changes of type, between the scores and their softmax or behind it. */
const PASSES: ReadonlySet<string> = new Set(
  'Add Sub Mul Div Where Cast Identity Dropout Clip Min Max Reshape Unsqueeze Squeeze Slice Expand'.split(' '),
);
/** How far a softmax is looked around: scale, mask, reshapes and casts are fewer than this together. */
const MOST_STEPS = 8;

export interface NodeLayers {
  readonly node: OnnxNode;
  readonly layers: readonly TableLayer[];
}

function activationProduct(entry: NodeLayers | undefined): boolean {
  return entry?.layers.some((layer) => layer.kind === 'matmul' && layer.operand === 'activations') === true;
}

/** Follows a chain of passing nodes from one node to a product of activations; undefined where it ends elsewhere. */
function follow(
  from: NodeLayers,
  step: (entry: NodeLayers) => readonly (NodeLayers | undefined)[],
): NodeLayers | undefined {
  let front: readonly NodeLayers[] = [from];
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const next = front.flatMap((entry) => step(entry).flatMap((other) => (other === undefined ? [] : [other])));
    const product = next.find(activationProduct);
    if (product !== undefined) return product;
    front = next.filter(({ node }) => PASSES.has(node.operator)).slice(0, MOST_STEPS);
  }
  return undefined;
}

/**
 * Finds MatMul, Softmax, MatMul with nothing but scaling and masking between, both products of activations, and marks
 * them as the two parts of an attention, so that a model may fuse them.
 */
export function markAttention(entries: readonly NodeLayers[]): {
  readonly layers: readonly TableLayer[];
  readonly attentions: number;
} {
  const producer = new Map<string, NodeLayers>();
  const users = new Map<string, NodeLayers[]>();
  for (const entry of entries) {
    for (const output of entry.node.outputs) producer.set(output, entry);
    for (const input of entry.node.inputs) {
      const list = users.get(input);
      if (list === undefined) users.set(input, [entry]);
      else list.push(entry);
    }
  }
  const parts = new Map<NodeLayers, 'scores' | 'context'>();
  let attentions = 0;
  for (const entry of entries) {
    if (entry.node.operator !== 'Softmax') continue;
    const scores = follow(entry, ({ node }) => node.inputs.slice(0, MOST_STEPS).map((input) => producer.get(input)));
    const context = follow(entry, ({ node }) =>
      node.outputs.flatMap((output) => (users.get(output) ?? []).slice(0, MOST_STEPS)),
    );
    if (scores === undefined || context === undefined || scores === context) continue;
    parts.set(scores, 'scores').set(context, 'context');
    attentions++;
  }
  const layers = entries.flatMap((entry) => {
    const attention = parts.get(entry) ?? null;
    return entry.layers.map((layer) =>
      layer.kind === 'matmul' && attention !== null ? { ...layer, attention } : layer,
    );
  });
  return { layers, attentions };
}
