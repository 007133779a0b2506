import { attentionByLayer, fullAttention } from './attention';
import { USUAL_FIELDS, type Family } from './family';
import { ffnByLayer } from './feed-forward';
import type { ModelType } from './model-types';

/** Softmax attention and FFN or experts in each layer: Llama and its many relatives. */
export function conventionalFamily(type: ModelType): Family {
  return {
    fields: USUAL_FIELDS,
    tied: type.tied,
    defaults: type.defaults,
    read: (reader, hiddenSize, layers) => {
      const mixers = attentionByLayer(reader, fullAttention(reader, hiddenSize, type), type, layers);
      const ffns = ffnByLayer(reader, type, layers);
      return {
        layers: mixers.map((mixer, layer) => ({
          mixer,
          ffn: ffns[layer] ?? { dense: null, moe: null },
          norms: type.norms,
          normKind: type.normKind,
        })),
      };
    },
  };
}
