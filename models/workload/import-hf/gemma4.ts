import type { FullAttention, SlidingAttention } from '../types';
import { fullAttention, rotaryFraction } from './attention';
import { USUAL_FIELDS, type Family } from './family';
import { denseFfn, moeFfn } from './feed-forward';
import { UNKNOWN_TYPE, type ModelType } from './model-types';
import { RANGES } from '../ranges';
import type { ConfigReader } from './reader';

const TYPE: ModelType = { ...UNKNOWN_TYPE, activation: 'gelu', tied: true };

/** What the small Gemma 4 models add is refused, not left out. */
function refuseSmallModelParts(reader: ConfigReader): void {
  const none = { min: 0, max: 0 };
  reader.integerOr('hidden_size_per_layer_input', none, 0);
  reader.integerOr('num_kv_shared_layers', none, 0);
  if (reader.flag('use_double_wide_mlp', false))
    reader.fail('use_double_wide_mlp', 'must be false; true is not modelled.');
  reader.acknowledge('vocab_size_per_layer_input', 'use_bidirectional_attention');
}

function slidingAttention(reader: ConfigReader, hiddenSize: number): SlidingAttention {
  const local = fullAttention(reader, hiddenSize, TYPE);
  return {
    ...local,
    kind: 'sliding',
    window: reader.integer('sliding_window', RANGES.context),
    rotaryFraction: rotaryFraction(reader, local.headDim, 1, 'sliding_attention'),
  };
}

/** Global layers have heads of their own size; with `attention_k_eq_v` their keys double as values. */
function globalAttention(reader: ConfigReader, local: SlidingAttention): FullAttention {
  const { window: _window, ...shape } = local;
  const headDim = reader.integerOr('global_head_dim', RANGES.headDim, local.headDim);
  const sharedKeyValue = reader.flag('attention_k_eq_v', false);
  const globalHeads = reader.integerOr('num_global_key_value_heads', RANGES.heads, local.kvHeads);
  const kvHeads = sharedKeyValue ? globalHeads : local.kvHeads;
  if (local.heads % kvHeads !== 0) {
    reader.fail('num_global_key_value_heads', `is ${kvHeads}, which does not divide the ${local.heads} query heads.`);
  }
  return {
    ...shape,
    kind: 'full',
    kvHeads,
    headDim,
    valueHeadDim: headDim,
    sharedKeyValue,
    rotaryFraction: rotaryFraction(reader, headDim, 1, 'full_attention'),
  };
}

/** Gemma 4: sliding and global layers of different head sizes; with experts, a dense FFN runs beside them. */
export const GEMMA4: Family = {
  fields: USUAL_FIELDS,
  tied: true,
  defaults: {},
  read: (reader, hiddenSize, layers) => {
    refuseSmallModelParts(reader);
    const local = slidingAttention(reader, hiddenSize);
    const global = globalAttention(reader, local);
    if (!reader.has('layer_types')) reader.fail('layer_types', 'is missing; it says which layers have the window.');
    const types = reader.words('layer_types', ['full_attention', 'sliding_attention'] as const, layers) ?? [];
    const dense = denseFfn(reader, TYPE, 'intermediate_size');
    const moe = reader.flag('enable_moe_block', false) ? moeFfn(reader, TYPE) : null;
    reader.acknowledge('num_experts', 'top_k_experts', 'moe_intermediate_size');
    // Before and after attention and FFN; with experts, also before and after them and after the dense part.
    const norms = moe === null ? 4 : 7;
    return {
      layers: types.map((type) => ({
        mixer: type === 'full_attention' ? global : local,
        ffn: { dense, moe },
        norms,
        normKind: 'rms',
      })),
    };
  },
};
