import type { Design } from '../../design/types';
import { technologyFigures } from '../../hardware/technology/figures';
import { isMissing, type Sourced } from '../../hardware/technology/types';
import { PART_READERS } from '../parts';
import { vectorArea } from '../stages/area';
import { linkArea } from '../stages/technology';

const isLeftOut = (sourced: Sourced | null) => sourced === null || isMissing(sourced);

/** What the energies of a design are without, in a few words each: effects that have no figure and no assumption. */
export function energyOmissions({ accelerator, system }: Design): readonly string[] {
  const { controlShare, idleWatts } = accelerator.technology;
  const figures = technologyFigures(accelerator, system.network);
  const leaksLogic = accelerator.matrix.kind === 'array' && !isMissing(figures.logicLeakageWattsPerSquareMetre);
  return [
    ...(controlShare === undefined ? ['clock, control and operand delivery'] : []),
    ...(idleWatts === undefined ? [leaksLogic ? 'idle power' : 'idle power and leakage of logic'] : []),
    ...(isLeftOut(figures.registerJoulesPerMac) ? ['registers'] : []),
    'wires from memories to the array',
    'DRAM refresh',
  ];
}

/** What the die area of a design is without; nothing once the user has given the rest of the die. */
export function areaOmissions(design: Design): readonly string[] {
  const { technology, matrix, vector } = design.accelerator;
  if (technology.otherSquareMetres !== undefined) return [];
  const { nodeNm } = technology;
  const lanes = vectorArea(nodeNm, PART_READERS.matrix(design), PART_READERS.clock(design), vector);
  const links = design.system.network.some((level) => !isLeftOut(linkArea(nodeNm, level)));
  return [
    ...(matrix.kind === 'array' && isLeftOut(lanes) ? ['vector unit'] : []),
    ...(links ? [] : ['links']),
    'control and network on the chip',
    'memory interfaces',
    'pads and margins',
  ];
}
