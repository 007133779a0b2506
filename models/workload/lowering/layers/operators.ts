import { layerCounts } from '../../layer-table/counts';
import type { LayerTable, MatmulLayer, TableLayer } from '../../layer-table/types';
import type { Rules } from '../../rules';

/** What runs as one operator: a layer, and the layers right behind it that take its result as it comes. */
export interface TableOperator {
  readonly layer: TableLayer;
  /** In order. */
  readonly fused: readonly TableLayer[];
  /** Elements of one pass that the fused layers read from main memory: the other input of a residual addition. */
  readonly besides: number;
  /** Probabilities of fused attention, which never reach main memory. */
  readonly inputOnChip: boolean;
  /** Scores of fused attention. */
  readonly resultOnChip: boolean;
}

/** An operator, how many of it stand here, and the place of its first layer in the table. */
export interface PlacedOperator {
  readonly layer: TableOperator;
  readonly count: number;
  readonly index: number;
}

/**
 * The operators of a table in order. With `fusedElementwise`, an elementwise layer or a batch normalisation right behind
 * a layer, with as many outputs as that layer, runs as part of it. With `fusedAttention`, so does all that stands between
 * the two products of an attention, if that is a softmax and elementwise layers.
 *
 * A table keeps no branches, so that neighbours in the list are taken for neighbours in the network.
 */
export function operatorsOf({ layers }: LayerTable, rules: Rules): readonly PlacedOperator[] {
  const operators: PlacedOperator[] = [];
  let fromChip = false;
  for (let index = 0; index < layers.length;) {
    const layer = layers[index]!;
    const attention = rules.fusedAttention ? attentionEnd(layers, index) : null;
    const end = attention ?? (rules.fusedElementwise ? fusedEnd(layers, index) : index + 1);
    const fused = layers.slice(index + 1, end);
    operators.push({
      layer: { layer, fused, besides: elementsBesides(fused), inputOnChip: fromChip, resultOnChip: attention !== null },
      count: layer.repeat,
      index,
    });
    fromChip = attention !== null;
    index = end;
  }
  return operators;
}

/** What tells operators apart: all of their sizes, and nothing of their names. */
export function operatorKey({ layer, fused, ...rest }: TableOperator): string {
  const sizes = (one: TableLayer) => ({ ...one, name: '', repeat: 1, inputs: undefined });
  return JSON.stringify({ ...rest, layer: sizes(layer), fused: fused.map(sizes) });
}

export function isProduct(layer: TableLayer): boolean {
  return layer.kind === 'convolution' || layer.kind === 'matmul';
}

/** Elements that an operator hands on, in one pass: fused layers keep the number of those of the first. */
export function resultElements({ layer }: TableOperator): number {
  return layerCounts(layer).outputElements;
}

function takesResult(layer: TableLayer, elements: number): boolean {
  if (layer.kind === 'normalisation') return layer.normalisation === 'batch' && layer.elements === elements;
  return layer.kind === 'elementwise' && layer.outputElements === elements && layer.inputElements >= elements;
}

/** First layer behind `start` that is not fused with it. */
function fusedEnd(layers: readonly TableLayer[], start: number): number {
  const { repeat } = layers[start]!;
  const elements = layerCounts(layers[start]!).outputElements;
  let end = start + 1;
  while (end < layers.length && layers[end]!.repeat === repeat && takesResult(layers[end]!, elements)) end++;
  return end;
}

/** The second product of the attention that starts at `start`, or null where it can not be fused. */
function attentionEnd(layers: readonly TableLayer[], start: number): number | null {
  const scores = layers[start]!;
  if (scores.kind !== 'matmul' || scores.attention !== 'scores') return null;
  const elements = layerCounts(scores).outputElements;
  let end = start + 1;
  let softmax = 0;
  for (; end < layers.length && layers[end]!.repeat === scores.repeat; end++) {
    const layer = layers[end]!;
    if (layer.kind === 'softmax' && layer.rows * layer.columns === elements) softmax += 1;
    else if (!takesResult(layer, elements)) break;
  }
  const next = layers[end];
  const isContext = next?.kind === 'matmul' && next.attention === 'context' && next.repeat === scores.repeat;
  return softmax === 1 && isContext && leftElements(next) === elements ? end : null;
}

function leftElements({ batch, m, k }: MatmulLayer): number {
  return batch * m * k;
}

/**
 * Inputs of fused layers that come from elsewhere. Behind an elementwise layer without stored operands, a second input of
 * the size of the result is taken for an earlier tensor of the same operator, as in x sigmoid(x).
 */
function elementsBesides(fused: readonly TableLayer[]): number {
  let besides = 0;
  let hasEarlier = false;
  for (const layer of fused) {
    if (layer.kind !== 'elementwise') continue;
    const others = layer.inputElements - layer.outputElements;
    besides += hasEarlier ? Math.max(0, others - layer.outputElements) : others;
    hasEarlier ||= layer.parameters === 0;
  }
  return besides;
}
