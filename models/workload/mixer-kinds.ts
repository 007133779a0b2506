import type { LayerKinds } from './layer-kinds';
import type { Mixer, SoftmaxAttention } from './types';

/** How a mixer is called in sentences. */
export const MIXER_NAMES: Readonly<Record<Mixer['kind'], string>> = {
  full: 'full attention',
  sliding: 'sliding-window attention',
  chunked: 'chunked attention',
  latent: 'latent attention',
  stateSpace: 'state space',
  linear: 'linear attention',
  convolution: 'short convolution',
  none: 'feed-forward only',
};

export function isSoftmaxAttention(mixer: Mixer): mixer is SoftmaxAttention {
  return mixer.kind === 'full' || mixer.kind === 'sliding' || mixer.kind === 'chunked';
}

/** Names of the mixers among a model's layers that a lowering has no operators for. */
export function untimedMixers(layers: LayerKinds, timed: (mixer: Mixer) => boolean): readonly string[] {
  const untimed = layers.kinds
    .map(({ layer }) => layer.mixer)
    .filter((mixer) => mixer.kind !== 'none' && !timed(mixer));
  return [...new Set(untimed.map((mixer) => MIXER_NAMES[mixer.kind]))];
}
