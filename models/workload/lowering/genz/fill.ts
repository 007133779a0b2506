import type { LayerKind } from '../../layer-kinds';
import type { DenseFfn, MoeFfn, SoftmaxAttention } from '../../types';
import { ROW, SCALAR } from '../rows';
import type { LoweringInput } from '../types';
import { PassWriter, type AttentionSize } from './row-writer';
import { headsPerRank } from '../heads';
import { isSoftmaxAttention } from '../../mixer-kinds';
import { phaseShards, splitReason, widthPerRank, type Shards } from './shards';

/**
 * Fills the rows that `describeRows` names, then the scalars.
 *
 * Source: GenZ-LLM-Analyzer 0.0.16, commit 091bdd0a. Prefill is one pass over the prompt of one micro-batch. Decode is
 * one step after `outputTokens` tokens, of a context of prompt and output. Both walk all pipeline stages one after the
 * other, so every layer counts once. Of the switches, only those that place tensors change this lowering.
 */
export function fillRows(input: LoweringInput, out: Float64Array, at: number): void {
  const writer = new PassWriter(out, at);
  const prefill = phaseShards(input, 'prefill');
  fillEmbedding(writer, input, prefill, input.tokens.promptTokens);
  fillPhase(writer, input, prefill, input.tokens.promptTokens);
  fillPhase(writer, input, phaseShards(input, 'decode'), 1);
  const scalars = at + input.structure.rows.length * ROW.WIDTH;
  out[scalars + SCALAR.DECODE_STEPS] = 1;
  out[scalars + SCALAR.PREFILL_MICROBATCHES] = 1;
  out[scalars + SCALAR.DECODE_MICROBATCHES] = 1;
  out[scalars + SCALAR.PREFILL_STAGES] = 1;
  out[scalars + SCALAR.DECODE_STAGES] = 1;
  out[scalars + SCALAR.REASON] = splitReason(input);
}

function fillPhase(writer: PassWriter, input: LoweringInput, shards: Shards, rows: number): void {
  const { hiddenSize } = input.structure.workload;
  for (const kind of input.structure.layers.kinds) {
    if (isSoftmaxAttention(kind.layer.mixer)) fillAttention(writer, input, kind.count, kind.layer.mixer, shards, rows);
    const perTokenChoice = shards.phase === 'prefill' ? everyExpert : chosenExperts;
    fillFfn(writer, hiddenSize, kind, shards, rows, perTokenChoice);
  }
  fillHead(writer, input, shards, rows);
}

/** The embedding is a product with the vocabulary, not a lookup. */
export function fillEmbedding(
  writer: PassWriter,
  { structure }: Pick<LoweringInput, 'structure'>,
  shards: Shards,
  rows: number,
): void {
  const { hiddenSize, vocabularySize } = structure.workload;
  const { sequences, ranks } = shards;
  writer.gemm(1, { batch: sequences, rows, n: hiddenSize, k: Math.floor(vocabularySize / ranks) });
  writer.collective(1, ranks, 1, sequences * rows * hiddenSize);
}

/** Logits, and what the stages hand on to each other. */
export function fillHead(
  writer: PassWriter,
  { structure }: Pick<LoweringInput, 'structure'>,
  shards: Shards,
  rows: number,
): void {
  const { hiddenSize, vocabularySize } = structure.workload;
  const { sequences, ranks, pipeline } = shards;
  writer.gemm(1, { batch: sequences, rows, n: Math.floor(vocabularySize / ranks), k: hiddenSize });
  writer.collective(1, ranks, 1, sequences * rows * vocabularySize);
  writer.collective(pipeline - 1, 2, ranks, sequences * rows * hiddenSize);
}

/** Heads and depths of one rank's attention. */
export function rankAttention(mixer: SoftmaxAttention, ranks: number) {
  const heads = headsPerRank(mixer.heads, ranks);
  const kvHeads = headsPerRank(mixer.kvHeads, ranks);
  const cachedColumns = kvHeads * (mixer.headDim + (mixer.sharedKeyValue ? 0 : mixer.valueHeadDim));
  const gateColumns = mixer.outputGate ? heads * mixer.valueHeadDim : 0;
  return {
    heads,
    kvHeads,
    projectedColumns: heads * mixer.headDim + gateColumns + cachedColumns,
    outputColumns: heads * mixer.valueHeadDim,
    scores: { heads, kvHeads, depth: mixer.headDim, cached: true },
    values: { heads, kvHeads, depth: mixer.valueHeadDim, cached: !mixer.sharedKeyValue },
  };
}

function fillAttention(
  writer: PassWriter,
  { structure, tokens }: LoweringInput,
  repeat: number,
  mixer: SoftmaxAttention,
  { phase, sequences, prompts, ranks }: Shards,
  rows: number,
): void {
  const { hiddenSize } = structure.workload;
  const attention = rankAttention(mixer, ranks);
  writer.gemm(repeat, { batch: sequences, rows, n: attention.projectedColumns, k: hiddenSize });
  const prompt = { batch: prompts, queries: rows, keys: tokens.promptTokens };
  if (phase === 'prefill') fillCore(writer, repeat, attention, [prompt]);
  else fillCore(writer, repeat, attention, [prompt, { batch: sequences, queries: 1, keys: tokens.outputTokens }]);
  writer.gemm(repeat, { batch: sequences, rows, n: hiddenSize, k: attention.outputColumns });
  writer.collective(repeat, ranks, 1, sequences * rows * hiddenSize);
}

