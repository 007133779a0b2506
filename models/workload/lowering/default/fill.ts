import type { LayerKind } from '../../layer-kinds';
import type { Rules } from '../../rules';
import type { DecoderWorkload } from '../../types';
import { ROW, SCALAR } from '../rows';
import type { LoweringInput } from '../types';
import { fillFfn } from './ffn';
import { fillLatentAttention } from './latent-attention';
import { microbatches, rankWork, splitReason, type RankWork } from './ranks';
import { fillCollective, RowWriter, setGemm } from '../row-writer';
import { fillSoftmaxAttention } from './softmax-attention';
import { isSoftmaxAttention } from '../../mixer-kinds';
import { layerVectorWork, NORM_LANE_OPS } from './vector-work';

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
    const { mixer, ffn } = kind.layer;
    if (isSoftmaxAttention(mixer)) fillSoftmaxAttention(writer, input, kind.count, mixer, work, steps);
    if (mixer.kind === 'latent') fillLatentAttention(writer, input, kind.count, mixer, work, steps);
    fillFfn(writer, workload.hiddenSize, ffn, kind.count, work, steps, input.rules);
    fillLayerVector(writer, workload, kind, work, steps, input.rules);
  }
  fillHead(writer, workload, work, steps, input.rules);
  fillHandOver(writer, workload, input, work, steps);
}

/** Activations that pass from one pipeline stage to the next: once a boundary, or all boundaries of one pass in a row. */
function fillHandOver(
  writer: RowWriter,
  workload: DecoderWorkload,
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
  { hiddenSize, vocabularySize }: DecoderWorkload,
  work: RankWork,
  steps: number,
  rules: Rules,
) {
  const { out } = writer;
  // As a dense product the embedding belongs to prefill only: decode then begins with the first layer.
  const lookedUp = rules.embeddingAsGather || work.phase === 'prefill';
  const gathered = writer.next(lookedUp ? 1 : 0, steps);
  const vocabulary = Math.ceil(vocabularySize / work.tensor);
  if (rules.embeddingAsGather) out[gathered + ROW.B] = work.tokens * hiddenSize;
  else setGemm(out, gathered, work.tokens, hiddenSize, vocabulary);
  out[gathered + ROW.C] = work.tokens * hiddenSize;
  fillCollective(writer, work.tensor, 1, work.tokens * hiddenSize, lookedUp ? 1 : 0, steps);
}

function fillHead(
  writer: RowWriter,
  { hiddenSize, vocabularySize }: DecoderWorkload,
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

function fillLayerVector(
  writer: RowWriter,
  workload: DecoderWorkload,
  kind: LayerKind,
  work: RankWork,
  steps: number,
  rules: Rules,
) {
  const at = writer.next(rules.vectorWork ? kind.count : 0, steps);
  const { lane, special } = layerVectorWork(workload.hiddenSize, kind.layer, work, rules);
  writer.out[at + ROW.VECTOR] = lane;
  writer.out[at + ROW.SPECIAL] = special;
}
