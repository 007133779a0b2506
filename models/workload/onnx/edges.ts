import type { TableLayer } from '../layer-table/types';
import type { NodeLayers } from './attention';
import type { Value } from './node-view';
import type { ResolvedInputs } from './sizes';

/**
 * The layers with the places of those that they read. Nodes without layers (reshapes, changes of type, operators that are
 * not supported) hand on what they read. What follows from stored tensors alone is read by nobody. Results of a node with
 * several outputs are one.
 */
export function withInputs(
  entries: readonly NodeLayers[],
  layers: readonly TableLayer[],
  values: ReadonlyMap<string, Value>,
  { inputs, shapeless }: ResolvedInputs,
): readonly TableLayer[] {
  const origins = new Map<string, readonly number[]>();
  for (const { name } of inputs) origins.set(name, [-1]);
  for (const name of shapeless) origins.set(name, [-1]);
  const wired: TableLayer[] = [];
  for (const { node, layers: own } of entries) {
    let read: readonly number[] = [...new Set(node.inputs.flatMap((input) => origins.get(input) ?? []))];
    for (let at = 0; at < own.length; at++) {
      wired.push(wiredTo(layers[wired.length]!, wired.length, read));
      read = [wired.length - 1];
    }
    for (const output of node.outputs) if (values.get(output)?.stored === false) origins.set(output, read);
  }
  return wired;
}

/** That a layer reads the one before need not be said. */
function wiredTo(layer: TableLayer, place: number, inputs: readonly number[]): TableLayer {
  const isNext = inputs.length === 0 || (inputs.length === 1 && inputs[0] === place - 1);
  return isNext ? layer : { ...layer, inputs };
}