type Span = Pick<AttentionSize, 'batch' | 'queries' | 'keys'>;

/** The scores of every span of the context, then the values of every span. */
function fillCore(
  writer: PassWriter,
  repeat: number,
  { scores, values }: ReturnType<typeof rankAttention>,
  spans: readonly Span[],
): void {
  for (const span of spans) writer.scores(repeat, { ...span, ...scores });
  for (const span of spans) writer.values(repeat, { ...span, ...values });
}

/** Experts of a rank that one pass works on, the rows each of them sees per sequence, and the payload of the router. */
export interface ExpertChoice {
  readonly activePerRank: number;
  readonly rowsPerExpert: number;
  /** Elements per token of the router's all-reduce. */
  readonly gatePayload: number;
}

/** How a pass of `rows` tokens per sequence picks experts. */
export type ChooseExperts = (moe: MoeFfn, expert: number, rows: number, hiddenSize: number) => ExpertChoice;

/** Prefill reads every expert, each for its even share of the tokens. */
export const everyExpert: ChooseExperts = (moe, expert, rows) => ({
  activePerRank: moe.experts / expert,
  rowsPerExpert: Math.floor((rows * moe.expertsPerToken) / moe.experts),
  gatePayload: moe.experts,
});

/** Decode reads as many experts as one token chooses, whatever the batch. */
const chosenExperts: ChooseExperts = (moe, expert, rows, hiddenSize) => ({
  activePerRank: Math.max(1, Math.ceil(moe.expertsPerToken / expert)),
  rowsPerExpert: rows,
  gatePayload: hiddenSize,
});

export function fillFfn(
  writer: PassWriter,
  hiddenSize: number,
  { layer, count }: LayerKind,
  shards: Shards,
  rows: number,
  choose: ChooseExperts,
): void {
  const { dense, moe } = layer.ffn;
  if (dense) fillDense(writer, hiddenSize, dense, count, shards, rows);
  if (moe) fillExperts(writer, hiddenSize, moe, count, shards, rows, choose);
  if (dense || moe) writer.collective(count, shards.tensor, 1, shards.sequences * rows * hiddenSize);
}

function fillDense(
  writer: PassWriter,
  hiddenSize: number,
  ffn: Pick<DenseFfn, 'width' | 'gated'>,
  repeat: number,
  shards: Pick<Shards, 'tensor' | 'sequences'>,
  rows: number,
): void {
  const width = widthPerRank(ffn.width, shards.tensor);
  const batch = shards.sequences;
  writer.gemm(repeat, { batch, rows, n: width * (ffn.gated ? 2 : 1), k: hiddenSize });
  writer.gemm(repeat, { batch, rows, n: hiddenSize, k: width });
}

/**
 * The active experts of a rank as one product of all their columns, so that their weights count once and their input
 * rows are those of a single expert. A pass that gives every expert less than one row does no work: all are stored.
 */
function fillExperts(
  writer: PassWriter,
  hiddenSize: number,
  moe: MoeFfn,
  repeat: number,
  shards: Shards,
  rows: number,
  choose: ChooseExperts,
): void {
  const { sequences, tensor, expert } = shards;
  const choice = choose(moe, expert, rows, hiddenSize);
  writer.gemm(repeat, { batch: sequences, rows, n: moe.experts, k: Math.floor(hiddenSize / tensor) });
  writer.collective(repeat, tensor, 1, sequences * rows * choice.gatePayload);
  const routed = sequences * rows * moe.expertsPerToken * hiddenSize;
  writer.collective(repeat, expert, tensor, routed);

  const worked = choice.rowsPerExpert > 0 ? choice.activePerRank : 0;
  const width = widthPerRank(moe.expertWidth, tensor);
  const inputs = moe.gated ? 2 : 1;
  const size = { batch: sequences, rows: choice.rowsPerExpert };
  const active = worked > 0 ? repeat : 0;
  writer.gemm(active, { ...size, n: worked * width * inputs, k: hiddenSize });
  writer.gemm(active, { ...size, n: hiddenSize, k: worked * width });
  const unused = Math.max(0, Math.ceil(moe.experts / expert) - worked);
  writer.stored(unused > 0 ? repeat : 0, unused * width * inputs, hiddenSize);
  writer.stored(unused > 0 ? repeat : 0, hiddenSize, unused * width);

  if (moe.sharedWidth > 0) {
    fillDense(writer, hiddenSize, { width: moe.sharedWidth, gated: moe.gated }, repeat, shards, rows);
  }
  writer.collective(repeat, expert, tensor, routed);
}
