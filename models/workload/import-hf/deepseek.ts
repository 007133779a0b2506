import type { LatentAttention } from '../types';
import { USUAL_FIELDS, type Family } from './family';
import { ffnByLayer } from './feed-forward';
import { UNKNOWN_TYPE, type ModelType } from './model-types';
import { RANGES } from '../ranges';
import type { ConfigReader } from './reader';

const TYPE: ModelType = { ...UNKNOWN_TYPE, activation: 'silu', tied: false };

function latentAttention(reader: ConfigReader): LatentAttention {
  // Cached heads and head size follow from the ranks; these fields repeat them in some files.
  reader.acknowledge('num_key_value_heads', 'head_dim', 'qk_head_dim');
  if (reader.flag('attention_bias', false)) reader.note('attention_bias: biases of latent attention are not counted.');
  return {
    kind: 'latent',
    heads: reader.integer('num_attention_heads', RANGES.heads),
    queryRank: reader.integerOr('q_lora_rank', RANGES.rank, null),
    kvRank: reader.integer('kv_lora_rank', RANGES.rank),
    nopeHeadDim: reader.integer('qk_nope_head_dim', RANGES.headDim),
    ropeHeadDim: reader.integer('qk_rope_head_dim', RANGES.headDim),
    valueHeadDim: reader.integer('v_head_dim', RANGES.headDim),
  };
}

/** DeepSeek-V2 and V3 and models built like them: latent attention, dense layers first, experts after. */
export const DEEPSEEK: Family = {
  fields: USUAL_FIELDS,
  tied: false,
  defaults: {},
  read: (reader, _hiddenSize, layers) => {
    const mixer = latentAttention(reader);
    return { layers: ffnByLayer(reader, TYPE, layers).map((ffn) => ({ mixer, ffn, norms: 2, normKind: 'rms' })) };
  },
};
