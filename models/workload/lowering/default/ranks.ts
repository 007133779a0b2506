import type { Layer, DecoderWorkload } from '../../types';
import type { LoweringInput, Parallelism } from '../types';
import type { Phase } from '../rows';
import { reasonCode, type ReasonId } from '../reasons';
import { isSoftmaxAttention } from '../../mixer-kinds';
import type { Rules } from '../../rules';
import { log } from '../../../units/deterministic-math';

/** What one rank of a phase works on: tokens of one microbatch, and its share of the model. */
export interface RankWork {
  readonly phase: Phase;
  readonly tensor: number;
  readonly expert: number;
  /** Requests of one microbatch on this rank: expert-parallel ranks split the batch between them. */
  readonly requests: number;
  /** New tokens a request brings to a step. */
  readonly queries: number;
  /** Tokens of this rank, and of all ranks that share the experts. */
  readonly tokens: number;
  readonly groupTokens: number;
  /** Rows that need logits. */
  readonly logitRows: number;
}

export function microbatches(batch: number, pipeline: number, split: boolean): number {
  return split ? Math.min(pipeline, batch) : 1;
}

export function rankWork(input: LoweringInput, phase: Phase): RankWork {
  const { tokens, rules } = input;
  const parallelism = phase === 'prefill' ? input.prefill : input.decode;
  const batch = phase === 'prefill' ? tokens.prefillBatch : tokens.decodeBatch;
  const queries = phase === 'prefill' ? tokens.promptTokens : 1;
  const perMicrobatch = Math.ceil(batch / microbatches(batch, parallelism.pipeline, rules.pipelineMicrobatches));
  const requests = Math.ceil(perMicrobatch / parallelism.expert);
  const lastOnly = phase === 'decode' || rules.headForLastTokenOnly;
  return {
    phase,
    tensor: parallelism.tensor,
    expert: parallelism.expert,
    requests,
    queries,
    tokens: requests * queries,
    groupTokens: perMicrobatch * queries,
    logitRows: requests * (lastOnly ? 1 : queries),
  };
}

/**
 * Rows that the experts of one rank work on: an even share of those of all ranks, or with `expertStragglers` the share of
 * the busiest of P ranks, `mu + sqrt(2 mu ln P)` and no more than all.
 *
 * Source of the straggler: Raab, Steger, "Balls into bins", RANDOM 1998, theorem 1, for many rows a rank.
 */
export function routedRows(work: RankWork, expertsPerToken: number, rules: Pick<Rules, 'expertStragglers'>): number {
  const all = work.groupTokens * expertsPerToken;
  const mean = all / work.expert;
  return rules.expertStragglers ? Math.min(all, mean + Math.sqrt(2 * mean * log(work.expert))) : mean;
}

/** Code of the first reason why the model can not be split so, 0 when it can. */
export function splitReason(input: LoweringInput): number {
  const { workload, layers } = input.structure;
  const reasons = [input.prefill, input.decode].map((p) => reasonOf(workload, layers.sequence.length, p));
  if (input.tokens.beams > 1) return reasonCode('beams');
  return reasonCode(reasons.find((reason) => reason !== 'none') ?? 'none');
}

function reasonOf(workload: DecoderWorkload, layerCount: number, { tensor, pipeline, expert }: Parallelism): ReasonId {
  const layers = workload.groups.flatMap((group) => group.layers);
  if (layers.some((layer) => tensor > smallestHeadCount(layer))) return 'tensorOverHeads';
  if (pipeline > layerCount) return 'pipelineOverLayers';
  if (expert > 1) {
    const experts = layers.flatMap((layer) => (layer.ffn.moe ? [layer.ffn.moe.experts] : []));
    if (experts.length === 0) return 'expertWithoutExperts';
    if (experts.some((count) => count % expert !== 0)) return 'expertSplit';
  }
  return 'none';
}

function smallestHeadCount({ mixer }: Layer): number {
  if (isSoftmaxAttention(mixer) || mixer.kind === 'latent' || mixer.kind === 'stateSpace') return mixer.heads;
  return mixer.kind === 'linear' ? mixer.valueHeads : Infinity;
}
