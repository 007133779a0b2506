import { groupLayers } from '../group-layers';
import type { Activation, Ffn, FullAttention, Layer, LatentAttention, Mixer, DecoderWorkload } from '../types';

/** Hidden size, layers, heads, key/value heads, head size, FFN width, vocabulary, longest context. */
export type PresetSizes = readonly [
  hiddenSize: number,
  layers: number,
  heads: number,
  kvHeads: number,
  headDim: number,
  ffnWidth: number,
  vocabularySize: number,
  maxContext: number,
];

/** What the models of a family have in common. */
export interface PresetStyle {
  readonly tied: boolean;
  readonly gated: boolean;
  readonly activation: Activation;
  readonly norms: number;
  readonly normKind: 'rms' | 'layer';
  readonly attentionBias: boolean;
  readonly ffnBias: boolean;
  readonly rotaryFraction: number;
}

/** What sets one model apart from its family. */
export interface PresetExtras {
  readonly tied?: boolean;
  readonly norms?: number;
  readonly learnedPositions?: number;
  /** Sliding window of some layers: layer i has it unless `(i + 1) % fullEvery` is 0; `fullEvery` 0: all layers. */
  readonly sliding?: { readonly window: number; readonly fullEvery: number };
  /** Chunked attention, as `sliding`; the full layers carry no rotary embedding (Llama 4). */
  readonly chunked?: { readonly chunk: number; readonly fullEvery: number };
  /** Experts, experts per token, expert width, shared width, dense layers before the first MoE layer. */
  readonly moe?: readonly [experts: number, perToken: number, width: number, sharedWidth: number, firstDense: number];
  readonly latent?: Omit<LatentAttention, 'kind' | 'heads'>;
}

function softmaxMixer(sizes: PresetSizes, style: PresetStyle, extras: PresetExtras, index: number): Mixer {
  const [, , heads, kvHeads, headDim] = sizes;
  if (extras.latent !== undefined) return { kind: 'latent', heads, ...extras.latent };
  const full: FullAttention = {
    kind: 'full',
    heads,
    kvHeads,
    headDim,
    valueHeadDim: headDim,
    sharedKeyValue: false,
    outputGate: false,
    rotaryFraction: style.rotaryFraction,
    bias: style.attentionBias,
  };
  const { sliding, chunked } = extras;
  if (sliding !== undefined) {
    const isFull = sliding.fullEvery !== 0 && (index + 1) % sliding.fullEvery === 0;
    return isFull ? full : { ...full, kind: 'sliding', window: sliding.window };
  }
  if (chunked !== undefined) {
    const isFull = (index + 1) % chunked.fullEvery === 0;
    return isFull ? { ...full, rotaryFraction: 0 } : { ...full, kind: 'chunked', chunk: chunked.chunk };
  }
  return full;
}

function ffn(sizes: PresetSizes, style: PresetStyle, extras: PresetExtras, index: number): Ffn {
  const shape = { gated: style.gated, activation: style.activation, bias: style.ffnBias };
  if (extras.moe === undefined || index < extras.moe[4]) return { dense: { width: sizes[5], ...shape }, moe: null };
  const [experts, expertsPerToken, expertWidth, sharedWidth] = extras.moe;
  return { dense: null, moe: { experts, expertsPerToken, expertWidth, sharedWidth, ...shape } };
}

/** The workload of a model whose layers follow the conventions of its family. */
export function buildDecoder(
  name: string,
  sizes: PresetSizes,
  style: PresetStyle,
  extras: PresetExtras,
): DecoderWorkload {
  const layers = Array.from({ length: sizes[1] }, (_, index): Layer => {
    return {
      mixer: softmaxMixer(sizes, style, extras, index),
      ffn: ffn(sizes, style, extras, index),
      norms: extras.norms ?? style.norms,
      normKind: style.normKind,
    };
  });
  return {
    kind: 'decoder',
    name,
    hiddenSize: sizes[0],
    vocabularySize: sizes[6],
    tiedEmbeddings: extras.tied ?? style.tied,
    groups: groupLayers(layers),
    maxContext: sizes[7],
    ...(extras.learnedPositions === undefined ? {} : { learnedPositions: extras.learnedPositions }),
  };
}
