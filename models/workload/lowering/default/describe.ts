import type { LayerKind, LayerKinds } from '../../layer-kinds';
import type { Rules } from '../../rules';
import type { Mixer, Module, SoftmaxAttention, TensorRole, Workload } from '../../types';
import {
  OWNER_FIRST,
  OWNER_HANDOVER,
  OWNER_LAST,
  type Operand,
  type Phase,
  type Place,
  type RowDescriptor,
} from '../rows';
import type { Structure } from '../types';

/** The parts into which a decode step's growing context falls, one row each (see `context-segments.ts`). */
export function contextParts(mixer: Mixer): readonly string[] {
  if (mixer.kind === 'sliding') return ['filling the window', 'window full'];
  if (mixer.kind === 'chunked') return ['first chunk', 'whole chunks', 'last chunk'];
  return ['all'];
}

export function isSoftmaxAttention(mixer: Mixer): mixer is SoftmaxAttention {
  return mixer.kind === 'full' || mixer.kind === 'sliding' || mixer.kind === 'chunked';
}

const UNMODELLED: Readonly<Record<Exclude<Mixer['kind'], 'full' | 'sliding' | 'chunked' | 'none'>, string>> = {
  latent: 'latent attention',
  stateSpace: 'state space',
  linear: 'linear attention',
  convolution: 'short convolution',
};

/** Names the operator rows of the default lowering, prefill first. */
export function describeRows(
  _workload: Workload,
  layers: LayerKinds,
  rules: Rules,
): Pick<Structure, 'rows' | 'unmodelled'> {
  const phases: readonly Phase[] = ['prefill', 'decode'];
  const rows = phases.flatMap((phase) => {
    const row = rowFactory(phase, rules);
    return [
      row({ name: 'Embedding', kind: 'gather', module: 'embedding', owner: OWNER_FIRST }),
      row({
        name: 'Embedding all-reduce',
        kind: 'collective',
        module: 'embedding',
        owner: OWNER_FIRST,
        collective: 'allReduce',
      }),
      ...layers.kinds.flatMap((kind, owner) => layerRows(row, kind, owner, phase)),
      row({ name: 'Final norm', kind: 'vector', module: 'head', owner: OWNER_LAST }),
      row({ name: 'Head', kind: 'gemm', module: 'head', owner: OWNER_LAST }),
      row({
        name: 'Logits all-gather',
        kind: 'collective',
        module: 'head',
        owner: OWNER_LAST,
        collective: 'allGather',
      }),
      row({
        name: 'Stage hand-over',
        kind: 'collective',
        module: 'ffn',
        owner: OWNER_HANDOVER,
        collective: 'sendReceive',
      }),
    ];
  });
  const names = new Set<string>();
  for (const { layer } of layers.kinds) {
    const kind = layer.mixer.kind;
    if (kind !== 'none' && !isSoftmaxAttention(layer.mixer)) names.add(UNMODELLED[kind as keyof typeof UNMODELLED]);
  }
  return { rows, unmodelled: [...names] };
}

interface RowSketch {
  readonly name: string;
  readonly kind: RowDescriptor['kind'];
  readonly module: Module;
  readonly owner: number;
  readonly layerIndex?: number;
  readonly collective?: RowDescriptor['collective'];
  readonly part?: string;
}

type RowFactory = (sketch: RowSketch) => RowDescriptor;

/** Fills in what follows from the phase and the rules: which tensors travel to memory, what overlaps. */
function rowFactory(phase: Phase, rules: Rules): RowFactory {
  const activations: Place = phase === 'decode' && rules.decodeActivationsOnChip ? 'on' : 'off';
  const scores: Place = rules.fusedAttention ? 'on' : 'off';
  const operand = (role: TensorRole, place: Place): Operand => ({ role, place });
  return (sketch) => {
    const attention = sketch.kind === 'scores' || sketch.kind === 'values';
    return {
      name: sketch.name,
      kind: sketch.kind,
      phase,
      module: sketch.module,
      owner: sketch.owner,
      layerIndex: sketch.layerIndex ?? 0,
      a: operand('activation', sketch.kind === 'values' ? scores : activations),
      b: operand(attention ? 'kv' : 'weight', 'off'),
      c: operand('activation', sketch.kind === 'scores' ? scores : activations),
      collective: sketch.collective ?? null,
      vectorOverlaps: sketch.kind === 'scores' ? rules.fusedAttention : rules.vectorOverlap,
      part: sketch.part ?? null,
    };
  };
}

function layerRows(row: RowFactory, kind: LayerKind, owner: number, phase: Phase): readonly RowDescriptor[] {
  const place = { owner, layerIndex: kind.firstIndex };
  const { mixer, ffn } = kind.layer;
  return [
    ...(isSoftmaxAttention(mixer) ? attentionRows(row, mixer, place, phase) : []),
    ...(ffn.dense ? denseRows(row, place) : []),
    ...(ffn.moe ? expertRows(row, place) : []),
    ...(ffn.dense || ffn.moe
      ? [row({ ...place, name: 'FFN all-reduce', kind: 'collective', module: 'ffn', collective: 'allReduce' })]
      : []),
    row({ ...place, name: 'Norms, rotary, activation, residual', kind: 'vector', module: 'ffn' }),
  ];
}

type Location = Pick<RowSketch, 'owner' | 'layerIndex'>;

function attentionRows(row: RowFactory, mixer: SoftmaxAttention, place: Location, phase: Phase) {
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

function denseRows(row: RowFactory, place: Location) {
  return [
    row({ ...place, name: 'FFN up', kind: 'gemm', module: 'ffn' }),
    row({ ...place, name: 'FFN down', kind: 'gemm', module: 'ffn' }),
  ];
}

function expertRows(row: RowFactory, place: Location) {
  return [
    row({ ...place, name: 'Router', kind: 'gemm', module: 'router' }),
    row({ ...place, name: 'Expert dispatch', kind: 'collective', module: 'expert', collective: 'allToAll' }),
    row({ ...place, name: 'Experts up', kind: 'gemm', module: 'expert' }),
    row({ ...place, name: 'Experts down', kind: 'gemm', module: 'expert' }),
    row({ ...place, name: 'Expert combine', kind: 'collective', module: 'expert', collective: 'allToAll' }),
    row({ ...place, name: 'Shared experts up', kind: 'gemm', module: 'shared' }),
    row({ ...place, name: 'Shared experts down', kind: 'gemm', module: 'shared' }),
  ];
}
