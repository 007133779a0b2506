import type { FullAttention, LinearAttention } from '../types';
import { fullAttention } from './attention';
import { USUAL_FIELDS, type Family } from './family';
import { ffnByLayer } from './feed-forward';
import { UNKNOWN_TYPE, type ModelType } from './model-types';
import { RANGES } from '../ranges';
import type { ConfigReader } from './reader';

const TYPE: ModelType = { ...UNKNOWN_TYPE, activation: 'silu', tied: false, rotaryFraction: 0.25 };

function linearAttention(reader: ConfigReader): LinearAttention {
  const keyHeads = reader.integer('linear_num_key_heads', RANGES.heads);
  const valueHeads = reader.integer('linear_num_value_heads', RANGES.heads);
  if (valueHeads % keyHeads !== 0) {
    reader.fail('linear_num_key_heads', `is ${keyHeads}, which does not divide linear_num_value_heads ${valueHeads}.`);
  }
  reader.acknowledge('mamba_ssm_dtype');
  return {
    kind: 'linear',
    variant: 'gatedDeltaNet',
    keyHeads,
    valueHeads,
    keyHeadDim: reader.integer('linear_key_head_dim', RANGES.headDim),
    valueHeadDim: reader.integer('linear_value_head_dim', RANGES.headDim),
    convolutionWidth: reader.integer('linear_conv_kernel_dim', RANGES.small),
  };
}

/** Whether each layer is full attention: by `layer_types`, else every `full_attention_interval`-th. */
function fullByLayer(reader: ConfigReader, layers: number): readonly boolean[] {
  const types = reader.words('layer_types', ['full_attention', 'linear_attention'] as const, layers);
  const interval = reader.integerOr('full_attention_interval', RANGES.small, 4);
  return Array.from({ length: layers }, (_, layer) =>
    types === null ? (layer + 1) % interval === 0 : types[layer] === 'full_attention',
  );
}

/** Qwen3-Next and Qwen3.5: gated DeltaNet in most layers, gated attention in the others. */
export const QWEN_NEXT: Family = {
  fields: USUAL_FIELDS,
  tied: false,
  defaults: {},
  read: (reader, hiddenSize, layers) => {
    const linear = linearAttention(reader);
    const full: FullAttention = {
      ...fullAttention(reader, hiddenSize, TYPE),
      outputGate: reader.flag('attn_output_gate', true),
    };
    const isFull = fullByLayer(reader, layers);
    return {
      layers: ffnByLayer(reader, TYPE, layers).map((ffn, layer) => ({
        mixer: isFull[layer] === true ? full : linear,
        ffn,
        norms: 2,
        normKind: 'rms',
      })),
    };
  },
};
