import { layerKinds, type LayerRange } from '../layer-kinds';
import type { Rules } from '../rules';
import type { Workload } from '../types';
import { defaultLowering } from './default';
import { genzLowering } from './genz';
import { describeTable } from './layers/describe';
import { fillTable } from './layers/fill';
import { storeTable } from './layers/store';
import type { FillRows, Lowering, LoweringInput, StoreElements, Structure, TableStructure } from './types';

/** How decoders are lowered, by the name that an assumption set gives. Tables of layers have one lowering. */
const LOWERINGS: Readonly<Record<Rules['lowering'], Lowering>> = { default: defaultLowering, genz: genzLowering };

/** Names the operator rows of a model. `ranges`: those of the format rules. */
export function describeStructure(workload: Workload, ranges: readonly LayerRange[], rules: Rules): Structure {
  if (workload.kind === 'layers') return describeTable(workload, ranges, rules);
  const layers = layerKinds(workload, ranges);
  return { kind: 'decoder', workload, layers, ...LOWERINGS[rules.lowering].describe(workload, layers, rules) };
}

/** Fills the rows that `describeStructure` named, then the scalars. */
export const fillStructure: FillRows<Structure> = (input, out, at) => {
  if (isOfTable(input)) fillTable(input, out, at);
  else LOWERINGS[input.rules.lowering].fill(input as LoweringInput, out, at);
};

/** Counts what a rank keeps. */
export const storeStructure: StoreElements<Structure> = (input, out, at) => {
  if (isOfTable(input)) storeTable(input, out, at);
  else LOWERINGS[input.rules.lowering].store(input as LoweringInput, out, at);
};

function isOfTable(input: LoweringInput<Structure>): input is LoweringInput<TableStructure> {
  return input.structure.kind === 'layers';
}
