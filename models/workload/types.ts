/**
 * What runs: a decoder-only transformer (or a hybrid of one) as groups of layers in order, or any other network as a table
 * of its layers.
 *
 * Sizes are counts of elements, never bytes: bytes appear once formats are known.
 */
import type { LayerTable } from './layer-table/types';

/** Queries attend to every earlier key. `headDim` is the query/key size, `valueHeadDim` that of the values. */
export interface FullAttention {
  readonly kind: 'full';
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly valueHeadDim: number;
  /** Keys double as values (one tensor is cached and projected for both). */
  readonly sharedKeyValue: boolean;
  /** A gate of the size of the attention output, projected from the input and multiplied in (Qwen3-Next, Qwen3.5). */
  readonly outputGate: boolean;
  /** Share of the head dimension that rotary embedding turns, 0..1 (0: none). */
  readonly rotaryFraction: number;
  readonly bias: boolean;
}

/** As `FullAttention`, but a query sees only the last `window` keys, itself included. */
export interface SlidingAttention extends Omit<FullAttention, 'kind'> {
  readonly kind: 'sliding';
  readonly window: number;
}

/** As `FullAttention`, but a query sees only keys of its own chunk of `chunk` positions (Llama 4). */
export interface ChunkedAttention extends Omit<FullAttention, 'kind'> {
  readonly kind: 'chunked';
  readonly chunk: number;
}

/** Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434): the cache holds one latent vector a token. */
export interface LatentAttention {
  readonly kind: 'latent';
  readonly heads: number;
  /** Rank of the query projection; null where queries are projected directly. */
  readonly queryRank: number | null;
  readonly kvRank: number;
  readonly nopeHeadDim: number;
  readonly ropeHeadDim: number;
  readonly valueHeadDim: number;
}

/** A selective state-space mixer: Mamba-1 (arXiv 2312.00752) or Mamba-2 (arXiv 2405.21060). */
export interface StateSpace {
  readonly kind: 'stateSpace';
  readonly variant: 'mamba1' | 'mamba2';
  /** Channels of the scan: heads x headDim. */
  readonly innerSize: number;
  readonly heads: number;
  readonly headDim: number;
  readonly stateSize: number;
  readonly groups: number;
  readonly convolutionWidth: number;
  /** Rank of the time-step projection (Mamba-1 only, else 0). */
  readonly timeStepRank: number;
}

/** Linear attention: gated delta rule (arXiv 2412.06464) or lightning/retention style. */
export interface LinearAttention {
  readonly kind: 'linear';
  readonly variant: 'gatedDeltaNet' | 'lightning';
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyHeadDim: number;
  readonly valueHeadDim: number;
  readonly convolutionWidth: number;
}

/** A gated short convolution over time (LFM2). */
export interface ShortConvolution {
  readonly kind: 'convolution';
  readonly channels: number;
  readonly width: number;
}

/** A layer that has no mixer, only a feed-forward part (Nemotron-H counts these as layers of their own). */
export interface NoMixer {
  readonly kind: 'none';
}

export type Mixer =
  | FullAttention
  | SlidingAttention
  | ChunkedAttention
  | LatentAttention
  | StateSpace
  | LinearAttention
  | ShortConvolution
  | NoMixer;

export type SoftmaxAttention = FullAttention | SlidingAttention | ChunkedAttention;

export type Activation = 'silu' | 'gelu' | 'relu' | 'relu2';

/** `gated` FFNs have two input matrices (gate and up), plain ones a single one; both have one down matrix. */
export interface DenseFfn {
  readonly width: number;
  readonly gated: boolean;
  readonly activation: Activation;
  readonly bias: boolean;
}

export interface MoeFfn {
  readonly experts: number;
  readonly expertsPerToken: number;
  readonly expertWidth: number;
  /** Total width of the always-active shared experts; 0 where there are none. */
  readonly sharedWidth: number;
  readonly gated: boolean;
  readonly activation: Activation;
  readonly bias: boolean;
}

/** Dense, mixture of experts, both side by side (Gemma 4, Arctic), or none (pure mixer layers). */
export interface Ffn {
  readonly dense: DenseFfn | null;
  readonly moe: MoeFfn | null;
}

export interface Layer {
  readonly mixer: Mixer;
  readonly ffn: Ffn;
  /** Norm vectors of the model width in this layer (2 in a Llama layer, 4 in a Gemma layer). */
  readonly norms: number;
  readonly normKind: 'rms' | 'layer';
}

/** `layers` in order, the whole run of them `repeat` times over. */
export interface LayerGroup {
  readonly repeat: number;
  readonly layers: readonly Layer[];
}

/** A model that reads a prompt and then writes token by token. */
export interface DecoderWorkload {
  readonly kind: 'decoder';
  readonly name: string;
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  readonly tiedEmbeddings: boolean;
  readonly groups: readonly LayerGroup[];
  /** Longest context the model was made for; null where not known. */
  readonly maxContext: number | null;
  /** Rows of a learned position table of the model width (GPT-2, OPT); absent: positions are not looked up. */
  readonly learnedPositions?: number;
}

export type Workload = DecoderWorkload | LayerTable;
export type WorkloadKind = Workload['kind'];

/** Parts of a decoder. */
export const DECODER_MODULES = [
  'attention',
  'ffn',
  'expert',
  'shared',
  'router',
  'embedding',
  'head',
  'state',
] as const;
export type DecoderModule = (typeof DECODER_MODULES)[number];

/**
 * The part of the model that a tensor belongs to; format rules match on it. Layers of a table are `attention` and
 * `embedding` as in a decoder, or `convolution`, `linear` (products of weights) and `vector` (all that needs no product).
 */
export const MODULES = [...DECODER_MODULES, 'convolution', 'linear', 'vector'] as const;
export type Module = (typeof MODULES)[number];

export const TENSOR_ROLES = ['weight', 'activation', 'kv', 'state', 'accumulator', 'communication'] as const;
export type TensorRole = (typeof TENSOR_ROLES)[number];
