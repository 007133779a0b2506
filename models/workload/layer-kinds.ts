import { expandLayers } from './group-layers';
import type { Layer, Workload } from './types';

/** A half-open range of layer indices `[from, to)`, counted from 0 at the embedding. */
export interface LayerRange {
  readonly from: number;
  readonly to: number;
}

/** The distinct layers of a model. Operators are lowered once a kind and repeated `count` times. */
export interface LayerKind {
  readonly layer: Layer;
  readonly count: number;
  /** Index of the first layer of this kind: format rules with layer ranges are resolved at it. */
  readonly firstIndex: number;
}

export interface LayerKinds {
  readonly kinds: readonly LayerKind[];
  /** Kind of every layer in order. */
  readonly sequence: readonly number[];
}

/**
 * Finds the distinct layers. Two layers are of one kind when their sizes agree and the same `ranges`
 * (those of the format rules) contain both, so that a kind has one format for each tensor.
 */
export function layerKinds(workload: Workload, ranges: readonly LayerRange[]): LayerKinds {
  const kindOfKey = new Map<string, number>();
  const kinds: { layer: Layer; count: number; firstIndex: number }[] = [];
  const sequence = expandLayers(workload.groups).map((layer, index) => {
    const membership = ranges.map((range) => (index >= range.from && index < range.to ? '1' : '0')).join('');
    const key = `${membership}|${JSON.stringify(layer)}`;
    let kind = kindOfKey.get(key);
    if (kind === undefined) {
      kind = kinds.length;
      kindOfKey.set(key, kind);
      kinds.push({ layer, count: 0, firstIndex: index });
    }
    kinds[kind]!.count += 1;
    return kind;
  });
  return { kinds, sequence };
}
