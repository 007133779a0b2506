import { layerKinds, type LayerRange } from '../layer-kinds';
import type { Rules } from '../rules';
import type { Workload } from '../types';
import { defaultLowering } from './default';
import { pendingLowering, pendingTableLowering } from './pending';
import type { Lowering, LoweringId, Structure, TableLowering } from './types';

/** The lowerings at hand: the default one, and those that were loaded besides. Null: not loaded. */
export interface Lowerings {
  readonly default: Lowering;
  readonly genz: Lowering | null;
  readonly layers: TableLowering | null;
}

export const DEFAULT_ONLY: Lowerings = { default: defaultLowering, genz: null, layers: null };

/** In place of all, while they are being loaded. */
export const PENDING_LOWERINGS: Lowerings = {
  default: pendingLowering,
  genz: pendingLowering,
  layers: pendingTableLowering,
};

/** How a workload is lowered: decoders as the assumption set says, tables of layers in their one way. */
export function loweringOf(workload: Workload, rules: Rules): LoweringId {
  return workload.kind === 'layers' ? 'layers' : rules.lowering;
}

/** Names the operator rows of a model. `ranges`: those of the format rules. */
export function describeStructure(
  workload: Workload,
  ranges: readonly LayerRange[],
  rules: Rules,
  lowerings: Lowerings,
): Structure {
  if (workload.kind === 'layers') {
    const lowering = present(lowerings.layers);
    return { ...lowering.describe(workload, ranges, rules), lowering };
  }
  const layers = layerKinds(workload, ranges);
  const lowering = present(lowerings[rules.lowering]);
  return { kind: 'decoder', workload, layers, lowering, ...lowering.describe(workload, layers, rules) };
}

function present<T>(lowering: T | null): T {
  if (lowering === null) throw new Error('a lowering that the design needs was not loaded');
  return lowering;
}
