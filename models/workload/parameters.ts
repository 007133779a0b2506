/**
 * How many weights a model holds, by module. Language model only: no multi-token-prediction heads, no vision or
 * audio towers. Counts are elements; bytes follow once formats are known.
 *
 * Not counted, each below 0.01 % of any model here: query/key norms, attention sinks, router biases and scales,
 * shared-expert gates, head biases.
 */
import {
  DECODER_MODULES,
  type DenseFfn,
  type Layer,
  type LatentAttention,
  type LinearAttention,
  type Mixer,
  type DecoderModule,
  type MoeFfn,
  type ShortConvolution,
  type SoftmaxAttention,
  type StateSpace,
  type DecoderWorkload,
} from './types';

/** Weights in matrices (multiplied or looked up) and in vectors (norms, biases, decay rates, convolution taps). */
export interface WeightCount {
  readonly matrices: number;
  readonly vectors: number;
}

export type WeightsByModule = Readonly<Record<DecoderModule, WeightCount>>;

export interface ParameterCount {
  readonly total: number;
  /** Weights that one token passes through: of the experts only the chosen ones; the embedding table counts whole. */
  readonly activePerToken: number;
  readonly matrices: number;
  readonly activeMatrices: number;
  /** Mixers with a constant state count under `state`; norms under the module whose input they scale. */
  readonly byModule: WeightsByModule;
  readonly activeByModule: WeightsByModule;
}

const NOTHING: WeightCount = { matrices: 0, vectors: 0 };

export function sumWeights(a: WeightCount, b: WeightCount): WeightCount {
  return { matrices: a.matrices + b.matrices, vectors: a.vectors + b.vectors };
}

function scaleWeights(count: WeightCount, factor: number): WeightCount {
  return { matrices: count.matrices * factor, vectors: count.vectors * factor };
}

function byModule(of: (module: DecoderModule) => WeightCount): WeightsByModule {
  return Object.fromEntries(DECODER_MODULES.map((module) => [module, of(module)])) as Record<
    DecoderModule,
    WeightCount
  >;
}

/** Query, key, value and output projections, the output gate where there is one, and their biases. */
function softmaxAttentionWeights(mixer: SoftmaxAttention, hiddenSize: number): WeightCount {
  const queries = mixer.heads * mixer.headDim;
  const keys = mixer.kvHeads * mixer.headDim;
  const values = mixer.sharedKeyValue ? 0 : mixer.kvHeads * mixer.valueHeadDim;
  const outputs = mixer.heads * mixer.valueHeadDim;
  const gate = mixer.outputGate ? outputs : 0;
  return {
    matrices: hiddenSize * (queries + keys + values + outputs + gate),
    vectors: mixer.bias ? queries + keys + values + gate + hiddenSize : 0,
  };
}

/** Projections of latent attention; source: DeepSeek-V2, arXiv 2405.04434, sec. 2.1 and appendix C. */
function latentAttentionWeights(mixer: LatentAttention, hiddenSize: number): WeightCount {
  const queries = mixer.heads * (mixer.nopeHeadDim + mixer.ropeHeadDim);
  const queryPath =
    mixer.queryRank === null ? hiddenSize * queries : hiddenSize * mixer.queryRank + mixer.queryRank * queries;
  const latent = hiddenSize * (mixer.kvRank + mixer.ropeHeadDim);
  const expand = mixer.kvRank * mixer.heads * (mixer.nopeHeadDim + mixer.valueHeadDim);
  const output = mixer.heads * mixer.valueHeadDim * hiddenSize;
  return { matrices: queryPath + latent + expand + output, vectors: (mixer.queryRank ?? 0) + mixer.kvRank };
}

/** Channels that the short causal convolution of a state-space mixer runs over. */
export function stateSpaceConvolutionChannels(mixer: StateSpace): number {
  return mixer.variant === 'mamba1' ? mixer.innerSize : mixer.innerSize + 2 * mixer.groups * mixer.stateSize;
}

/**
 * Mamba-2 (arXiv 2405.21060): in (z, x, B, C, dt), convolution, A, D and dt bias per head, gated norm, out.
 * Mamba-1 (arXiv 2312.00752): in (x, z), convolution, x to (dt, B, C), dt, A per channel and state, D, out.
 */
