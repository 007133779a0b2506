/** Encoders of 12 layers of width 768. Where the sizes and totals come from: provenance. */
import type { LayerTable, MatmulLayer, TableLayer } from '../layer-table/types';
import { elementwise, ImageNetBuilder, linear } from './layer-tables-build';

const LAYERS = 12;
const WIDTH = 768;
const HEADS = 12;
const FEED_FORWARD = 3072;

function layerNorm(name: string, rows: number, repeat = 1): TableLayer {
  return {
    kind: 'normalisation',
    name,
    repeat,
    normalisation: 'layer',
    elements: rows * WIDTH,
    parameters: 2 * WIDTH,
  };
}

function attentionProduct(
  attention: 'scores' | 'context',
  batch: number,
  tokens: number,
  [n, k]: readonly [n: number, k: number],
): MatmulLayer {
  return {
    kind: 'matmul',
    name: `encoder.attention.${attention}`,
    repeat: LAYERS,
    m: tokens,
    n,
    k,
    batch: batch * HEADS,
    operand: 'activations',
    bias: false,
    attention,
  };
}

/** All 12 layers of an encoder at once, from a place in the table on. `normFirst` says where the norms stand. */
function encoderLayers(batch: number, tokens: number, normFirst: boolean, start: number): readonly TableLayer[] {
  const rows = batch * tokens;
  const headDim = WIDTH / HEADS;
  const hidden = rows * WIDTH;
  const inner = rows * FEED_FORWARD;
  const block = new BlockBuilder(start);
  const residual = (name: string, other: number) => {
    return block.add(elementwise(name, 'add', 2 * hidden, hidden, 0, LAYERS), [block.last, other]);
  };
  const norm = (part: string) => block.add(layerNorm(`encoder.${part}.norm`, rows, LAYERS));
  const project = (part: string) => linear(`encoder.attention.${part}`, rows, WIDTH, WIDTH, LAYERS);

  const input = normFirst ? norm('attention') : block.last;
  const [queries, keys, values] = ['query', 'key', 'value'].map((part) => block.add(project(part), [input]));
  block.add(attentionProduct('scores', batch, tokens, [tokens, headDim]), [queries!, keys!]);
  block.add({
    kind: 'softmax',
    name: 'encoder.attention.softmax',
    repeat: LAYERS,
    rows: rows * HEADS,
    columns: tokens,
  });
  block.add(attentionProduct('context', batch, tokens, [headDim, tokens]), [block.last, values!]);
  block.add(project('output'));
  let shortcut = residual('encoder.attention.add', start - 1);
  if (normFirst) norm('mlp');
  else shortcut = norm('attention');
  block.add(linear('encoder.mlp.up', rows, FEED_FORWARD, WIDTH, LAYERS));
  block.add(elementwise('encoder.mlp.gelu', 'gelu', inner, inner, 0, LAYERS));
  block.add(linear('encoder.mlp.down', rows, WIDTH, FEED_FORWARD, LAYERS));
  residual('encoder.mlp.add', shortcut);
  if (!normFirst) norm('mlp');
  return block.layers;
}

/** Lists layers from a place in a table on; that a layer reads the one before need not be said. */
class BlockBuilder {
  readonly #start: number;
  readonly layers: TableLayer[] = [];

  constructor(start: number) {
    this.#start = start;
  }

  /** Place of the last layer listed. */
  get last(): number {
    return this.#start + this.layers.length - 1;
  }

  /** Says the place of the layer. */
  add(layer: TableLayer, inputs: readonly number[] = [this.last]): number {
    const isNext = inputs.length === 1 && inputs[0] === this.last;
    this.layers.push(isNext ? layer : { ...layer, inputs });
    return this.last;
  }
}

/** ViT-B/16 on 224 x 224 pixels: 196 patches and a class token. */
export function vitB16(batch = 1): LayerTable {
  const patches = new ImageNetBuilder(batch, 224, 3).convolution('patches', WIDTH, 16, {
    stride: 16,
    padding: 0,
    bias: true,
  });
  const tokens = patches.pixels + 1;
  const hidden = batch * tokens * WIDTH;
  const layers: readonly TableLayer[] = [
    ...patches.layers,
    // The class token and the positions are stored, and become part of the tensor here.
    elementwise('embedding.positions', 'add', patches.elements, hidden, (tokens + 1) * WIDTH),
    ...encoderLayers(batch, tokens, true, patches.layers.length + 1),
    layerNorm('norm', batch * tokens),
    linear('head', batch, 1000, WIDTH),
  ];
  return { kind: 'layers', name: 'ViT-B/16', layers };
}

const VOCABULARY = 30522;
/** Positions that BERT learned: the longest sequence it takes. */
export const BERT_MAX_TOKENS = 512;
const SEGMENTS = 2;

/** BERT-base (uncased) with its pooler and no task head, for sequences of `tokens` tokens. */
export function bertBase(tokens = 128, batch = 1): LayerTable {
  const rows = batch * tokens;
  const lookup = (name: string, tableRows: number): TableLayer => ({
    kind: 'lookup',
    name: `embedding.${name}`,
    repeat: 1,
    inputs: [-1],
    tableRows,
    width: WIDTH,
    lookups: rows,
  });
  const embedding: readonly TableLayer[] = [
    lookup('words', VOCABULARY),
    lookup('positions', BERT_MAX_TOKENS),
    lookup('segments', SEGMENTS),
    { ...elementwise('embedding.add', 'add', 3 * rows * WIDTH, rows * WIDTH), inputs: [0, 1, 2] },
    layerNorm('embedding.norm', rows),
  ];
  const layers: readonly TableLayer[] = [
    ...embedding,
    ...encoderLayers(batch, tokens, false, embedding.length),
    linear('pooler', batch, WIDTH, WIDTH),
    elementwise('pooler.tanh', 'tanh', batch * WIDTH, batch * WIDTH),
  ];
  return { kind: 'layers', name: 'BERT-base', layers };
}
