import type { Rules } from '../../rules';
import type { Module, TensorRole } from '../../types';
import type { Operand, Phase, Place, RowDescriptor } from '../rows';

/** What tells one row from another; the rest follows from the phase and the rules. */
export interface RowSketch {
  readonly name: string;
  readonly kind: RowDescriptor['kind'];
  readonly module: Module;
  readonly owner: number;
  readonly layerIndex?: number;
  readonly collective?: RowDescriptor['collective'];
  readonly part?: string;
}

export type RowFactory = (sketch: RowSketch) => RowDescriptor;

/** Fills in what follows from the phase and the rules: which tensors travel to memory, what overlaps. */
export function rowFactory(phase: Phase, rules: Rules): RowFactory {
  const activations: Place = phase === 'decode' && rules.decodeActivationsOnChip ? 'on' : 'off';
  const scores: Place = rules.fusedAttention ? 'on' : 'off';
  const operand = (role: TensorRole, place: Place): Operand => ({ role, place });
  return (sketch) => {
    const attention = sketch.kind === 'scores' || sketch.kind === 'values';
    // Above level `roofline` values have vector work of their own: rescaling, within the fused operator.
    const inFused = sketch.kind === 'scores' || (attention && rules.level !== 'roofline');
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
      besides: 'kv',
      collective: sketch.collective ?? null,
      vectorOverlaps: inFused ? rules.fusedAttention : rules.vectorOverlap,
      part: sketch.part ?? null,
      window: null,
    };
  };
}

/** Where a row belongs: the layer kind, and the layer at which its formats are looked up. */
export type Location = Pick<RowSketch, 'owner' | 'layerIndex'>;
