import type { LayerKind, LayerKinds } from '../../layer-kinds';
import type { Rules } from '../../rules';
import type { Module, TensorRole, DecoderWorkload } from '../../types';
import {
  OWNER_FIRST,
  OWNER_HANDOVER,
  OWNER_LAST,
  type CollectiveKind,
  type Operand,
  type Phase,
  type Place,
  type RowDescriptor,
  type RowKind,
} from '../rows';
import type { Structure } from '../types';
import { isSoftmaxAttention, untimedMixers } from '../../mixer-kinds';

/**
 * Where the left operand and the result of an operator stay. `streamed`: both travel to memory. `resident`: neither
 * does. `scores` and `values`: only what passes between the two stays on the chip (fused attention).
 */
export type Placement = 'streamed' | 'resident' | 'scores' | 'values';

export interface RowSite {
  readonly phase: Phase;
  readonly owner: number;
  readonly layerIndex: number;
}

export type DescribeRow = (name: string, kind: RowKind, module: Module, placement: Placement) => RowDescriptor;
export type DescribeCollective = (name: string, module: Module, collective: CollectiveKind) => RowDescriptor;

export interface RowNaming {
  readonly row: DescribeRow;
  readonly sync: DescribeCollective;
}

/** Names rows at one site; the rules say whether fused and resident tensors really stay on the chip. */
export function namingAt(site: RowSite, rules: Rules): RowNaming {
  const resident: Place = rules.decodeActivationsOnChip ? 'on' : 'off';
  const fused: Place = rules.fusedAttention ? 'on' : 'off';
  const left: Readonly<Record<Placement, Place>> = { streamed: 'off', resident, scores: 'off', values: fused };
  const result: Readonly<Record<Placement, Place>> = { streamed: 'off', resident, scores: fused, values: 'off' };
  const operand = (role: TensorRole, place: Place): Operand => ({ role, place });
  const common = { ...site, besides: 'kv', vectorOverlaps: false, part: null, window: null } as const;
  return {
    row: (name, kind, module, placement) => ({
      ...common,
      name,
      kind,
      module,
      a: operand('activation', left[placement]),
      b: operand(kind === 'scores' || kind === 'values' ? 'kv' : 'weight', 'off'),
      c: operand('activation', result[placement]),
      collective: null,
    }),
    sync: (name, module, collective) => ({
      ...common,
      name,
      kind: 'collective',
      module,
      a: operand('communication', 'on'),
      b: operand('communication', 'on'),
      c: operand('communication', 'on'),
      collective,
    }),
  };
}

/** Names the operator rows as GenZ-LLM-Analyzer 0.0.16 (commit 091bdd0a) does, prefill first. */
export function describeRows(
  _workload: DecoderWorkload,
  layers: LayerKinds,
  rules: Rules,
): Pick<Structure, 'rows' | 'unmodelled'> {
  return {
    rows: [...phaseRows('prefill', layers, rules), ...phaseRows('decode', layers, rules)],
    unmodelled: unmodelledKinds(layers),
  };
}

export function unmodelledKinds(layers: LayerKinds): readonly string[] {
  return untimedMixers(layers, isSoftmaxAttention);
}

function phaseRows(phase: Phase, layers: LayerKinds, rules: Rules): readonly RowDescriptor[] {
  const first = namingAt({ phase, owner: OWNER_FIRST, layerIndex: 0 }, rules);
  return [
    // A decode step is handed its input: the token's embedding belongs to nobody.
    ...(phase === 'prefill' ? embeddingRows(first, 'gemm') : []),
    ...layers.kinds.flatMap((kind, owner) =>
      layerRows(phase, kind, namingAt({ phase, owner, layerIndex: kind.firstIndex }, rules)),
    ),
    ...headRows(phase, layers, rules),
  ];
}

export function embeddingRows({ row, sync }: RowNaming, kind: 'gemm' | 'stored'): readonly RowDescriptor[] {
  return [row('embeddings', kind, 'embedding', 'streamed'), sync('Emb_AR', 'embedding', 'allReduce')];
}

/** The last stage computes the logits; each stage before it hands its result on. */
export function headRows(phase: Phase, layers: LayerKinds, rules: Rules): readonly RowDescriptor[] {
  const layerIndex = Math.max(0, layers.sequence.length - 1);
  const { row, sync } = namingAt({ phase, owner: OWNER_LAST, layerIndex }, rules);
  const handOver = namingAt({ phase, owner: OWNER_HANDOVER, layerIndex: 0 }, rules);
  return [
    row('classifier', 'gemm', 'head', 'streamed'),
    sync('classifier_AG', 'head', 'allGather'),
    handOver.sync('Message Pass', 'ffn', 'sendReceive'),
  ];
}

function layerRows(phase: Phase, kind: LayerKind, naming: RowNaming): readonly RowDescriptor[] {
  const placement = phase === 'decode' ? 'resident' : 'streamed';
  const { mixer, ffn } = kind.layer;
  const { sync } = naming;
  return [
    ...(isSoftmaxAttention(mixer) ? attentionRows(phase, placement, naming) : []),
    ...(ffn.dense ? denseRows('ffn', placement, naming) : []),
    ...(ffn.moe ? expertRows(placement, ffn.moe.sharedWidth > 0, naming) : []),
    ...(ffn.dense || ffn.moe ? [sync('FFN AR', 'ffn', 'allReduce')] : []),
  ];
}

function attentionRows(phase: Phase, placement: Placement, { row, sync }: RowNaming): readonly RowDescriptor[] {
  const core =
    phase === 'prefill'
      ? [row('Logit', 'scores', 'attention', 'scores'), row('Attend', 'values', 'attention', 'values')]
      : [
          row('Logit Pre', 'scores', 'attention', 'resident'),
          row('Logit Suf', 'scores', 'attention', 'resident'),
          row('Attend Pre', 'values', 'attention', 'resident'),
          row('Attend Suf', 'values', 'attention', 'resident'),
        ];
  return [
    row('QKV', 'gemm', 'attention', placement),
    ...core,
    row('Out Proj', 'gemm', 'attention', placement),
    sync('MHA AR', 'attention', 'allReduce'),
  ];
}

export function denseRows(module: Module, placement: Placement, { row }: RowNaming): readonly RowDescriptor[] {
  return [row('up+gate', 'gemm', module, placement), row('down', 'gemm', module, placement)];
}

/** Experts that a pass leaves alone are rows of kind `stored`: they take memory, not time. */
export function expertRows(placement: Placement, shared: boolean, naming: RowNaming): readonly RowDescriptor[] {
  const { row, sync } = naming;
  return [
    row('Gate', 'gemm', 'router', 'streamed'),
    sync('Gate AR', 'router', 'allReduce'),
    sync('Dispatch A2A', 'expert', 'allToAll'),
    ...denseRows('expert', placement, naming),
    row('up+gate', 'stored', 'expert', 'streamed'),
    row('down', 'stored', 'expert', 'streamed'),
    ...(shared ? denseRows('shared', placement, naming) : []),
    sync('Collect A2A', 'expert', 'allToAll'),
  ];
}
