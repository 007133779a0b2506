import { layerCache } from '../../cache';
import type { LayerKind } from '../../layer-kinds';
import { layerParameters, mixerModule } from '../../parameters';
import type { LatentAttention, Layer, Mixer, Module, SoftmaxAttention, DecoderWorkload } from '../../types';
import { DECODER_MODULES, MODULES } from '../../types';
import { LIVE, STORED, type Phase } from '../rows';

import type { LoweringInput, Parallelism } from '../types';
import { isSoftmaxAttention } from '../../mixer-kinds';
import { headsPerRank } from '../heads';
import { microbatches } from './ranks';

/**
 * Fills what a rank stores in each phase: weights by module, cache and state of its requests at the end of the phase,
 * and the largest activations alive at once.
 *
 * Activations (elements): `2 T D + max(attention, FFN)` where attention holds queries, keys, values, its output and,
 * unless it is fused, its scores; and the FFN its inner tensors. Not modelled: allocator fragmentation, workspaces, CUDA graphs.
 */
export function storeElements(input: LoweringInput, out: Float64Array, at: number): void {
  const owners = input.structure.layers.kinds.length + 2;
  const phaseWidth = owners * STORED.WIDTH + LIVE.WIDTH;
  storePhase(input, 'prefill', out, at);
  storePhase(input, 'decode', out, at + phaseWidth);
}

function storePhase(input: LoweringInput, phase: Phase, out: Float64Array, at: number): void {
  const { workload, layers } = input.structure;
  const { tokens } = input;
  const parallelism = phase === 'prefill' ? input.prefill : input.decode;
  const batch = phase === 'prefill' ? tokens.prefillBatch : tokens.decodeBatch;
  const context = phase === 'prefill' ? tokens.promptTokens : tokens.promptTokens + tokens.outputTokens - 1;
  const requests = Math.ceil(batch / parallelism.expert);
  out.fill(0, at, at + (layers.kinds.length + 2) * STORED.WIDTH + LIVE.WIDTH);
  storeEnds(workload, parallelism, out, at);
  layers.kinds.forEach((kind, index) => {
    storeLayer(
      workload,
      kind,
      parallelism,
      requests,
      context,
      input.rules.slidingWindow,
      out,
      at + (index + 2) * STORED.WIDTH,
    );
  });
  if (input.rules.activationMemory) {
    const live = at + (layers.kinds.length + 2) * STORED.WIDTH;
    storeActivations(input, phase, parallelism, batch, out, live);
  }
}

function storeEnds(workload: DecoderWorkload, { tensor, pipeline }: Parallelism, out: Float64Array, at: number): void {
  const { hiddenSize, vocabularySize } = workload;
  const table = Math.ceil(vocabularySize / tensor) * hiddenSize;
  // Learned positions are looked up by every rank for its own requests.
  out[at + weightColumn('embedding')] = table + (workload.learnedPositions ?? 0) * hiddenSize;
  const last = at + STORED.WIDTH;
  // Tied embeddings are stored twice when head and embedding live on different stages.
  out[last + weightColumn('head')] = (workload.tiedEmbeddings && pipeline === 1 ? 0 : table) + hiddenSize;
}

function weightColumn(module: Module): number {
  return STORED.WEIGHTS + MODULES.indexOf(module);
}

/** Elements of one layer of the kind, not multiplied by how many there are. */
function storeLayer(
  workload: DecoderWorkload,
  kind: LayerKind,
  { tensor, expert }: Parallelism,
  requests: number,
  context: number,
  windowed: boolean,
  out: Float64Array,
  at: number,
): void {
  const weights = layerParameters(kind.layer, workload.hiddenSize);
  for (const module of DECODER_MODULES) {
    const { matrices, vectors } = weights[module];
    const ranks = module === 'router' ? 1 : module === 'expert' ? tensor * expert : tensor;
    out[at + weightColumn(module)] = matrices / ranks + vectors;
  }
  const { mixer } = kind.layer;
  const replicated = replicatedKeyValueWeights(mixer, workload.hiddenSize, tensor);
  out[at + weightColumn(mixerModule(mixer))] = out[at + weightColumn(mixerModule(mixer))]! + replicated;
  const cache = layerCache(kind.layer);
  const limit = windowed ? (cache.kvTokenLimit ?? Infinity) : Infinity;
  out[at + STORED.KEYS_AND_VALUES] =
    requests * Math.min(context, limit) * cache.kvElementsPerToken * keyValueShare(mixer, tensor);
  out[at + STORED.STATE] = (requests * cache.stateElements) / tensor;
}

