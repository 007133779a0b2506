import type { Ffn, Mixer } from '../types';
import { fullAttention } from './attention';
import { USUAL_FIELDS, type Family } from './family';
import { denseFfn, moeFfn } from './feed-forward';
import { UNKNOWN_TYPE, type ModelType } from './model-types';
import { RANGES } from '../ranges';
import type { ConfigReader } from './reader';

const TYPE: ModelType = { ...UNKNOWN_TYPE, activation: 'silu', tied: false };

/** Whether each layer turns its queries and keys: `no_rope_layers` has 1 where it does. */
function rotatesByLayer(reader: ConfigReader, layers: number): readonly boolean[] {
  const value = reader.value('no_rope_layers');
  const absent = value === null || (Array.isArray(value) && value.length === 0);
  const list = absent ? null : reader.integers('no_rope_layers', { min: 0, max: 1 }, layers);
  const interval = reader.integerOr('no_rope_layer_interval', RANGES.small, 4);
  return Array.from({ length: layers }, (_, layer) =>
    list === null ? (layer + 1) % interval !== 0 : list[layer] === 1,
  );
}

/** Layers that rotate attend within chunks; the others to all earlier keys. `layer_types` overrides where present. */
function mixers(reader: ConfigReader, hiddenSize: number, layers: number): readonly Mixer[] {
  const full = fullAttention(reader, hiddenSize, TYPE);
  const chunk = reader.integerOr('attention_chunk_size', RANGES.context, 8192);
  const types = reader.words('layer_types', ['full_attention', 'chunked_attention'] as const, layers);
  return rotatesByLayer(reader, layers).map((rotates, layer): Mixer => {
    const rotary = rotates ? full.rotaryFraction : 0;
    const isChunked = types === null ? rotates : types[layer] === 'chunked_attention';
    return isChunked
      ? { ...full, kind: 'chunked', chunk, rotaryFraction: rotary }
      : { ...full, rotaryFraction: rotary };
  });
}

/** Experts in every `interleave_moe_layer_step`-th layer or in `moe_layers`, each with one shared expert. */
function ffns(reader: ConfigReader, layers: number): readonly Ffn[] {
  const routed = moeFfn(reader, TYPE);
  const moe = routed === null ? null : { ...routed, sharedWidth: routed.expertWidth };
  const step = reader.integerOr('interleave_moe_layer_step', RANGES.small, 1);
  const listed = reader.integers('moe_layers', RANGES.layerIndex, null);
  const sparse = Array.from({ length: layers }, (_, layer) =>
    listed === null ? (layer + 1) % step === 0 : listed.includes(layer),
  );
  const dense = sparse.includes(false) ? denseFfn(reader, TYPE, 'intermediate_size_mlp') : null;
  reader.acknowledge('intermediate_size_mlp', 'attn_temperature_tuning', 'for_llm_compressor');
  return sparse.map((isMoe) => (isMoe ? { dense: null, moe } : { dense, moe: null }));
}

/** Llama 4: chunked attention in layers with rotary embedding, full attention in those without. */
export const LLAMA4: Family = {
  fields: USUAL_FIELDS,
  tied: false,
  defaults: {},
  read: (reader, hiddenSize, layers) => {
    const attention = mixers(reader, hiddenSize, layers);
    const feedForward = ffns(reader, layers);
    return {
      layers: attention.map((mixer, layer) => ({
        mixer,
        ffn: feedForward[layer] ?? { dense: null, moe: null },
        norms: 2,
        normKind: 'rms',
      })),
    };
  },
};
