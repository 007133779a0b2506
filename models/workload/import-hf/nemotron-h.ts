import { hybridLayers } from '../hybrid-layers';
import type { StateSpace } from '../types';
import { fullAttention } from './attention';
import { USUAL_FIELDS, type Family } from './family';
import { denseFfn, moeFfn } from './feed-forward';
import { UNKNOWN_TYPE, type ModelType } from './model-types';
import { RANGES } from '../ranges';
import type { ConfigReader } from './reader';

/** FFNs are plain with a squared ReLU; attention has no rotary embedding. */
const TYPE: ModelType = { ...UNKNOWN_TYPE, gated: false, activation: 'relu2', tied: false, rotaryFraction: 0 };

function stateSpace(reader: ConfigReader): StateSpace {
  const heads = reader.integer('mamba_num_heads', RANGES.heads);
  const headDim = reader.integer('mamba_head_dim', RANGES.headDim);
  const groups = reader.integerByAnyName(['n_groups', 'mamba_n_groups'], RANGES.heads);
  if (groups === null) reader.fail('n_groups', 'is missing; it says how many groups share B and C.');
  if (reader.flag('mamba_proj_bias', false))
    reader.note('mamba_proj_bias: biases of these projections are not counted.');
  reader.acknowledge('expand', 'chunk_size', 'mamba_hidden_act', 'use_mamba_kernels', 'use_conv_bias');
  reader.acknowledge('time_step_floor', 'time_step_limit', 'time_step_max', 'time_step_min', 'time_step_rank');
  reader.acknowledge('mamba_ssm_cache_dtype', 'sliding_window', 'num_logits_to_keep');
  return {
    kind: 'stateSpace',
    variant: 'mamba2',
    innerSize: heads * headDim,
    heads,
    headDim,
    stateSize: reader.integer('ssm_state_size', RANGES.width),
    groups: groups ?? 1,
    convolutionWidth: reader.integer('conv_kernel', RANGES.small),
    timeStepRank: 0,
  };
}

/** Nemotron-H: one letter a layer in `hybrid_override_pattern`: M Mamba-2, * attention, - FFN, E experts. */
export const NEMOTRON_H: Family = {
  fields: USUAL_FIELDS,
  tied: false,
  defaults: {},
  read: (reader, hiddenSize, layers) => {
    const pattern = reader.text('hybrid_override_pattern');
    if (pattern?.length !== layers) {
      reader.fail('hybrid_override_pattern', `must have one letter for each of the ${layers} layers.`);
      return { layers: [] };
    }
    const parts = {
      attention: fullAttention(reader, hiddenSize, TYPE),
      stateSpace: stateSpace(reader),
      dense: denseFfn(reader, TYPE, 'intermediate_size'),
      moe: pattern.includes('E') ? moeFfn(reader, TYPE) : null,
    };
    const read = hybridLayers(pattern, parts);
    if (read === null) reader.fail('hybrid_override_pattern', 'may hold M, *, - and, in models with experts, E only.');
    return { layers: read ?? [] };
  },
};
