import { causalPairs, chunkedPairs, keysRead, slidingPairs } from '../../attention-pairs';
import { expectedActiveExperts } from '../../experts';
import type { LayerKind } from '../../layer-kinds';
import type { Rules } from '../../rules';
import type { DenseFfn, MoeFfn, SoftmaxAttention, Workload } from '../../types';
import { ROW, SCALAR } from '../rows';
import type { LoweringInput } from '../types';
import { contextSegments, type ContextSegment } from './context-segments';
import { isSoftmaxAttention } from './describe';
import { headsPerRank, microbatches, rankWork, splitReason, type RankWork } from './ranks';
import { layerVectorWork, NORM_LANE_OPS, SOFTMAX_LANE_OPS, SOFTMAX_SPECIAL_OPS } from './vector-work';

/** Writes rows one after the other, in the order in which `describeRows` names them. */
class RowWriter {
  #at: number;
  constructor(
    readonly out: Float64Array,
    start: number,
  ) {
    this.#at = start;
  }
  /** Clears the next row, sets its repeat and steps, and returns where it begins. */
  next(repeat: number, steps: number): number {
    const at = this.#at;
    this.#at += ROW.WIDTH;
    this.out.fill(0, at, this.#at);
    this.out[at + ROW.REPEAT] = repeat;
    this.out[at + ROW.STEPS] = steps;
    this.out[at + ROW.GROUPS] = 1;
    return at;
  }
}

/** Fills all rows of the default lowering, then the scalars. Equations: docs/assumptions.md. */
export function fillRows(input: LoweringInput, out: Float64Array, at: number): void {
  const writer = new RowWriter(out, at);
  const decodeSteps = input.rules.meanTimePerToken
    ? Math.max(0, input.tokens.outputTokens - 1)
    : Math.min(1, input.tokens.outputTokens - 1);
  fillPhase(input, writer, rankWork(input, 'prefill'), 1);
  fillPhase(input, writer, rankWork(input, 'decode'), decodeSteps);
  const scalars = at + input.structure.rows.length * ROW.WIDTH;
  const split = input.rules.pipelineMicrobatches;
  out[scalars + SCALAR.DECODE_STEPS] = decodeSteps;
  out[scalars + SCALAR.PREFILL_MICROBATCHES] = microbatches(input.tokens.prefillBatch, input.prefill.pipeline, split);
  out[scalars + SCALAR.DECODE_MICROBATCHES] = microbatches(input.tokens.decodeBatch, input.decode.pipeline, split);
  out[scalars + SCALAR.PREFILL_STAGES] = split ? input.prefill.pipeline : 1;
  out[scalars + SCALAR.DECODE_STAGES] = split ? input.decode.pipeline : 1;
  out[scalars + SCALAR.REASON] = splitReason(input);
}

function fillPhase(input: LoweringInput, writer: RowWriter, work: RankWork, steps: number): void {
  const { workload, layers } = input.structure;
  fillEmbedding(writer, workload, work, steps, input.rules);
  for (const kind of layers.kinds) {
    if (isSoftmaxAttention(kind.layer.mixer)) fillAttention(writer, input, kind, kind.layer.mixer, work, steps);
    fillFfn(writer, workload, kind, work, steps, input.rules);
    fillLayerVector(writer, workload, kind, work, steps, input.rules);
  }
  fillHead(writer, workload, work, steps, input.rules);
  fillHandOver(writer, workload, input, work, steps);
}

/** Activations that pass from one pipeline stage to the next: once a boundary, or all boundaries of one pass in a row. */
function fillHandOver(
  writer: RowWriter,
  workload: Workload,
  input: LoweringInput,
  work: RankWork,
  steps: number,
): void {
  const { pipeline } = work.phase === 'prefill' ? input.prefill : input.decode;
  const boundaries = input.rules.pipelineMicrobatches ? Math.min(1, pipeline - 1) : pipeline - 1;
  const at = writer.next(boundaries, steps);
  writer.out[at + ROW.PAYLOAD] = work.tokens * workload.hiddenSize;
  writer.out[at + ROW.RANKS] = 2;
  writer.out[at + ROW.STRIDE] = work.tensor * work.expert;
}

function fillEmbedding(
  writer: RowWriter,
  { hiddenSize, vocabularySize }: Workload,
  work: RankWork,
  steps: number,
  rules: Rules,
) {
  const { out } = writer;
  const gathered = writer.next(1, steps);
  const vocabulary = Math.ceil(vocabularySize / work.tensor);
  if (rules.embeddingAsGather) out[gathered + ROW.B] = work.tokens * hiddenSize;
  else setGemm(out, gathered, work.tokens, hiddenSize, vocabulary);
  out[gathered + ROW.C] = work.tokens * hiddenSize;
  fillCollective(writer, work.tensor, 1, work.tokens * hiddenSize, 1, steps);
}

function fillHead(
  writer: RowWriter,
  { hiddenSize, vocabularySize }: Workload,
  work: RankWork,
  steps: number,
  rules: Rules,
) {
  const { out } = writer;
  const norm = writer.next(rules.vectorWork ? 1 : 0, steps);
  out[norm + ROW.VECTOR] = NORM_LANE_OPS.rms * work.logitRows * hiddenSize;
  const head = writer.next(1, steps);
  setGemm(out, head, work.logitRows, Math.ceil(vocabularySize / work.tensor), hiddenSize);
  fillCollective(writer, work.tensor, 1, work.logitRows * vocabularySize, 1, steps);
}

/** A product of `m x k` activations with `k x n` weights, every element touched once. */
function setGemm(out: Float64Array, at: number, m: number, n: number, k: number): void {
  out[at + ROW.M] = m;
  out[at + ROW.N] = n;
  out[at + ROW.K] = k;
  out[at + ROW.MACS] = m * n * k;
  out[at + ROW.A] = m * k;
  out[at + ROW.B] = n * k;
  out[at + ROW.C] = m * n;
}

function fillCollective(
  writer: RowWriter,
  ranks: number,
  stride: number,
  payload: number,
  count: number,
  steps: number,
) {
  const at = writer.next(ranks > 1 ? count : 0, steps);
  writer.out[at + ROW.PAYLOAD] = payload;
  writer.out[at + ROW.RANKS] = ranks;
  writer.out[at + ROW.STRIDE] = stride;
}

function fillAttention(
  writer: RowWriter,
  input: LoweringInput,
  kind: LayerKind,
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

  const qkv = writer.next(kind.count, steps);
  setGemm(out, qkv, work.tokens, heads * mixer.headDim + gate + cached, hidden);
  out[qkv + ROW.C] = work.tokens * (heads * mixer.headDim + gate);
  out[qkv + ROW.CACHE_WRITE] = work.tokens * cached;

  if (work.phase === 'prefill') fillPrefillCore(writer, kind.count, mixer, heads, kvHeads, work, input.rules);
  else {
    const firstKeys = input.rules.meanTimePerToken
      ? input.tokens.promptTokens + 1
      : input.tokens.promptTokens + input.tokens.outputTokens - 1;
    for (const segment of contextSegments(mixer, firstKeys, steps, input.rules.slidingWindow)) {
      fillDecodeCore(writer, kind.count, mixer, heads, kvHeads, work, segment, input.rules);
    }
  }

  const output = writer.next(kind.count, steps);
  setGemm(out, output, work.tokens, hidden, heads * mixer.valueHeadDim);
  fillCollective(writer, work.tensor, 1, work.tokens * hidden, kind.count, steps);
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
  for (const part of ['scores', 'values'] as const) {
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
  for (const part of ['scores', 'values'] as const) {
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

/** Shape of the product of one request and KV head: scores are M x keys over depth, values M x depth over keys. */
function setAttention(
  out: Float64Array,
  at: number,
  part: 'scores' | 'values',
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

function setAttentionOperands(
  out: Float64Array,
  at: number,
  part: 'scores' | 'values',
  scores: number,
  vectors: number,
) {
  out[at + ROW.A] = part === 'scores' ? vectors : scores;
  out[at + ROW.C] = part === 'scores' ? scores : vectors;
}

function setSoftmax(out: Float64Array, at: number, scores: number, slope: number, rules: Rules): void {
  if (!rules.vectorWork) return;
  out[at + ROW.VECTOR] = SOFTMAX_LANE_OPS * scores;
  out[at + ROW.VECTOR_SLOPE] = SOFTMAX_LANE_OPS * slope;
  out[at + ROW.SPECIAL] = SOFTMAX_SPECIAL_OPS * scores;
  out[at + ROW.SPECIAL_SLOPE] = SOFTMAX_SPECIAL_OPS * slope;
}

function fillFfn(
  writer: RowWriter,
  workload: Workload,
  kind: LayerKind,
  work: RankWork,
  steps: number,
  rules: Rules,
): void {
  const { dense, moe } = kind.layer.ffn;
  if (dense) fillDense(writer, workload.hiddenSize, dense, kind.count, work, steps);
  if (moe) fillExperts(writer, workload.hiddenSize, moe, kind.count, work, steps, rules);
  if (dense || moe) fillCollective(writer, work.tensor, 1, work.tokens * workload.hiddenSize, kind.count, steps);
}

type FfnShape = Pick<DenseFfn, 'width' | 'gated'>;

function fillDense(
  writer: RowWriter,
  hidden: number,
  ffn: FfnShape,
  count: number,
  work: RankWork,
  steps: number,
): void {
  const width = Math.ceil(ffn.width / work.tensor);
  const up = writer.next(count, steps);
  setGemm(writer.out, up, work.tokens, width * (ffn.gated ? 2 : 1), hidden);
  const down = writer.next(count, steps);
  setGemm(writer.out, down, work.tokens, hidden, width);
}

function fillExperts(
  writer: RowWriter,
  hidden: number,
  moe: MoeFfn,
  count: number,
  work: RankWork,
  steps: number,
  rules: Rules,
): void {
  const { out } = writer;
  const router = writer.next(count, steps);
  setGemm(out, router, work.tokens, moe.experts, hidden);
  const payload = (rules.payloadHeldPerRank ? work.tokens : work.groupTokens) * moe.expertsPerToken * hidden;
  fillCollective(writer, work.expert, work.tensor, payload, count, steps);

  const routed = (work.groupTokens * moe.expertsPerToken) / work.expert;
  const active = activeExpertsOfRank(moe, work, rules);
  const width = Math.ceil(moe.expertWidth / work.tensor);
  const up = writer.next(count, steps);
  setExperts(out, up, active, routed, width * (moe.gated ? 2 : 1), hidden);
  const down = writer.next(count, steps);
  setExperts(out, down, active, routed, hidden, width);
  fillCollective(writer, work.expert, work.tensor, payload, count, steps);

  fillDense(writer, hidden, { width: moe.sharedWidth, gated: moe.gated }, moe.sharedWidth > 0 ? count : 0, work, steps);
}

function activeExpertsOfRank(moe: MoeFfn, work: RankWork, rules: Rules): number {
  if (rules.expectedExperts) {
    return expectedActiveExperts(moe.experts, moe.expertsPerToken, work.groupTokens) / work.expert;
  }
  if (work.phase === 'prefill') return moe.experts / work.expert;
  return Math.max(1, Math.ceil(moe.expertsPerToken / work.expert));
}

/** `active` products whose rows add up to `routed`; each active expert's weights are read once. */
function setExperts(out: Float64Array, at: number, active: number, routed: number, n: number, k: number): void {
  out[at + ROW.GROUPS] = active;
  out[at + ROW.M] = routed / active;
  out[at + ROW.N] = n;
  out[at + ROW.K] = k;
  out[at + ROW.MACS] = routed * n * k;
  out[at + ROW.A] = routed * k;
  out[at + ROW.B] = active * n * k;
  out[at + ROW.C] = routed * n;
}

function fillLayerVector(
  writer: RowWriter,
  workload: Workload,
  kind: LayerKind,
  work: RankWork,
  steps: number,
  rules: Rules,
) {
  const at = writer.next(rules.vectorWork ? kind.count : 0, steps);
  const { lane, special } = layerVectorWork(workload.hiddenSize, kind.layer, work);
  writer.out[at + ROW.VECTOR] = lane;
  writer.out[at + ROW.SPECIAL] = special;
}
