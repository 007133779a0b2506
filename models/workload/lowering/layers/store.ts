import { layerCounts } from '../../layer-table/counts';
import { MODULES } from '../../types';
import { LIVE, STORED } from '../rows';
import type { LoweringInput, TableStructure } from '../types';
import { moduleOf } from './module-of';

/**
 * Fills what a chip stores: the parameters of every layer, those of fused layers with the layer that they run with, and
 * the activations alive while it runs (`live.ts`). There is no decode: its half stays empty.
 */
export function storeTable(
  { structure, tokens, rules }: LoweringInput<TableStructure>,
  out: Float64Array,
  at: number,
): void {
  const { kinds } = structure.layers;
  out.fill(0, at, at + 2 * ((kinds.length + 2) * STORED.WIDTH + LIVE.WIDTH));
  kinds.forEach(({ layer: { layer, fused }, liveElements }, index) => {
    const owner = at + (index + 2) * STORED.WIDTH;
    const parameters = [layer, ...fused].reduce((sum, part) => sum + layerCounts(part).parameters, 0);
    out[owner + STORED.WEIGHTS + MODULES.indexOf(moduleOf(layer))] = parameters;
    out[owner + STORED.LIVE] = rules.activationMemory ? tokens.prefillBatch * liveElements : 0;
  });
}
