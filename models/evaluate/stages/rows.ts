import { LIVE, ROW, SCALAR, STORED } from '../../workload/lowering/rows';
import type { Structure } from '../../workload/lowering/types';
import { defineStage } from '../stage';

export const rowsWidth = (structure: Structure): number => structure.rows.length * ROW.WIDTH + SCALAR.WIDTH;

/** Lowers the model to operator rows. */
export const rowsStage = defineStage({
  id: 'rows',
  reads: ['workload', 'layerRanges', 'rules', 'tokens', 'parallelism'],
  after: [],
  width: rowsWidth,
  run: ({ rules, tokens, parallelism }, _inputs, structure, out, at) => {
    const deployed = { tokens, rules, ...parallelism };
    if (structure.kind === 'layers') structure.lowering.fill({ structure, ...deployed }, out, at);
    else structure.lowering.fill({ structure, ...deployed }, out, at);
  },
});

/** Doubles of one phase in the stored-elements table. */
export const storedPhaseWidth = (structure: Structure): number =>
  (structure.layers.kinds.length + 2) * STORED.WIDTH + LIVE.WIDTH;

/** Counts the elements that a rank stores. */
export const storedStage = defineStage({
  id: 'stored',
  reads: ['workload', 'layerRanges', 'rules', 'tokens', 'parallelism'],
  after: [],
  width: (structure) => 2 * storedPhaseWidth(structure),
  run: ({ rules, tokens, parallelism }, _inputs, structure, out, at) => {
    const deployed = { tokens, rules, ...parallelism };
    if (structure.kind === 'layers') structure.lowering.store({ structure, ...deployed }, out, at);
    else structure.lowering.store({ structure, ...deployed }, out, at);
  },
});
