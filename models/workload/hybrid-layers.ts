import type { DenseFfn, FullAttention, Layer, Mixer, MoeFfn, StateSpace } from './types';

/**
 * A hybrid whose layers are written as a string, one letter a layer: M state space, * attention, - FFN, E experts
 * (the notation of Nemotron-H's `hybrid_override_pattern`). Each layer has one norm. Null for any other letter.
 */
export function hybridLayers(
  pattern: string,
  parts: {
    readonly attention: FullAttention;
    readonly stateSpace: StateSpace;
    readonly dense: DenseFfn;
    readonly moe: MoeFfn | null;
  },
): readonly Layer[] | null {
  const layers: Layer[] = [];
  for (const letter of pattern) {
    const mixer: Mixer = letter === 'M' ? parts.stateSpace : letter === '*' ? parts.attention : { kind: 'none' };
    const dense = letter === '-' ? parts.dense : null;
    const moe = letter === 'E' ? parts.moe : null;
    if (mixer.kind === 'none' && dense === null && moe === null) return null;
    layers.push({ mixer, ffn: { dense, moe }, norms: 1, normKind: 'rms' });
  }
  return layers;
}
