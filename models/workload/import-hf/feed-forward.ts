import type { Activation, DenseFfn, Ffn, MoeFfn } from '../types';
import type { ModelType } from './model-types';
import { RANGES } from '../ranges';
import type { ConfigReader } from './reader';

const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  silu: 'silu',
  swish: 'silu',
  swiglu: 'silu',
  gelu: 'gelu',
  gelu_new: 'gelu',
  gelu_fast: 'gelu',
  gelu_pytorch_tanh: 'gelu',
  relu: 'relu',
  relu2: 'relu2',
};

const ACTIVATION_FIELDS = ['hidden_activation', 'hidden_act', 'mlp_hidden_act', 'activation_function'] as const;

/** The FFN's activation function, by whichever name the file gives it. */
export function activation(reader: ConfigReader, fallback: Activation | null): Activation {
  const field = ACTIVATION_FIELDS.filter((name) => reader.has(name))[0];
  if (field === undefined) {
    if (fallback === null) reader.fail('hidden_act', 'is missing; it names the activation function of the FFN.');
    return fallback ?? 'silu';
  }
  const name = reader.text(field) ?? '';
  if (Object.hasOwn(ACTIVATIONS, name)) return ACTIVATIONS[name] ?? 'silu';
  reader.fail(
    field,
    `must be one of ${Object.keys(ACTIVATIONS).join(', ')}, not ${JSON.stringify(name.slice(0, 40))}.`,
  );
  return 'silu';
}

export function denseFfn(reader: ConfigReader, type: ModelType, field: string): DenseFfn {
  return {
    width: reader.integer(field, RANGES.width),
    gated: type.gated,
    activation: activation(reader, type.activation),
    bias: reader.flag('mlp_bias', type.ffnBias),
  };
}

const EXPERT_FIELDS = ['num_local_experts', 'num_experts', 'n_routed_experts'];
const PER_TOKEN_FIELDS = ['num_experts_per_tok', 'experts_per_token', 'num_experts_per_token', 'top_k_experts'];

/** Width of all shared experts together: given whole, or as a number of experts of the routed width. */
function sharedWidth(reader: ConfigReader, expertWidth: number): number {
  const whole = reader.integerByAnyName(
    ['shared_expert_intermediate_size', 'shared_intermediate_size', 'moe_shared_expert_intermediate_size'],
    RANGES.optionalWidth,
  );
  const count = reader.integerByAnyName(['n_shared_experts', 'num_shared_experts'], RANGES.optionalExperts);
  return whole === null ? (count ?? 0) * expertWidth : whole * Math.max(1, count ?? 1);
}

/** The mixture of experts that the file describes; null when it has no experts. */
export function moeFfn(reader: ConfigReader, type: ModelType): MoeFfn | null {
  const experts = reader.integerByAnyName(EXPERT_FIELDS, RANGES.optionalExperts);
  if (experts === null || experts === 0) return null;
  const perToken = reader.integerByAnyName(PER_TOKEN_FIELDS, RANGES.experts);
  if (perToken === null)
    reader.fail('num_experts_per_tok', 'is missing; a file with experts must say how many a token visits.');
  if (perToken !== null && perToken > experts) {
    reader.fail('num_experts_per_tok', `is ${perToken}, more than the ${experts} experts there are.`);
  }
  const given = reader.integerOr('moe_intermediate_size', RANGES.width, null);
  const expertWidth = given ?? reader.integer('intermediate_size', RANGES.width);
  return {
    experts,
    expertsPerToken: perToken ?? 1,
    expertWidth,
    sharedWidth: sharedWidth(reader, expertWidth),
    gated: type.gated,
    activation: activation(reader, type.activation),
    bias: type.ffnBias,
  };
}

/** `moe_layer_freq`: a period, or a list with 1 for each layer that has experts. */
function followsLayerFrequency(reader: ConfigReader, layers: number): (layer: number) => boolean {
  if (Array.isArray(reader.value('moe_layer_freq'))) {
    const list = reader.integers('moe_layer_freq', { min: 0, max: 1 }, layers);
    return (layer) => list?.[layer] === 1;
  }
  const period = reader.integerOr('moe_layer_freq', RANGES.small, 1);
  return (layer) => layer % period === 0;
}

/**
 * Which layers have experts: by `mlp_layer_types`, else by dense-first layers, periods and lists of exceptions, as
 * DeepSeek and Qwen write them.
 */
export function hasExperts(reader: ConfigReader, layers: number): (layer: number) => boolean {
  const types = reader.words('mlp_layer_types', ['dense', 'sparse'] as const, layers);
  const firstDense = reader.integerOr('first_k_dense_replace', RANGES.layerIndex, 0);
  const followsFrequency = followsLayerFrequency(reader, layers);
  const step = reader.integerOr('decoder_sparse_step', RANGES.small, 1);
  const denseLayers = reader.integers('mlp_only_layers', RANGES.layerIndex, null) ?? [];
  if (types !== null) return (layer) => types[layer] === 'sparse';
  return (layer) =>
    layer >= firstDense && followsFrequency(layer) && (layer + 1) % step === 0 && !denseLayers.includes(layer);
}

/** The FFN of each layer: experts where the file puts them, else dense. */
export function ffnByLayer(reader: ConfigReader, type: ModelType, layers: number): readonly Ffn[] {
  const moe = moeFfn(reader, type);
  const isMoe = hasExperts(reader, layers);
  const withExperts = Array.from({ length: layers }, (_, layer) => moe !== null && isMoe(layer));
  const dense = withExperts.includes(false) ? denseFfn(reader, type, 'intermediate_size') : null;
  return withExperts.map((sparse) => (sparse ? { dense: null, moe } : { dense, moe: null }));
}