function stateSpaceWeights(mixer: StateSpace, hiddenSize: number): WeightCount {
  const { innerSize, stateSize, heads, groups, timeStepRank } = mixer;
  const channels = stateSpaceConvolutionChannels(mixer);
  const convolution = channels * (mixer.convolutionWidth + 1);
  if (mixer.variant === 'mamba2') {
    const input = hiddenSize * (2 * innerSize + 2 * groups * stateSize + heads);
    return { matrices: input + innerSize * hiddenSize, vectors: convolution + 3 * heads + innerSize };
  }
  const input = hiddenSize * 2 * innerSize;
  const selection = innerSize * (timeStepRank + 2 * stateSize) + timeStepRank * innerSize;
  return {
    matrices: input + selection + innerSize * hiddenSize,
    vectors: convolution + innerSize * (stateSize + 2),
  };
}

/** Channels that the short causal convolution of gated DeltaNet runs over: queries, keys and values. */
export function linearConvolutionChannels(mixer: LinearAttention): number {
  return mixer.variant === 'gatedDeltaNet'
    ? 2 * mixer.keyHeads * mixer.keyHeadDim + mixer.valueHeads * mixer.valueHeadDim
    : 0;
}

/**
 * Gated DeltaNet (arXiv 2412.06464, as in Qwen3-Next): query, key, value, gate, two scalars per value head (decay and
 * write strength), convolution, decay rate and time bias, norm, out. Lightning attention (arXiv 2405.17381): query,
 * key, value, gate, norm, out.
 */
function linearAttentionWeights(mixer: LinearAttention, hiddenSize: number): WeightCount {
  const keys = mixer.keyHeads * mixer.keyHeadDim;
  const values = mixer.valueHeads * mixer.valueHeadDim;
  const projections = hiddenSize * (2 * keys + 2 * values) + values * hiddenSize;
  if (mixer.variant === 'lightning') return { matrices: projections, vectors: values };
  return {
    matrices: projections + hiddenSize * 2 * mixer.valueHeads,
    vectors: linearConvolutionChannels(mixer) * mixer.convolutionWidth + 2 * mixer.valueHeads + mixer.valueHeadDim,
  };
}

/** Input to two gates and the signal, depthwise taps, output (LFM2). */
function shortConvolutionWeights(mixer: ShortConvolution, hiddenSize: number): WeightCount {
  return { matrices: 4 * hiddenSize * mixer.channels, vectors: mixer.channels * mixer.width };
}

/** Weights of a layer's mixer, its norm not included. */
export function mixerWeights(mixer: Mixer, hiddenSize: number): WeightCount {
  switch (mixer.kind) {
    case 'full':
    case 'sliding':
    case 'chunked':
      return softmaxAttentionWeights(mixer, hiddenSize);
    case 'latent':
      return latentAttentionWeights(mixer, hiddenSize);
    case 'stateSpace':
      return stateSpaceWeights(mixer, hiddenSize);
    case 'linear':
      return linearAttentionWeights(mixer, hiddenSize);
    case 'convolution':
      return shortConvolutionWeights(mixer, hiddenSize);
    case 'none':
      return NOTHING;
  }
}

/** The module that a mixer's weights belong to: those with a cache that grows are attention, the others are state. */
export function mixerModule(mixer: Mixer): DecoderModule {
  const stateful = mixer.kind === 'stateSpace' || mixer.kind === 'linear' || mixer.kind === 'convolution';
  return stateful ? 'state' : 'attention';
}

function feedForwardWeights(width: number, gated: boolean, bias: boolean, hiddenSize: number): WeightCount {
  const inputs = gated ? 2 : 1;
  return { matrices: (inputs + 1) * hiddenSize * width, vectors: bias ? inputs * width + hiddenSize : 0 };
}

export function denseFfnWeights(ffn: DenseFfn, hiddenSize: number): WeightCount {
  return feedForwardWeights(ffn.width, ffn.gated, ffn.bias, hiddenSize);
}

