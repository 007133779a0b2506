/**
 * What a request keeps in memory between tokens, in elements: keys and values that grow with the context, and states
 * that do not. Bytes follow once the formats of `kv` and `state` are known.
 */
import { linearConvolutionChannels, stateSpaceConvolutionChannels } from './parameters';
import type { Layer, Mixer, DecoderWorkload } from './types';

/** The cache of one layer for one request. */
export interface LayerCache {
  /** Key and value elements that each token adds. */
  readonly kvElementsPerToken: number;
  /** Tokens after which a bounded cache stops growing (window, chunk); null: it grows with the context. */
  readonly kvTokenLimit: number | null;
  /** Recurrent and convolution state: the same at any context length. */
  readonly stateElements: number;
}

function kvElementsPerToken(mixer: Mixer): number {
  switch (mixer.kind) {
    case 'full':
    case 'sliding':
    case 'chunked':
      return mixer.kvHeads * (mixer.sharedKeyValue ? mixer.headDim : mixer.headDim + mixer.valueHeadDim);
    case 'latent':
      // One latent vector and one rotary key for all heads; the value is a prefix of the key (arXiv 2405.04434).
      return mixer.kvRank + mixer.ropeHeadDim;
    case 'stateSpace':
    case 'linear':
    case 'convolution':
    case 'none':
      return 0;
  }
}

/**
 * A causal convolution of width w needs the last w - 1 inputs of each channel. Some runtimes keep w of them.
 * Recurrent state: Mamba, channels x state size; linear attention, key size x value size per value head.
 */
function stateElements(mixer: Mixer): number {
  switch (mixer.kind) {
    case 'stateSpace':
      return mixer.innerSize * mixer.stateSize + stateSpaceConvolutionChannels(mixer) * (mixer.convolutionWidth - 1);
    case 'linear':
      return (
        mixer.valueHeads * mixer.keyHeadDim * mixer.valueHeadDim +
        linearConvolutionChannels(mixer) * Math.max(0, mixer.convolutionWidth - 1)
      );
    case 'convolution':
      return mixer.channels * (mixer.width - 1);
    case 'full':
    case 'sliding':
    case 'chunked':
    case 'latent':
    case 'none':
      return 0;
  }
}

/** Cache of one layer for one request. */
export function layerCache(layer: Layer): LayerCache {
  const { mixer } = layer;
  const limit = mixer.kind === 'sliding' ? mixer.window : mixer.kind === 'chunked' ? mixer.chunk : null;
  return {
    kvElementsPerToken: kvElementsPerToken(mixer),
    kvTokenLimit: limit,
    stateElements: stateElements(mixer),
  };
}

function sumLayers(workload: DecoderWorkload, of: (cache: LayerCache) => number): number {
  let sum = 0;
  for (const group of workload.groups) {
    for (const layer of group.layers) sum += group.repeat * of(layerCache(layer));
  }
  return sum;
}

/** Key and value elements that a token adds over all layers while no window or chunk is full yet. */
export function kvElementsPerTokenOf(workload: DecoderWorkload): number {
  return sumLayers(workload, (cache) => cache.kvElementsPerToken);
}

/** As `kvElementsPerTokenOf`, over the layers whose cache never stops growing: the slope at long context. */
export function kvElementsPerTokenAtLongContext(workload: DecoderWorkload): number {
  return sumLayers(workload, (cache) => (cache.kvTokenLimit === null ? cache.kvElementsPerToken : 0));
}

/**
 * Key and value elements of one request with `tokens` tokens of context: a windowed layer keeps at most its window,
 * a chunked layer at most its chunk.
 */
export function kvElementsAt(workload: DecoderWorkload, tokens: number): number {
  return sumLayers(
    workload,
    (cache) => cache.kvElementsPerToken * (cache.kvTokenLimit === null ? tokens : Math.min(tokens, cache.kvTokenLimit)),
  );
}

/** Recurrent and convolution state elements of one request, at any context length. */
export function stateElementsPerRequest(workload: DecoderWorkload): number {
  return sumLayers(workload, (cache) => cache.stateElements);
}
