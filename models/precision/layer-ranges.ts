import { layerTexts, type LayerRange } from '../workload/layer-kinds';
import type { Workload } from '../workload/types';

/**
 * The layers of a model in `count` runs of nearly equal length, in order; fewer where it has fewer layers. Runs are cut at
 * `borders` besides.
 */
export function layerRanges(workload: Workload, count: number, borders: readonly number[] = []): readonly LayerRange[] {
  const layers = layerTexts(workload).length;
  const runs = Math.max(1, Math.min(count, layers));
  const even = Array.from({ length: runs }, (_, run) => Math.floor((run * layers) / runs));
  const inside = borders.filter((border) => border > 0 && border < layers);
  const starts = [...new Set([...even, ...inside])].toSorted((a, b) => a - b);
  return starts.map((from, run) => ({ from, to: starts[run + 1] ?? layers }));
}

export function isSameRange(a: LayerRange, b: LayerRange): boolean {
  return a.from === b.from && a.to === b.to;
}
