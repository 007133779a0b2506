import { causalPairs, chunkedPairs, keysRead, slidingPairs } from '../../attention-pairs';
import type { Rules } from '../../rules';
import type { SoftmaxAttention } from '../../types';
import { ROW, type Phase, type RowDescriptor } from '../rows';
import type { LoweringInput } from '../types';
import { ATTENTION_PARTS, setAttention, setAttentionOperands, setSoftmax } from './attention-core';
import { contextSegments, firstDecodeKeys, type ContextSegment } from './context-segments';
import { headsPerRank } from '../heads';
import type { RankWork } from './ranks';
import type { Location, RowFactory } from './row-factory';
import { fillCollective, setGemm, type RowWriter } from '../row-writer';

/** The parts into which a decode step's growing context falls, one row each (see `context-segments.ts`). */
function contextParts(mixer: SoftmaxAttention): readonly string[] {
  if (mixer.kind === 'sliding') return ['filling the window', 'window full'];
  if (mixer.kind === 'chunked') return ['first chunk', 'whole chunks', 'last chunk'];
  return ['all'];
}

/** Rows of softmax attention; a decode step's scores and values are cut where a window or chunk ends. */
export function describeSoftmaxAttention(
  row: RowFactory,
  mixer: SoftmaxAttention,
  place: Location,
  phase: Phase,
): readonly RowDescriptor[] {
  const parts = phase === 'decode' ? contextParts(mixer) : ['all'];
  return [
    row({ ...place, name: 'QKV projection', kind: 'gemm', module: 'attention' }),
    ...parts.flatMap((part) => [
      row({ ...place, name: 'Attention scores', kind: 'scores', module: 'attention', part }),
      row({ ...place, name: 'Attention values', kind: 'values', module: 'attention', part }),
    ]),
    row({ ...place, name: 'Output projection', kind: 'gemm', module: 'attention' }),
    row({ ...place, name: 'Attention all-reduce', kind: 'collective', module: 'attention', collective: 'allReduce' }),
  ];
}

/** Fills the rows that `describeSoftmaxAttention` names. */
export function fillSoftmaxAttention(
  writer: RowWriter,
  input: LoweringInput,
  count: number,
  mixer: SoftmaxAttention,
  work: RankWork,
  steps: number,
): void {
  const { out } = writer;
  const hidden = input.structure.workload.hiddenSize;
  const heads = headsPerRank(mixer.heads, work.tensor);
  const kvHeads = headsPerRank(mixer.kvHeads, work.tensor);
  const cached = kvHeads * (mixer.headDim + (mixer.sharedKeyValue ? 0 : mixer.valueHeadDim));
  const gate = mixer.outputGate ? heads * mixer.valueHeadDim : 0;

  const qkv = writer.next(count, steps);
  setGemm(out, qkv, work.tokens, heads * mixer.headDim + gate + cached, hidden);
  out[qkv + ROW.C] = work.tokens * (heads * mixer.headDim + gate);
  out[qkv + ROW.BESIDES] = work.tokens * cached;

  if (work.phase === 'prefill') fillPrefillCore(writer, count, mixer, heads, kvHeads, work, input.rules);
  else {
    const firstKeys = firstDecodeKeys(input);
    for (const segment of contextSegments(mixer, firstKeys, steps, input.rules.slidingWindow)) {
      fillDecodeCore(writer, count, mixer, heads, kvHeads, work, segment, input.rules);
    }
  }

  const output = writer.next(count, steps);
  setGemm(out, output, work.tokens, hidden, heads * mixer.valueHeadDim);
  fillCollective(writer, work.tensor, 1, work.tokens * hidden, count, steps);
}

function fillPrefillCore(
  writer: RowWriter,
  count: number,
  mixer: SoftmaxAttention,
  heads: number,
  kvHeads: number,
  work: RankWork,
  rules: Rules,
): void {
  const queries = work.queries;
  const reach = reachOf(mixer, rules);
  const pairs = rules.causalMask ? maskedPairs(mixer, queries, rules) : queries * Math.min(queries, reach);
  const keys = keysRead(0, queries, reach);
  const { out } = writer;
  for (const part of ATTENTION_PARTS) {
    const at = writer.next(count, 1);
    const depth = part === 'scores' ? mixer.headDim : mixer.valueHeadDim;
    setAttention(out, at, part, (heads / kvHeads) * queries, keys, depth, work.requests * kvHeads);
    out[at + ROW.MACS] = work.requests * heads * depth * pairs;
    setAttentionOperands(out, at, part, work.requests * heads * pairs, work.requests * heads * queries * depth);
    out[at + ROW.B] = part === 'values' && mixer.sharedKeyValue ? 0 : work.requests * kvHeads * keys * depth;
    if (part === 'scores') setSoftmax(out, at, work.requests * heads * pairs, 0, rules);
    out[at + ROW.QUERIES] = queries;
    out[at + ROW.REACH] = rules.causalMask ? maskOf(mixer, rules) : 0;
  }
}

function fillDecodeCore(
  writer: RowWriter,
  count: number,
  mixer: SoftmaxAttention,
  heads: number,
  kvHeads: number,
  work: RankWork,
  segment: ContextSegment,
  rules: Rules,
): void {
  const { out } = writer;
  const perKey = work.requests * heads;
  for (const part of ATTENTION_PARTS) {
    const at = writer.next(segment.steps > 0 ? count * segment.times : 0, segment.steps);
    const depth = part === 'scores' ? mixer.headDim : mixer.valueHeadDim;
    setAttention(out, at, part, heads / kvHeads, segment.keys, depth, work.requests * kvHeads);
    out[at + ROW.MACS] = perKey * depth * segment.keys;
    out[at + ROW.MACS_SLOPE] = perKey * depth * segment.slope;
    setAttentionOperands(out, at, part, perKey * segment.keys, perKey * depth);
    out[at + (part === 'scores' ? ROW.C_SLOPE : ROW.A_SLOPE)] = perKey * segment.slope;
    const read = part === 'values' && mixer.sharedKeyValue ? 0 : work.requests * kvHeads * depth;
    out[at + ROW.B] = read * segment.keys;
    out[at + ROW.B_SLOPE] = read * segment.slope;
    if (part === 'scores') setSoftmax(out, at, perKey * segment.keys, perKey * segment.slope, rules);
    out[at + ROW.QUERIES] = 1;
    out[at + ROW.PAST] = segment.keys - 1;
    out[at + ROW.REACH] = Infinity;
  }
}

function reachOf(mixer: SoftmaxAttention, rules: Rules): number {
  return rules.slidingWindow && mixer.kind === 'sliding' ? mixer.window : Infinity;
}

/** The mask as `ROW.REACH` encodes it. */
function maskOf(mixer: SoftmaxAttention, rules: Rules): number {
  return rules.slidingWindow && mixer.kind === 'chunked' ? -mixer.chunk : reachOf(mixer, rules);
}

function maskedPairs(mixer: SoftmaxAttention, queries: number, rules: Rules): number {
  if (rules.slidingWindow && mixer.kind === 'sliding') return slidingPairs(0, queries, mixer.window);
  if (rules.slidingWindow && mixer.kind === 'chunked') return chunkedPairs(0, queries, mixer.chunk);
  return causalPairs(0, queries);
}
