import type { Layer, LayerGroup } from './types';

/** All layers in order, groups written out. */
export function expandLayers(groups: readonly LayerGroup[]): readonly Layer[] {
  return groups.flatMap((group) => Array.from({ length: group.repeat }, () => group.layers).flat());
}
