import { expandLayers } from './expand-layers';
import type { DecoderWorkload, Layer, Workload } from './types';

/** A half-open range of layer indices `[from, to)`, counted from 0 at the embedding or at the first layer of a table. */
export interface LayerRange {
  readonly from: number;
  readonly to: number;
}

/** The distinct layers of a model. Operators are lowered once a kind and repeated `count` times. */
export interface LayerKind<L = Layer> {
  readonly layer: L;
  readonly count: number;
  /** Index of the first layer of this kind: format rules with layer ranges are resolved at it. */
  readonly firstIndex: number;
}

export interface LayerKinds<L = Layer> {
  readonly kinds: readonly LayerKind<L>[];
  /** Kind of every layer in order. */
  readonly sequence: readonly number[];
}

/** A layer, how many of it stand at this place, and the index at which ranges find it. */
export interface PlacedLayer<L> {
  readonly layer: L;
  readonly count: number;
  readonly index: number;
}

/**
 * Finds the distinct layers. Two layers are of one kind when `keyOf` says the same of both and the same `ranges` (those of
 * the format rules) contain both, so that a kind has one format for each tensor.
 */
export function distinctLayers<L>(
  layers: readonly PlacedLayer<L>[],
  keyOf: (layer: L) => string,
  ranges: readonly LayerRange[],
): LayerKinds<L> {
  const kindOfKey = new Map<string, number>();
  const kinds: { layer: L; count: number; firstIndex: number }[] = [];
  const sequence = layers.map(({ layer, count, index }) => {
    const membership = ranges.map((range) => (index >= range.from && index < range.to ? '1' : '0')).join('');
    const key = `${membership}|${keyOf(layer)}`;
    let kind = kindOfKey.get(key);
    if (kind === undefined) {
      kind = kinds.length;
      kindOfKey.set(key, kind);
      kinds.push({ layer, count: 0, firstIndex: index });
    }
    kinds[kind]!.count += count;
    return kind;
  });
  return { kinds, sequence };
}

/** The distinct layers of a decoder: those whose sizes agree. */
export function layerKinds(workload: DecoderWorkload, ranges: readonly LayerRange[]): LayerKinds {
  const layers = expandLayers(workload.groups).map((layer, index) => ({ layer, count: 1, index }));
  return distinctLayers(layers, JSON.stringify, ranges);
}

/** The layers of a model as ranges count them, each as a text of its sizes: of a table, the entries of its list. */
export function layerTexts(workload: Workload): readonly string[] {
  if (workload.kind === 'layers')
    return workload.layers.map((layer) => JSON.stringify({ ...layer, name: '', inputs: undefined }));
  return expandLayers(workload.groups).map((layer) => JSON.stringify(layer));
}
