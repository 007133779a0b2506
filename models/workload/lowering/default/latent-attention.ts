import { causalPairs } from '../../attention-pairs';
import type { Rules } from '../../rules';
import type { LatentAttention } from '../../types';
import { ROW, type Phase, type RowDescriptor } from '../rows';
import type { LoweringInput } from '../types';
import { ATTENTION_PARTS, setAttention, setAttentionOperands, setSoftmax } from './attention-core';
import { firstDecodeKeys } from './context-segments';
import { headsPerRank } from '../heads';
import type { RankWork } from './ranks';
import type { Location, RowFactory } from './row-factory';
import { fillCollective, setGemm, type RowWriter } from '../row-writer';

/**
 * Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434, section 2.1; DeepSeek-V3, arXiv 2412.19437).
 *
 * Prefill expands the latent of every new token to keys and values and attends as plain attention does. Decode absorbs
 * the expansions into queries and outputs, so that all heads share the cached latent: one KV head of
 * `kvRank + ropeHeadDim`, read once, since values are a prefix of keys. Not modelled: choosing the other form where it
 * would be faster, re-expanding a cached prefix.
 */
export function describeLatentAttention(row: RowFactory, place: Location, phase: Phase): readonly RowDescriptor[] {
  const gemm = (name: string) => row({ ...place, name, kind: 'gemm', module: 'attention' });
  const core = ATTENTION_PARTS.map((part) =>
    row({
      ...place,
      name: part === 'scores' ? 'Attention scores' : 'Attention values',
      kind: part,
      module: 'attention',
      part: 'all',
    }),
  );
  const around =
    phase === 'prefill'
      ? [gemm('Key-value expansion'), ...core]
      : [gemm('Query absorption'), ...core, gemm('Output absorption')];
  return [
    gemm('Query down-projection'),
    gemm('Query projection'),
    gemm('Latent projection'),
    ...around,
    gemm('Output projection'),
    row({ ...place, name: 'Attention all-reduce', kind: 'collective', module: 'attention', collective: 'allReduce' }),
  ];
}

/** Fills the rows that `describeLatentAttention` names. Heads are split over ranks, the latent is on all of them. */
export function fillLatentAttention(
  writer: RowWriter,
  input: LoweringInput,
  count: number,
  mixer: LatentAttention,
  work: RankWork,
  steps: number,
): void {
  const { out } = writer;
  const hidden = input.structure.workload.hiddenSize;
  const heads = headsPerRank(mixer.heads, work.tensor);
  const { queryRank, kvRank, nopeHeadDim, ropeHeadDim, valueHeadDim } = mixer;
  const gemm = (repeat: number, n: number, k: number) => {
    const at = writer.next(repeat, steps);
    setGemm(out, at, work.tokens, n, k);
    return at;
  };
  gemm(queryRank === null ? 0 : count, queryRank ?? 0, hidden);
  gemm(count, heads * (nopeHeadDim + ropeHeadDim), queryRank ?? hidden);
  const latent = gemm(count, kvRank + ropeHeadDim, hidden);
  out[latent + ROW.C] = 0;
  out[latent + ROW.BESIDES] = work.tokens * (kvRank + ropeHeadDim);
  if (work.phase === 'prefill') {
    gemm(count, heads * (nopeHeadDim + valueHeadDim), kvRank);
    fillExpandedCore(writer, count, mixer, heads, work, input.rules);
  } else {
    fillAbsorption(writer, count, work, steps, heads, nopeHeadDim, kvRank);
    fillAbsorbedCore(writer, count, mixer, heads, work, firstDecodeKeys(input), steps, input.rules);
    fillAbsorption(writer, count, work, steps, heads, kvRank, valueHeadDim);
  }
  gemm(count, hidden, heads * valueHeadDim);
  fillCollective(writer, work.tensor, 1, work.tokens * hidden, count, steps);
}

/** A product of each head's vectors with that head's own matrix. */
function fillAbsorption(
  writer: RowWriter,
  count: number,
  work: RankWork,
  steps: number,
  heads: number,
  k: number,
  n: number,
): void {
  const at = writer.next(count, steps);
  setGemm(writer.out, at, work.tokens, n, k);
  for (const column of [ROW.MACS, ROW.A, ROW.B, ROW.C]) writer.out[at + column]! *= heads;
  writer.out[at + ROW.GROUPS] = heads;
}

function fillExpandedCore(
  writer: RowWriter,
  count: number,
  mixer: LatentAttention,
  heads: number,
  work: RankWork,
  rules: Rules,
): void {
  const { out } = writer;
  const { queries, requests } = work;
  const pairs = rules.causalMask ? causalPairs(0, queries) : queries * queries;
  for (const part of ATTENTION_PARTS) {
    const at = writer.next(count, 1);
    const depth = part === 'scores' ? mixer.nopeHeadDim + mixer.ropeHeadDim : mixer.valueHeadDim;
    setAttention(out, at, part, queries, queries, depth, requests * heads);
    out[at + ROW.MACS] = requests * heads * depth * pairs;
    setAttentionOperands(out, at, part, requests * heads * pairs, requests * heads * queries * depth);
    out[at + ROW.B] = requests * heads * queries * depth;
    if (part === 'scores') setSoftmax(out, at, requests * heads * pairs, 0, rules);
    out[at + ROW.QUERIES] = queries;
    out[at + ROW.REACH] = rules.causalMask ? Infinity : 0;
  }
}

function fillAbsorbedCore(
  writer: RowWriter,
  count: number,
  mixer: LatentAttention,
  heads: number,
  work: RankWork,
  firstKeys: number,
  steps: number,
  rules: Rules,
): void {
  const { out } = writer;
  const perKey = work.requests * heads;
  for (const part of ATTENTION_PARTS) {
    const at = writer.next(steps > 0 ? count : 0, steps);
    const depth = part === 'scores' ? mixer.kvRank + mixer.ropeHeadDim : mixer.kvRank;
    setAttention(out, at, part, heads, firstKeys, depth, work.requests);
    out[at + ROW.MACS] = perKey * depth * firstKeys;
    out[at + ROW.MACS_SLOPE] = perKey * depth;
    setAttentionOperands(out, at, part, perKey * firstKeys, perKey * depth);
    out[at + (part === 'scores' ? ROW.C_SLOPE : ROW.A_SLOPE)] = perKey;
    const read = part === 'scores' ? work.requests * depth : 0;
    out[at + ROW.B] = read * firstKeys;
    out[at + ROW.B_SLOPE] = read;
    if (part === 'scores') setSoftmax(out, at, perKey * firstKeys, perKey, rules);
    out[at + ROW.QUERIES] = 1;
    out[at + ROW.PAST] = firstKeys - 1;
    out[at + ROW.REACH] = Infinity;
  }
}
