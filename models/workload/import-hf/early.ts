import type { Activation, FullAttention, Layer } from '../types';
import { USUAL_FIELDS, type Family } from './family';
import { activation } from './feed-forward';
import { RANGES } from '../ranges';
import type { ConfigReader } from './reader';

interface EarlySizes {
  readonly hiddenSize: number;
  readonly heads: number;
  readonly headField: string;
  readonly ffnWidth: number;
  readonly activation: Activation;
  readonly bias: boolean;
}

/** A layer as GPT-2 and OPT have it: as many key heads as query heads, plain FFN, layer norms, learned positions. */
function earlyLayer(reader: ConfigReader, sizes: EarlySizes): Layer {
  const { hiddenSize, heads, bias } = sizes;
  if (hiddenSize % heads !== 0)
    reader.fail(sizes.headField, `is ${heads}, which does not divide the width ${hiddenSize}.`);
  const mixer: FullAttention = {
    kind: 'full',
    heads,
    kvHeads: heads,
    headDim: hiddenSize / heads,
    valueHeadDim: hiddenSize / heads,
    sharedKeyValue: false,
    outputGate: false,
    rotaryFraction: 0,
    bias,
  };
  const dense = { width: sizes.ffnWidth, gated: false, activation: sizes.activation, bias };
  return { mixer, ffn: { dense, moe: null }, norms: 2, normKind: 'layer' };
}

export const GPT2: Family = {
  fields: { hiddenSize: 'n_embd', layers: 'n_layer', context: 'n_positions' },
  tied: true,
  defaults: {},
  read: (reader, hiddenSize, layers) => {
    reader.acknowledge('n_ctx', 'scale_attn_weights', 'reorder_and_upcast_attn', 'scale_attn_by_inverse_layer_idx');
    const layer = earlyLayer(reader, {
      hiddenSize,
      heads: reader.integer('n_head', RANGES.heads),
      headField: 'n_head',
      ffnWidth: reader.integerOr('n_inner', RANGES.width, 4 * hiddenSize),
      activation: activation(reader, 'gelu'),
      bias: true,
    });
    const learnedPositions = reader.integer('n_positions', RANGES.context);
    return { layers: Array.from({ length: layers }, () => layer), learnedPositions };
  },
};

export const OPT: Family = {
  fields: USUAL_FIELDS,
  tied: true,
  defaults: {},
  read: (reader, hiddenSize, layers) => {
    const projected = reader.integerOr('word_embed_proj_dim', RANGES.hiddenSize, hiddenSize);
    if (projected !== hiddenSize) {
      reader.fail(
        'word_embed_proj_dim',
        `must equal hidden_size ${hiddenSize}; a projected embedding is not modelled.`,
      );
    }
    reader.acknowledge('do_layer_norm_before', '_remove_final_layer_norm', 'layer_norm_elementwise_affine');
    const layer = earlyLayer(reader, {
      hiddenSize,
      heads: reader.integer('num_attention_heads', RANGES.heads),
      headField: 'num_attention_heads',
      ffnWidth: reader.integer('ffn_dim', RANGES.width),
      activation: activation(reader, 'relu'),
      bias: reader.flag('enable_bias', true),
    });
    // The table has two rows more than positions: OPT's code adds an offset of 2.
    const learnedPositions = reader.integer('max_position_embeddings', RANGES.context) + 2;
    return { layers: Array.from({ length: layers }, () => layer), learnedPositions };
  },
};
