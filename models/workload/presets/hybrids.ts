/** Models whose layers differ in more than a line of `catalog.ts` can say. Each is checked against its config file. */
import { groupLayers } from '../group-layers';
import type {
  DenseFfn,
  FullAttention,
  Layer,
  LinearAttention,
  MoeFfn,
  SlidingAttention,
  DecoderWorkload,
} from '../types';
import { hybridLayers } from '../hybrid-layers';

const ATTENTION = {
  sharedKeyValue: false,
  outputGate: false,
  rotaryFraction: 1,
  bias: false,
} as const;

/** 54 Mamba-2, 54 FFN and 10 attention layers; no rotary embedding. */
export function nemotronH56b(): DecoderWorkload {
  const attention: FullAttention = {
    ...ATTENTION,
    kind: 'full',
    heads: 64,
    kvHeads: 8,
    headDim: 128,
    valueHeadDim: 128,
    rotaryFraction: 0,
  };
  const stateSpace = {
    kind: 'stateSpace',
    variant: 'mamba2',
    innerSize: 16384,
    heads: 256,
    headDim: 64,
    stateSize: 256,
    groups: 8,
    convolutionWidth: 4,
    timeStepRank: 0,
  } as const;
  const dense: DenseFfn = { width: 32768, gated: false, activation: 'relu2', bias: false };
  const pattern = 'M-M-M-M*-' + 'M-M-M-M-M*-'.repeat(9) + 'M-M-M-M-M-';
  return {
    kind: 'decoder',
    name: 'Nemotron-H 56B',
    hiddenSize: 8192,
    vocabularySize: 131072,
    tiedEmbeddings: false,
    groups: groupLayers(hybridLayers(pattern, { attention, stateSpace, dense, moe: null }) ?? []),
    maxContext: 8192,
  };
}

/** Three layers of gated DeltaNet to one of gated attention. */
export function qwen35Dense27b(): DecoderWorkload {
  const linear: LinearAttention = {
    kind: 'linear',
    variant: 'gatedDeltaNet',
    keyHeads: 16,
    valueHeads: 48,
    keyHeadDim: 128,
    valueHeadDim: 128,
    convolutionWidth: 4,
  };
  const full: FullAttention = {
    ...ATTENTION,
    kind: 'full',
    heads: 24,
    kvHeads: 4,
    headDim: 256,
    valueHeadDim: 256,
    outputGate: true,
    rotaryFraction: 0.25,
  };
  const dense: DenseFfn = { width: 17408, gated: true, activation: 'silu', bias: false };
  const layer = (mixer: LinearAttention | FullAttention): Layer => {
    return { mixer, ffn: { dense, moe: null }, norms: 2, normKind: 'rms' };
  };
  return {
    kind: 'decoder',
    name: 'Qwen3.5 27B',
    hiddenSize: 5120,
    vocabularySize: 248320,
    tiedEmbeddings: false,
    groups: [{ repeat: 16, layers: [layer(linear), layer(linear), layer(linear), layer(full)] }],
    maxContext: 262144,
  };
}

/** Five sliding layers to one full layer whose keys double as values; a dense FFN beside the experts in each layer. */
export function gemma4Moe26b(): DecoderWorkload {
  const sliding: SlidingAttention = {
    ...ATTENTION,
    kind: 'sliding',
    window: 1024,
    heads: 16,
    kvHeads: 8,
    headDim: 256,
    valueHeadDim: 256,
  };
  const full: FullAttention = {
    ...ATTENTION,
    kind: 'full',
    heads: 16,
    kvHeads: 2,
    headDim: 512,
    valueHeadDim: 512,
    sharedKeyValue: true,
    rotaryFraction: 0.25,
  };
  const dense: DenseFfn = { width: 2112, gated: true, activation: 'gelu', bias: false };
  const moe: MoeFfn = {
    experts: 128,
    expertsPerToken: 8,
    expertWidth: 704,
    sharedWidth: 0,
    gated: true,
    activation: 'gelu',
    bias: false,
  };
  const layer = (mixer: SlidingAttention | FullAttention): Layer => {
    return { mixer, ffn: { dense, moe }, norms: 7, normKind: 'rms' };
  };
  return {
    kind: 'decoder',
    name: 'Gemma 4 26B-A4B',
    hiddenSize: 2816,
    vocabularySize: 262144,
    tiedEmbeddings: true,
    groups: [{ repeat: 5, layers: [...Array.from({ length: 5 }, () => layer(sliding)), layer(full)] }],
    maxContext: 262144,
  };
}
