import { layerCounts } from './counts';
import type { LayerTable } from './types';

/** Totals over a table, repeats included. */
export interface TableTotals {
  readonly macs: number;
  readonly parameters: number;
  readonly vectorOps: number;
  /** Layers, a repeat counting as many. */
  readonly layers: number;
  /** Largest sum of a layer's inputs and outputs, in elements: what has to be held to run the layers one by one. */
  readonly peakActivationElements: number;
}

export function tableTotals(table: LayerTable): TableTotals {
  let macs = 0;
  let parameters = 0;
  let vectorOps = 0;
  let layers = 0;
  let peakActivationElements = 0;
  for (const layer of table.layers) {
    const counts = layerCounts(layer);
    macs += layer.repeat * counts.macs;
    parameters += layer.repeat * counts.parameters;
    vectorOps += layer.repeat * counts.vectorOps;
    layers += layer.repeat;
    peakActivationElements = Math.max(peakActivationElements, counts.inputElements + counts.outputElements);
  }
  return { macs, parameters, vectorOps, layers, peakActivationElements };
}
