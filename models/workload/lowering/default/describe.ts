import type { LayerKind, LayerKinds } from '../../layer-kinds';
import type { Rules } from '../../rules';
import type { Mixer, DecoderWorkload } from '../../types';
import { OWNER_FIRST, OWNER_HANDOVER, OWNER_LAST, type Phase, type RowDescriptor } from '../rows';
import type { Structure } from '../types';
import { describeFfn } from './ffn';
import { describeLatentAttention } from './latent-attention';
import { rowFactory, type Location, type RowFactory } from './row-factory';
import { describeSoftmaxAttention } from './softmax-attention';
import { isSoftmaxAttention, untimedMixers } from '../../mixer-kinds';

/** Mixers that have operators; of the others only parameters and state are counted. */
function isTimed(mixer: Mixer): boolean {
  return isSoftmaxAttention(mixer) || mixer.kind === 'latent';
}

/** Names the operator rows of the default lowering, prefill first. */
export function describeRows(
  _workload: DecoderWorkload,
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
  return { rows, unmodelled: untimedMixers(layers, isTimed) };
}

function layerRows(row: RowFactory, kind: LayerKind, owner: number, phase: Phase): readonly RowDescriptor[] {
  const place = { owner, layerIndex: kind.firstIndex };
  return [
    ...mixerRows(row, kind.layer.mixer, place, phase),
    ...describeFfn(row, kind.layer.ffn, place),
    row({ ...place, name: 'Norms, rotary, activation, residual', kind: 'vector', module: 'ffn' }),
  ];
}

function mixerRows(row: RowFactory, mixer: Mixer, place: Location, phase: Phase): readonly RowDescriptor[] {
  if (isSoftmaxAttention(mixer)) return describeSoftmaxAttention(row, mixer, place, phase);
  return mixer.kind === 'latent' ? describeLatentAttention(row, place, phase) : [];
}
