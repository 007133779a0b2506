import type { Rules } from '../../rules';
import type { Activation, Layer } from '../../types';
import { isSoftmaxAttention } from '../../mixer-kinds';
import { headsPerRank } from '../heads';
import { routedRows, type RankWork } from './ranks';

/**
 * Operations of the vector unit an element, as fused kernels need them: multiply-add and maximum count as one lane
 * operation, exponential and reciprocal square root as one special function. Extra memory traffic: none (fused).
 */
export const NORM_LANE_OPS = { rms: 3, layer: 4 } as const;
export const RESIDUAL_LANE_OPS = 1;
export const ROTARY_LANE_OPS = 2;
export const SOFTMAX_LANE_OPS = 3;
export const SOFTMAX_SPECIAL_OPS = 1;

/** Operations of the vector unit, of an element or in all. */
export interface VectorCost {
  readonly lane: number;
  readonly special: number;
}

/** For one element of the FFN's width, the product with the gate included where there is one. */
export const ACTIVATION_COSTS: Readonly<Record<Activation, VectorCost>> = {
  silu: { lane: 3, special: 2 },
  gelu: { lane: 5, special: 1 },
  relu: { lane: 1, special: 0 },
  relu2: { lane: 2, special: 0 },
};

/**
 * Vector work of one layer on one rank, softmax apart (it belongs to the attention rows).
 *
 * Not modelled: top-k selection of the router, query-key norms, biases.
 */
export function layerVectorWork(hidden: number, layer: Layer, work: RankWork, rules: Rules): VectorCost {
  const parts = [
    normsAndResiduals(hidden, layer, work),
    rotary(layer, work),
    activationOf(layer, work, rules),
    router(layer, work),
  ];
  return {
    lane: parts.reduce((sum, part) => sum + part.lane, 0),
    special: parts.reduce((sum, part) => sum + part.special, 0),
  };
}

function normsAndResiduals(hidden: number, layer: Layer, work: RankWork): VectorCost {
  const residuals = (layer.mixer.kind === 'none' ? 0 : 1) + (layer.ffn.dense || layer.ffn.moe ? 1 : 0);
  const perElement = layer.norms * NORM_LANE_OPS[layer.normKind] + residuals * RESIDUAL_LANE_OPS;
  return { lane: work.tokens * hidden * perElement, special: work.tokens * layer.norms };
}

function rotary({ mixer }: Layer, work: RankWork): VectorCost {
  if (mixer.kind === 'latent') {
    const perToken = (headsPerRank(mixer.heads, work.tensor) + 1) * mixer.ropeHeadDim;
    return { lane: ROTARY_LANE_OPS * work.tokens * perToken, special: 0 };
  }
  if (!isSoftmaxAttention(mixer)) return { lane: 0, special: 0 };
  const heads = headsPerRank(mixer.heads, work.tensor) + headsPerRank(mixer.kvHeads, work.tensor);
  return { lane: ROTARY_LANE_OPS * work.tokens * heads * mixer.headDim * mixer.rotaryFraction, special: 0 };
}

function activationOf({ ffn }: Layer, work: RankWork, rules: Rules): VectorCost {
  let lane = 0;
  let special = 0;
  const add = (activation: Activation, elements: number) => {
    lane += ACTIVATION_COSTS[activation].lane * elements;
    special += ACTIVATION_COSTS[activation].special * elements;
  };
  if (ffn.dense) add(ffn.dense.activation, work.tokens * Math.ceil(ffn.dense.width / work.tensor));
  if (ffn.moe) {
    const routed = routedRows(work, ffn.moe.expertsPerToken, rules);
    add(ffn.moe.activation, routed * Math.ceil(ffn.moe.expertWidth / work.tensor));
    add(ffn.moe.activation, work.tokens * Math.ceil(ffn.moe.sharedWidth / work.tensor));
  }
  return { lane, special };
}

function router({ ffn }: Layer, work: RankWork): VectorCost {
  const scores = ffn.moe ? work.tokens * ffn.moe.experts : 0;
  return { lane: SOFTMAX_LANE_OPS * scores, special: SOFTMAX_SPECIAL_OPS * scores };
}
