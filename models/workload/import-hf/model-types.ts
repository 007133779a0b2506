import type { Activation } from '../types';

/** Which layers have a sliding window when the file has no `layer_types`. */
export type WindowRule =
  /** No layer, whatever `sliding_window` says. */
  | 'none'
  /** All layers when `sliding_window` is set (Mistral). */
  | 'all'
  /** Layers from `max_window_layers` on, when `use_sliding_window` is true (Qwen). */
  | 'from-max-window-layers'
  /** All layers but every n-th, n from `sliding_window_pattern` or the given default (Gemma, gpt-oss). */
  | 'pattern'
  /** Not known: refused when `sliding_window` is set without `layer_types`. */
  | 'unknown';

/** What a model type's own code fixes, so that its config file need not say it. */
export interface ModelType {
  readonly norms: number;
  readonly normKind: 'rms' | 'layer';
  readonly gated: boolean;
  /** Used when the file names none; null: the file must name one. */
  readonly activation: Activation | null;
  /** Biases of the attention projections when `attention_bias` is absent. */
  readonly attentionBias: boolean;
  readonly ffnBias: boolean;
  /** Whether the table and the head are one when `tie_word_embeddings` is absent. */
  readonly tied: boolean;
  readonly windows: WindowRule;
  /** Default period of the rule `pattern`. */
  readonly windowPeriod: number;
  /** Share of a head's channels that rotary embedding turns, when the file does not say. */
  readonly rotaryFraction: number;
  /** Sizes that the code takes when the file leaves them out. */
  readonly defaults: Readonly<Record<string, number>>;
}

const LLAMA: ModelType = {
  norms: 2,
  normKind: 'rms',
  gated: true,
  activation: 'silu',
  attentionBias: false,
  ffnBias: false,
  tied: false,
  windows: 'none',
  windowPeriod: 0,
  rotaryFraction: 1,
  defaults: {},
};

const MISTRAL: ModelType = { ...LLAMA, windows: 'all' };
const QWEN2: ModelType = { ...LLAMA, attentionBias: true, windows: 'from-max-window-layers' };
const QWEN3: ModelType = { ...LLAMA, windows: 'from-max-window-layers' };
const GEMMA: ModelType = { ...LLAMA, activation: 'gelu', tied: true, defaults: { head_dim: 256 } };
const GEMMA2: ModelType = {
  ...GEMMA,
  norms: 4,
  windows: 'pattern',
  windowPeriod: 2,
  defaults: { head_dim: 256, sliding_window: 4096 },
};
const GEMMA3: ModelType = {
  ...GEMMA2,
  windowPeriod: 6,
  defaults: {
    vocab_size: 262_208,
    num_attention_heads: 8,
    num_key_value_heads: 4,
    head_dim: 256,
    sliding_window: 4096,
    max_position_embeddings: 131_072,
  },
};
const PLAIN_LAYER_NORM: ModelType = {
  ...LLAMA,
  normKind: 'layer',
  gated: false,
  activation: null,
  attentionBias: true,
  ffnBias: true,
};

/**
 * Model types whose layers are softmax attention and FFN or experts, by the field `model_type`.
 * Source: the configuration classes of Hugging Face transformers and their defaults.
 */
const CONVENTIONAL: Readonly<Record<string, ModelType>> = {
  llama: LLAMA,
  granite: LLAMA,
  olmo2: LLAMA,
  mistral: MISTRAL,
  ministral: MISTRAL,
  mixtral: MISTRAL,
  phi3: MISTRAL,
  phimoe: { ...MISTRAL, normKind: 'layer' },
  qwen2: QWEN2,
  qwen2_moe: QWEN2,
  qwen2_vl: QWEN2,
  qwen2_vl_text: QWEN2,
  qwen2_5_vl: QWEN2,
  qwen2_5_vl_text: QWEN2,
  qwen3: QWEN3,
  qwen3_moe: QWEN3,
  qwen3_vl_text: QWEN3,
  qwen3_vl_moe_text: QWEN3,
  gemma: GEMMA,
  gemma2: GEMMA2,
  gemma3_text: GEMMA3,
  gpt_oss: { ...LLAMA, attentionBias: true, ffnBias: true, windows: 'pattern', windowPeriod: 2 },
  minimax_m2: LLAMA,
  glm4_moe: { ...LLAMA, rotaryFraction: 0.5 },
  phi: { ...PLAIN_LAYER_NORM, norms: 1, rotaryFraction: 0.5 },
  starcoder2: { ...PLAIN_LAYER_NORM, tied: true, windows: 'all' },
};

/** The traits of a model type; null when it is not known, and only a conventional Llama-like file is accepted. */
export function conventionalModelType(name: string): ModelType | null {
  return Object.hasOwn(CONVENTIONAL, name) ? (CONVENTIONAL[name] ?? null) : null;
}

/** Traits that a Llama-like file of an unknown type is read with; an absent tie is a tie, as the library has it. */
export const UNKNOWN_TYPE: ModelType = { ...LLAMA, activation: null, tied: true, windows: 'unknown' };
