import type { Rules } from '../../rules';
import { ROW } from '../rows';
import { SOFTMAX_LANE_OPS, SOFTMAX_SPECIAL_OPS } from './vector-work';

/** The two products of attention: queries with keys, and probabilities with values. */
export const ATTENTION_PARTS = ['scores', 'values'] as const;
export type AttentionPart = (typeof ATTENTION_PARTS)[number];

/** Shape of the product of one request and KV head: scores are M x keys over depth, values M x depth over keys. */
export function setAttention(
  out: Float64Array,
  at: number,
  part: AttentionPart,
  m: number,
  keys: number,
  depth: number,
  groups: number,
): void {
  out[at + ROW.GROUPS] = groups;
  out[at + ROW.M] = m;
  out[at + ROW.N] = part === 'scores' ? keys : depth;
  out[at + ROW.K] = part === 'scores' ? depth : keys;
}

/** Left operand and result: query vectors and scores, or probabilities and output vectors. */
export function setAttentionOperands(
  out: Float64Array,
  at: number,
  part: AttentionPart,
  scores: number,
  vectors: number,
): void {
  out[at + ROW.A] = part === 'scores' ? vectors : scores;
  out[at + ROW.C] = part === 'scores' ? scores : vectors;
}

/** Softmax of `scores` scores, and of `slope` more each step. */
export function setSoftmax(out: Float64Array, at: number, scores: number, slope: number, rules: Rules): void {
  if (!rules.vectorWork) return;
  out[at + ROW.VECTOR] = SOFTMAX_LANE_OPS * scores;
  out[at + ROW.VECTOR_SLOPE] = SOFTMAX_LANE_OPS * slope;
  out[at + ROW.SPECIAL] = SOFTMAX_SPECIAL_OPS * scores;
  out[at + ROW.SPECIAL_SLOPE] = SOFTMAX_SPECIAL_OPS * slope;
}