/** Key and value projections that every rank holds beyond its even share when there are more ranks than KV heads. */
function replicatedKeyValueWeights(mixer: Mixer, hidden: number, tensor: number): number {
  if (!isSoftmaxAttention(mixer)) return 0;
  const perHead = hidden * (mixer.headDim + (mixer.sharedKeyValue ? 0 : mixer.valueHeadDim));
  return (headsPerRank(mixer.kvHeads, tensor) - mixer.kvHeads / tensor) * perHead;
}

/** Part of a layer's cache that one tensor-parallel rank keeps. A latent cache has one head and is replicated. */
function keyValueShare(mixer: Mixer, tensor: number): number {
  return isSoftmaxAttention(mixer) ? headsPerRank(mixer.kvHeads, tensor) / mixer.kvHeads : 1;
}

function storeActivations(
  input: LoweringInput,
  phase: Phase,
  parallelism: Parallelism,
  batch: number,
  out: Float64Array,
  at: number,
): void {
  const { workload, layers } = input.structure;
  const micro = Math.ceil(batch / microbatches(batch, parallelism.pipeline, input.rules.pipelineMicrobatches));
  const requests = Math.ceil(micro / parallelism.expert);
  const tokens = requests * (phase === 'prefill' ? input.tokens.promptTokens : 1);
  const queries = phase === 'prefill' ? input.tokens.promptTokens : 1;
  const context = phase === 'prefill' ? queries : input.tokens.promptTokens + input.tokens.outputTokens - 1;
  const scores = input.rules.fusedAttention ? 0 : requests * queries * context;
  let inner = 0;
  for (const { layer } of layers.kinds) {
    inner = Math.max(inner, liveElements(layer, workload.hiddenSize, tokens, scores, parallelism.tensor));
  }
  out[at + LIVE.ACTIVATIONS] = 2 * tokens * workload.hiddenSize + inner;
  out[at + LIVE.LOGITS] = (requests * workload.vocabularySize) / parallelism.tensor;
  const communicates = parallelism.tensor > 1 || parallelism.expert > 1;
  out[at + LIVE.COMMUNICATION] = communicates ? tokens * workload.hiddenSize : 0;
}

/**
 * The larger of attention's and the FFN's inner tensors for `tokens` tokens of one rank. Experts hold their dispatched
 * inputs and results besides: `k (2 D + (f + 1) I)` a token, since a rank receives as many copies as it sends.
 */
function liveElements(layer: Layer, hidden: number, tokens: number, scores: number, tensor: number): number {
  const attention = isSoftmaxAttention(layer.mixer)
    ? tokens * attentionElements(layer.mixer, tensor) + scores * headsPerRank(layer.mixer.heads, tensor)
    : layer.mixer.kind === 'latent'
      ? tokens * latentElements(layer.mixer, tensor)
      : 0;
  const { dense, moe } = layer.ffn;
  const ffn = dense ? (dense.width * (dense.gated ? 3 : 2)) / tensor : 0;
  const inner = moe ? (moe.gated ? 3 : 2) / tensor : 0;
  const routed = moe ? moe.expertsPerToken * (2 * hidden + moe.expertWidth * inner) : 0;
  const shared = moe ? moe.sharedWidth * inner : 0;
  return Math.max(attention, tokens * (ffn + routed + shared));
}

function attentionElements(mixer: SoftmaxAttention, tensor: number): number {
  const heads = headsPerRank(mixer.heads, tensor);
  const kvHeads = headsPerRank(mixer.kvHeads, tensor);
  return heads * (mixer.headDim + mixer.valueHeadDim) + kvHeads * (mixer.headDim + mixer.valueHeadDim);
}

/** Queries, expanded keys and values, and the output; in decode, where nothing is expanded, a little more than there is. */
function latentElements(mixer: LatentAttention, tensor: number): number {
  const heads = headsPerRank(mixer.heads, tensor);
  return (
    heads * (2 * (mixer.nopeHeadDim + mixer.ropeHeadDim) + 2 * mixer.valueHeadDim) + mixer.kvRank + mixer.ropeHeadDim
  );
}
