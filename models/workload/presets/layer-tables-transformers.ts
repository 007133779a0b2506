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

/** All 12 layers of an encoder at once. `normFirst` says where the norms stand, which changes no size. */
function encoderLayers(batch: number, tokens: number, normFirst: boolean): readonly TableLayer[] {
  const rows = batch * tokens;
  const headDim = WIDTH / HEADS;
  const hidden = rows * WIDTH;
  const residual = (name: string) => elementwise(name, 'add', 2 * hidden, hidden, 0, LAYERS);
  const attention: readonly TableLayer[] = [
    ...['query', 'key', 'value'].map((part) => linear(`encoder.attention.${part}`, rows, WIDTH, WIDTH, LAYERS)),
    attentionProduct('scores', batch, tokens, [tokens, headDim]),
    { kind: 'softmax', name: 'encoder.attention.softmax', repeat: LAYERS, rows: rows * HEADS, columns: tokens },
    attentionProduct('context', batch, tokens, [headDim, tokens]),
    linear('encoder.attention.output', rows, WIDTH, WIDTH, LAYERS),
    residual('encoder.attention.add'),
  ];
  const inner = rows * FEED_FORWARD;
  const feedForward: readonly TableLayer[] = [
    linear('encoder.mlp.up', rows, FEED_FORWARD, WIDTH, LAYERS),
    elementwise('encoder.mlp.gelu', 'gelu', inner, inner, 0, LAYERS),
    linear('encoder.mlp.down', rows, WIDTH, FEED_FORWARD, LAYERS),
    residual('encoder.mlp.add'),
  ];
  const norms = [layerNorm('encoder.attention.norm', rows, LAYERS), layerNorm('encoder.mlp.norm', rows, LAYERS)];
  return normFirst
    ? [...norms.slice(0, 1), ...attention, ...norms.slice(1), ...feedForward]
    : [...attention, ...norms.slice(0, 1), ...feedForward, ...norms.slice(1)];
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
    ...encoderLayers(batch, tokens, true),
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
    tableRows,
    width: WIDTH,
    lookups: rows,
  });
  const layers: readonly TableLayer[] = [
    lookup('words', VOCABULARY),
    lookup('positions', BERT_MAX_TOKENS),
    lookup('segments', SEGMENTS),
    elementwise('embedding.add', 'add', 3 * rows * WIDTH, rows * WIDTH),
    layerNorm('embedding.norm', rows),
    ...encoderLayers(batch, tokens, false),
    linear('pooler', batch, WIDTH, WIDTH),
    elementwise('pooler.tanh', 'tanh', batch * WIDTH, batch * WIDTH),
  ];
  return { kind: 'layers', name: 'BERT-base', layers };
}
