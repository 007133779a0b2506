import type { FullAttention, SoftmaxAttention } from '../types';
import type { ModelType } from './model-types';
import { RANGES } from '../ranges';
import type { ConfigReader } from './reader';
import { isJsonObject } from './json';

/** Share of a head that rotary embedding turns: `partial_rotary_factor`, here or per layer type, or `rotary_dim`. */
export function rotaryFraction(reader: ConfigReader, headDim: number, fallback: number, layerType?: string): number {
  const rope = reader.object('rope_parameters');
  const scope = layerType !== undefined && isJsonObject(rope?.[layerType]) ? rope[layerType] : rope;
  const nested = scope?.['partial_rotary_factor'];
  if (typeof nested === 'number' && nested >= 0 && nested <= 1) return nested;
  if (nested !== undefined && nested !== null) {
    reader.fail('rope_parameters.partial_rotary_factor', 'must be a number from 0 to 1.');
  }
  const rotated = reader.integerOr('rotary_dim', { min: 0, max: headDim }, null);
  return rotated === null ? reader.numberOr('partial_rotary_factor', RANGES.share, fallback) : rotated / headDim;
}

/** Size of a head: as the file says, else the width shared out over the heads, which must come out even. */
export function headDim(reader: ConfigReader, hiddenSize: number, heads: number): number {
  const given = reader.integerByAnyName(['head_dim', 'attention_head_dim'], RANGES.headDim);
  const size = given ?? reader.integerOr('head_dim', RANGES.headDim, null);
  if (size !== null) return size;
  if (hiddenSize % heads !== 0) {
    reader.fail(
      'num_attention_heads',
      `is ${heads}, which does not divide hidden_size ${hiddenSize}; head_dim is absent.`,
    );
    return 1;
  }
  return hiddenSize / heads;
}

/** Key/value heads: as many as the file says, else one for each query head; they must divide the query heads. */
export function keyValueHeads(reader: ConfigReader, heads: number): number {
  const given = reader.integerOr('num_key_value_heads', RANGES.heads, null);
  if (given === null) {
    reader.note('num_key_value_heads is absent: one key/value head for each of the query heads is taken.');
    return heads;
  }
  if (heads % given !== 0)
    reader.fail('num_key_value_heads', `is ${given}, which does not divide the ${heads} query heads.`);
  return given;
}

/** Softmax attention over all earlier keys, as the usual fields describe it. */
export function fullAttention(reader: ConfigReader, hiddenSize: number, type: ModelType): FullAttention {
  const heads = reader.integer('num_attention_heads', RANGES.heads);
  const size = headDim(reader, hiddenSize, heads);
  return {
    kind: 'full',
    heads,
    kvHeads: keyValueHeads(reader, heads),
    headDim: size,
    valueHeadDim: size,
    sharedKeyValue: false,
    outputGate: false,
    rotaryFraction: rotaryFraction(reader, size, type.rotaryFraction),
    bias: reader.flag('attention_bias', reader.flag('qkv_bias', reader.flag('use_bias', type.attentionBias))),
  };
}

type SlidesAt = (layer: number) => boolean;

function slidingByRule(reader: ConfigReader, type: ModelType, layers: number): SlidesAt {
  switch (type.windows) {
    case 'none':
      if (reader.has('sliding_window')) reader.note('sliding_window is not used by this model type.');
      return () => false;
    case 'all':
      return () => reader.has('sliding_window');
    case 'from-max-window-layers': {
      const used = reader.flag('use_sliding_window', false) && reader.has('sliding_window');
      const first = reader.integerOr('max_window_layers', RANGES.layerIndex, layers);
      return (layer) => used && layer >= first;
    }
    case 'pattern': {
      const given = reader.integerOr('_sliding_window_pattern', RANGES.small, type.windowPeriod);
      const period = reader.integerOr('sliding_window_pattern', RANGES.small, given);
      return (layer) => (layer + 1) % period !== 0;
    }
    case 'unknown': {
      const off = reader.has('use_sliding_window') && !reader.flag('use_sliding_window', false);
      if (!off && reader.has('sliding_window')) {
        reader.fail('sliding_window', 'is set, but without layer_types it is not known which layers have the window.');
      }
      return () => false;
    }
  }
}

/** The attention of each layer: `layer_types` where the file has it, else the rule of its model type. */
export function attentionByLayer(
  reader: ConfigReader,
  full: FullAttention,
  type: ModelType,
  layers: number,
): readonly SoftmaxAttention[] {
  const types = reader.words('layer_types', ['full_attention', 'sliding_attention'] as const, layers);
  const byRule = types === null ? slidingByRule(reader, type, layers) : () => false;
  const slides = Array.from({ length: layers }, (_, layer) =>
    types === null ? byRule(layer) : types[layer] === 'sliding_attention',
  );
  for (const told of ['max_window_layers', 'use_sliding_window', 'sliding_window_pattern']) reader.value(told);
  const window = slides.includes(true) ? reader.integer('sliding_window', RANGES.context) : null;
  reader.value('sliding_window');
  return slides.map((sliding) => (sliding && window !== null ? { ...full, kind: 'sliding', window } : full));
}
