/** A table of layers in a few numbers, for the page and the command line. */
import { layerCounts } from './counts';
import type { LayerKind, LayerTable, TableLayer } from './types';

export interface TableKindCount {
  readonly kind: LayerKind;
  /** How such layers are called, `depthwise` convolutions apart. */
  readonly label: string;
  /** Repeats included, as in the sums. */
  readonly layers: number;
  readonly macs: number;
  readonly parameters: number;
}

const LABELS: Readonly<Record<LayerKind, string>> = {
  convolution: 'convolution',
  matmul: 'matrix product',
  pooling: 'pooling',
  elementwise: 'elementwise',
  normalisation: 'normalisation',
  softmax: 'softmax',
  lookup: 'lookup',
  movement: 'data movement',
};

/** Layers, work and parameters by kind, in order of first appearance. */
export function tableKinds({ layers }: LayerTable): readonly TableKindCount[] {
  const kinds = new Map<string, TableKindCount>();
  for (const layer of layers) {
    const label = labelOf(layer);
    const before = kinds.get(label) ?? { kind: layer.kind, label, layers: 0, macs: 0, parameters: 0 };
    const { macs, parameters } = layerCounts(layer);
    kinds.set(label, {
      ...before,
      layers: before.layers + layer.repeat,
      macs: before.macs + layer.repeat * macs,
      parameters: before.parameters + layer.repeat * parameters,
    });
  }
  return [...kinds.values()];
}

function labelOf(layer: TableLayer): string {
  const isDepthwise = layer.kind === 'convolution' && layer.groups > 1 && layer.groups === layer.inputChannels;
  return isDepthwise ? 'depthwise convolution' : LABELS[layer.kind];
}
