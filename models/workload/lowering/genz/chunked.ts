import type { LayerKind, LayerKinds } from '../../layer-kinds';
import type { Rules } from '../../rules';
import type { MoeFfn, DecoderWorkload } from '../../types';
import { OWNER_FIRST, ROW, type RowDescriptor } from '../rows';
import type { Parallelism } from '../types';
import {
  denseRows,
  embeddingRows,
  expertRows,
  headRows,
  namingAt,
  unmodelledKinds,
  type Placement,
  type RowNaming,
} from './describe';
import { everyExpert, fillEmbedding, fillFfn, fillHead, rankAttention, type ChooseExperts } from './fill';
import { PassWriter, type AttentionSize } from './row-writer';
import { isSoftmaxAttention } from '../../mixer-kinds';
import { groupOf, reasonOf, type Shards } from './shards';
import type { ReasonId } from '../reasons';

/** Part of a prompt: `tokens` new ones after `past` that are cached already. */
export interface PromptChunk {
  readonly past: number;
  readonly tokens: number;
}

/** Requests that decode one token in this step. */
export type DecodingRequests =
  /** `requests` of them, each with a context of its own. */
  | { readonly kind: 'independent'; readonly requests: number; readonly context: number }
  /** Beams over one prompt: what they share is read once for `promptBeams`, what they wrote once for `outputBeams`. */
  | {
      readonly kind: 'beams';
      readonly promptBeams: number;
      readonly outputBeams: number;
      readonly promptContext: number;
      readonly outputContext: number;
    };

export interface ChunkedStep {
  /** Requests that each do all of the below, in one batch: 1 unless a speculative decoder verifies its drafts. */
  readonly sequences: number;
  readonly prompts: readonly PromptChunk[];
  readonly decoding: readonly DecodingRequests[];
}

/** Rows of one step, in the vocabulary of `ROW`; `values` holds `ROW.WIDTH` doubles for each. */
export interface LoweredStep {
  readonly rows: readonly RowDescriptor[];
  readonly values: Float64Array;
  readonly reason: ReasonId;
  readonly unmodelled: readonly string[];
}

/**
 * Lowers one step that mixes parts of prompts with decoding requests (chunked prefill).
 *
 * Source: GenZ-LLM-Analyzer 0.0.16, commit 091bdd0a (`llm_chunked.py`). All tokens share the linear layers; every item
 * has attention of its own. Models with shared experts use the experts that the tokens can reach, others all of them.
 * The embedding sees prompt tokens only, the head all tokens.
 */
export function lowerChunkedStep(
  workload: DecoderWorkload,
  layers: LayerKinds,
  parallelism: Parallelism,
  step: ChunkedStep,
  rules: Rules,
): LoweredStep {
  const rows = describeStep(layers, step, rules);
  const values = new Float64Array(rows.length * ROW.WIDTH);
  fillStep(new PassWriter(values, 0), workload, layers, parallelism, step, rows);
  return {
    rows,
    values,
    reason: reasonOf(workload, layers.sequence.length, parallelism),
    unmodelled: unmodelledKinds(layers),
  };
}

/** New tokens of prompts, and of all items, in one sequence. */
export function stepTokens({ prompts, decoding }: ChunkedStep): { readonly prompt: number; readonly all: number } {
  const prompt = prompts.reduce((sum, item) => sum + item.tokens, 0);
  const decoded = decoding.reduce((sum, item) => sum + (item.kind === 'beams' ? item.outputBeams : item.requests), 0);
  return { prompt, all: prompt + decoded };
}

/** One pair of attention rows: its name, where its tensors stay, and its sizes but for heads and depth. */
interface Item {
  readonly suffix: string;
  readonly resident: boolean;
  readonly queries: number;
  readonly keys: number;
  /** Multiples of a rank's query heads and KV heads. */
  readonly queryCopies: number;
  readonly keyCopies: number;
}

function stepItems({ prompts, decoding }: ChunkedStep): readonly Item[] {
  return [
    ...prompts.map(({ past, tokens }) => ({
      suffix: 'Pre',
      resident: false,
      queries: tokens,
      keys: past + tokens,
      queryCopies: 1,
      keyCopies: 1,
    })),
    ...decoding.flatMap(decodingItems),
  ];
}

function decodingItems(item: DecodingRequests): readonly Item[] {
  const common = { resident: true, queries: 1 };
  if (item.kind === 'independent') {
    const copies = { queryCopies: item.requests, keyCopies: item.requests };
    return [{ ...common, ...copies, suffix: 'Dec', keys: item.context }];
  }
  return [
    { ...common, suffix: 'Pre', keys: item.promptContext, queryCopies: item.promptBeams, keyCopies: 1 },
    { ...common, suffix: 'Suf', keys: item.outputContext, queryCopies: item.outputBeams, keyCopies: 1 },
  ];
}

