import type { DecoderWorkload } from '../../types';
import { isSoftmaxAttention } from '../../mixer-kinds';
import { headsPerRank } from '../heads';
import { reasonCode, type ReasonId } from '../reasons';
import type { Phase } from '../rows';
import type { LoweringInput, Parallelism } from '../types';

/**
 * What one chip of a symmetric group of tensor x expert ranks computes in one pass over the model.
 *
 * Source: GenZ-LLM-Analyzer 0.0.16, commit 091bdd0a: attention and embeddings are split over all ranks of the group,
 * feed-forward widths over the tensor ranks only, experts over the expert ranks.
 */
export interface Shards {
  readonly phase: Phase;
  readonly tensor: number;
  readonly expert: number;
  readonly pipeline: number;
  /** Ranks that split attention, embedding and head: tensor x expert. */
  readonly ranks: number;
  /** Sequences of one micro-batch, beams included. */
  readonly sequences: number;
  /** Sequences that have a prompt of their own: beams share it. */
  readonly prompts: number;
}

export function phaseShards(input: LoweringInput, phase: Phase): Shards {
  const { tokens } = input;
  const parallelism = phase === 'prefill' ? input.prefill : input.decode;
  const batch = phase === 'prefill' ? tokens.prefillBatch : tokens.decodeBatch;
  const beams = phase === 'prefill' ? 1 : tokens.beams;
  const prompts = microbatch(batch, parallelism.pipeline);
  return { phase, ...groupOf(parallelism), sequences: prompts * beams, prompts };
}

/** A micro-batch takes the whole number of requests that leaves every stage one, and at least one. */
export function microbatch(batch: number, pipeline: number): number {
  return Math.max(1, Math.floor(batch / pipeline));
}

export function groupOf({ tensor, expert, pipeline }: Parallelism) {
  return { tensor, expert, pipeline, ranks: tensor * expert };
}

/** Feed-forward columns of one tensor rank. */
export function widthPerRank(width: number, tensor: number): number {
  return Math.max(1, Math.ceil(width / tensor));
}

/** Code of the first reason why the model can not be split so, 0 when it can. */
export function splitReason(input: LoweringInput): number {
  const { workload, layers } = input.structure;
  for (const parallelism of [input.prefill, input.decode]) {
    const reason = reasonOf(workload, layers.sequence.length, parallelism);
    if (reason !== 'none') return reasonCode(reason);
  }
  return reasonCode('none');
}

/**
 * The tool stops with an assertion for the first three. It divides by zero where the last stage has no layer; a last
 * stage with a negative number of layers cancels silently, and counts here as it does there.
 */
export function reasonOf(workload: DecoderWorkload, layerCount: number, parallelism: Parallelism): ReasonId {
  const { expert, pipeline, ranks } = groupOf(parallelism);
  const layers = workload.groups.flatMap((group) => group.layers);
  if (expert > 1) {
    const experts = layers.map((layer) => layer.ffn.moe?.experts ?? 1);
    if (experts.every((count) => count === 1)) return 'expertWithoutExperts';
    if (experts.some((count) => count > 1 && count % expert !== 0)) return 'expertSplit';
  }
  const uneven = layers.some(
    ({ mixer }) =>
      isSoftmaxAttention(mixer) && headsPerRank(mixer.heads, ranks) % headsPerRank(mixer.kvHeads, ranks) !== 0,
  );
  if (uneven) return 'headsSplit';
  const lastStage = layerCount - Math.ceil(layerCount / pipeline) * (pipeline - 1);
  return pipeline > 1 && lastStage === 0 ? 'emptyStage' : 'none';
}