/** Weights of one routed expert. */
export function expertWeights(moe: MoeFfn, hiddenSize: number): WeightCount {
  return feedForwardWeights(moe.expertWidth, moe.gated, moe.bias, hiddenSize);
}

/** Weights of all shared experts together. */
export function sharedExpertWeights(moe: MoeFfn, hiddenSize: number): WeightCount {
  return moe.sharedWidth === 0 ? NOTHING : feedForwardWeights(moe.sharedWidth, moe.gated, moe.bias, hiddenSize);
}

/** Weights of one layer by module, `experts` of the routed experts counted: all of them, or those of one token. */
function layerWeights(layer: Layer, hiddenSize: number, which: 'all' | 'active'): WeightsByModule {
  const { dense, moe } = layer.ffn;
  const experts = moe === null ? 0 : which === 'all' ? moe.experts : moe.expertsPerToken;
  const normModule = layer.mixer.kind === 'none' ? 'ffn' : mixerModule(layer.mixer);
  const norms = { matrices: 0, vectors: layer.norms * hiddenSize * (layer.normKind === 'layer' ? 2 : 1) };
  return byModule((module) => {
    let count = module === normModule ? norms : NOTHING;
    if (module === mixerModule(layer.mixer)) count = sumWeights(count, mixerWeights(layer.mixer, hiddenSize));
    if (module === 'ffn' && dense !== null) count = sumWeights(count, denseFfnWeights(dense, hiddenSize));
    if (moe === null) return count;
    if (module === 'expert') return scaleWeights(expertWeights(moe, hiddenSize), experts);
    if (module === 'shared') return sharedExpertWeights(moe, hiddenSize);
    return module === 'router' ? { matrices: hiddenSize * moe.experts, vectors: 0 } : count;
  });
}

/** Weights of one layer by module, all experts counted. */
export function layerParameters(layer: Layer, hiddenSize: number): WeightsByModule {
  return layerWeights(layer, hiddenSize, 'all');
}

/** As `layerParameters`, but of the routed experts only those that one token visits. */
export function activeLayerParameters(layer: Layer, hiddenSize: number): WeightsByModule {
  return layerWeights(layer, hiddenSize, 'active');
}

/** Embedding table (and learned positions), head unless tied, and the final norm (under `head`). */
function endWeights(workload: DecoderWorkload, module: DecoderModule): WeightCount {
  const table = workload.vocabularySize * workload.hiddenSize;
  if (module === 'embedding') {
    return { matrices: table + (workload.learnedPositions ?? 0) * workload.hiddenSize, vectors: 0 };
  }
  if (module !== 'head') return NOTHING;
  const lastNorm = workload.groups.at(-1)?.layers.at(-1)?.normKind === 'layer' ? 2 : 1;
  return { matrices: workload.tiedEmbeddings ? 0 : table, vectors: lastNorm * workload.hiddenSize };
}

function workloadWeights(workload: DecoderWorkload, which: 'all' | 'active'): WeightsByModule {
  const perGroup = workload.groups.map((group) => ({
    repeat: group.repeat,
    layers: group.layers.map((layer) => layerWeights(layer, workload.hiddenSize, which)),
  }));
  return byModule((module) => {
    let count = endWeights(workload, module);
    for (const { repeat, layers } of perGroup) {
      for (const layer of layers) count = sumWeights(count, scaleWeights(layer[module], repeat));
    }
    return count;
  });
}

/** Weights of all modules together. */
export function totalWeights(weights: WeightsByModule): WeightCount {
  return DECODER_MODULES.reduce<WeightCount>((sum, module) => sumWeights(sum, weights[module]), NOTHING);
}

/**
 * Parameters of a model: total, active per token, by module.
 *
 * Source of the shapes: each mixer's function above. Tied embeddings count once.
 */
export function countParameters(workload: DecoderWorkload): ParameterCount {
  const all = workloadWeights(workload, 'all');
  const active = workloadWeights(workload, 'active');
  const total = totalWeights(all);
  const activeTotal = totalWeights(active);
  return {
    total: total.matrices + total.vectors,
    activePerToken: activeTotal.matrices + activeTotal.vectors,
    matrices: total.matrices,
    activeMatrices: activeTotal.matrices,
    byModule: all,
    activeByModule: active,
  };
}
