import { layerTexts, type LayerRange } from '../workload/layer-kinds';
import type { Workload } from '../workload/types';

/** The layers of a model in `count` runs of nearly equal length, in order; fewer where it has fewer layers. */
export function layerRanges(workload: Workload, count: number): readonly LayerRange[] {
  const layers = layerTexts(workload).length;
  const runs = Math.max(1, Math.min(count, layers));
  return Array.from({ length: runs }, (_, run) => {
    return { from: Math.floor((run * layers) / runs), to: Math.floor(((run + 1) * layers) / runs) };
  });
}

export function isSameRange(a: LayerRange, b: LayerRange): boolean {
  return a.from === b.from && a.to === b.to;
}