function describeStep(layers: LayerKinds, step: ChunkedStep, rules: Rules): readonly RowDescriptor[] {
  const phase = 'prefill';
  return [
    ...embeddingRows(namingAt({ phase, owner: OWNER_FIRST, layerIndex: 0 }, rules), embeddingKind(step)),
    ...layers.kinds.flatMap((kind, owner) =>
      layerRows(kind, step, namingAt({ phase, owner, layerIndex: kind.firstIndex }, rules)),
    ),
    ...headRows(phase, layers, rules),
  ];
}

/** A step without prompt tokens holds the embedding and does not use it. */
function embeddingKind(step: ChunkedStep): 'gemm' | 'stored' {
  return stepTokens(step).prompt > 0 ? 'gemm' : 'stored';
}

function layerRows({ layer }: LayerKind, step: ChunkedStep, naming: RowNaming): readonly RowDescriptor[] {
  const { row, sync } = naming;
  const { dense, moe } = layer.ffn;
  const core = stepItems(step).flatMap(({ suffix, resident }) => {
    const place = (part: Placement): Placement => (resident ? 'resident' : part);
    return [
      row(`Logit ${suffix}`, 'scores', 'attention', place('scores')),
      row(`Attend ${suffix}`, 'values', 'attention', place('values')),
    ];
  });
  return [
    ...(isSoftmaxAttention(layer.mixer)
      ? [
          row('QKV', 'gemm', 'attention', 'resident'),
          ...core,
          row('Out Proj', 'gemm', 'attention', 'resident'),
          sync('MHA AR', 'attention', 'allReduce'),
        ]
      : []),
    ...(dense ? denseRows('ffn', 'streamed', naming) : []),
    ...(moe ? expertRows('streamed', moe.sharedWidth > 0, naming) : []),
    ...(dense || moe ? [sync('FFN AR', 'ffn', 'allReduce')] : []),
  ];
}

function fillStep(
  writer: PassWriter,
  workload: DecoderWorkload,
  layers: LayerKinds,
  parallelism: Parallelism,
  step: ChunkedStep,
  rows: readonly RowDescriptor[],
): void {
  const shards: Shards = {
    phase: 'prefill',
    ...groupOf(parallelism),
    sequences: step.sequences,
    prompts: step.sequences,
  };
  const source = { structure: { kind: 'decoder', workload, layers, rows, unmodelled: [] } } as const;
  const tokens = stepTokens(step);
  fillEmbedding(writer, source, shards, tokens.prompt);
  for (const kind of layers.kinds) {
    fillAttention(writer, workload.hiddenSize, kind, shards.ranks, step, tokens.all);
    fillFfn(writer, workload.hiddenSize, kind, shards, tokens.all, chooseByModel);
  }
  fillHead(writer, source, shards, tokens.all);
}

function fillAttention(
  writer: PassWriter,
  hiddenSize: number,
  { layer, count }: LayerKind,
  ranks: number,
  step: ChunkedStep,
  rows: number,
): void {
  if (!isSoftmaxAttention(layer.mixer)) return;
  const attention = rankAttention(layer.mixer, ranks);
  writer.gemm(count, { batch: step.sequences, rows, n: attention.projectedColumns, k: hiddenSize });
  for (const item of stepItems(step)) {
    writer.scores(count, itemSize(step.sequences, item, attention.scores));
    writer.values(count, itemSize(step.sequences, item, attention.values));
  }
  writer.gemm(count, { batch: step.sequences, rows, n: hiddenSize, k: attention.outputColumns });
  writer.collective(count, ranks, 1, step.sequences * rows * hiddenSize);
}

function itemSize(batch: number, item: Item, size: ReturnType<typeof rankAttention>['scores']): AttentionSize {
  const { queries, keys } = item;
  const heads = item.queryCopies * size.heads;
  return { ...size, batch, queries, keys, heads, kvHeads: item.keyCopies * size.kvHeads };
}

/** Models with shared experts: no more experts than there are choices of all tokens, split evenly between ranks. */
const chooseByModel: ChooseExperts = (moe, expert, rows, hiddenSize) =>
  moe.sharedWidth > 0 ? reachedExperts(moe, expert, rows) : everyExpert(moe, expert, rows, hiddenSize);

function reachedExperts(moe: MoeFfn, expert: number, rows: number) {
  const reached = Math.min(moe.expertsPerToken * rows, moe.experts);
  return {
    activePerRank: Math.max(1, Math.ceil(reached / expert)),
    rowsPerExpert: Math.floor((rows * moe.expertsPerToken) / reached),
    gatePayload: moe.experts,
  };
}
