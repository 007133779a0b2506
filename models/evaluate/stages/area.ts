import { COMPUTE_CLASSES } from '../../formats/types';
import {
  linkControllerSquareMetres,
  linkPhySquareMetres,
  vectorSquareMetres,
} from '../../hardware/economics/die-parts';
import { LINK_INTERFACES } from '../../hardware/technology/links';
import { addKnown, type Sourced } from '../../hardware/technology/types';
import type { MatrixPart, Parts } from '../parts';
import { defineStage } from '../stage';
import { TECHNOLOGY } from './technology';

/** Square metres of one compute die by part, and the power it draws whatever it does. */
export const AREA = {
  MACS: 0,
  MEMORY: 1,
  /** Lanes of the vector unit, interfaces of links, and what the user adds: 0 where not counted. */
  VECTOR: 2,
  LINKS: 3,
  OTHER: 4,
  TOTAL: 5,
  /** Multiply-accumulates and vector lanes, as far as they are known: what leaks as logic. */
  LOGIC: 6,
  /** Leakage of memories and of logic where its figure is sourced. */
  LEAKAGE_WATTS: 7,
  /** NaN: not given. */
  IDLE_WATTS: 8,
  /** Idle power where it is given, else the leakage. */
  STATIC_WATTS: 9,
  WIDTH: 10,
} as const;

/**
 * Area of what is modelled of the die, and its leakage.
 *
 * A processing element is as large as its largest native multiply-accumulate, times how many it does a cycle. Missing
 * (NaN) for machines known by their peak rates only. Vector lanes and links add their area where it is sourced; what has
 * no source is left out and named in the report. Not modelled: control, network on the chip, memory interfaces, pads,
 * margins, which the user may add as one area.
 */
export const areaStage = defineStage({
  id: 'area',
  reads: ['matrix', 'clock', 'vector', 'technology', 'network'],
  after: ['technology'],
  width: () => AREA.WIDTH,
  run: ({ matrix, clock, vector, technology, network }, { technology: figures }, _structure, out, at) => {
    const { nodeNm, otherSquareMetres, idleWatts } = technology;
    const figure = (column: number) => figures.data[figures.at + column]!;
    const macs = macArea(matrix, (index) => figure(TECHNOLOGY.MAC_SQUARE_METRES + index));
    const memory = figure(TECHNOLOGY.MEMORY_SQUARE_METRES);
    const lanes = orNone(vectorArea(nodeNm, matrix, clock, vector));
    const links = network.reduce((sum, level) => sum + orNone(linkArea(nodeNm, level)), 0);
    const other = otherSquareMetres ?? 0;
    const logic = (Number.isNaN(macs) ? 0 : macs) + lanes;
    const leakage = figure(TECHNOLOGY.MEMORY_LEAKAGE_WATTS) + figure(TECHNOLOGY.LOGIC_WATTS_PER_SQUARE_METRE) * logic;
    out[at + AREA.MACS] = macs;
    out[at + AREA.MEMORY] = memory;
    out[at + AREA.VECTOR] = lanes;
    out[at + AREA.LINKS] = links;
    out[at + AREA.OTHER] = other;
    out[at + AREA.TOTAL] = macs + memory + lanes + links + other;
    out[at + AREA.LOGIC] = logic;
    out[at + AREA.LEAKAGE_WATTS] = leakage;
    out[at + AREA.IDLE_WATTS] = idleWatts ?? NaN;
    out[at + AREA.STATIC_WATTS] = idleWatts ?? leakage;
  },
});

function macArea(matrix: MatrixPart, squareMetresOf: (classIndex: number) => number): number {
  if (matrix.kind !== 'array') return NaN;
  let element = 0;
  COMPUTE_CLASSES.forEach((computeClass, index) => {
    const perCycle = matrix.macsPerCycle[computeClass];
    if (perCycle !== null) element = largest(element, perCycle * squareMetresOf(index));
  });
  return element * matrix.rows * matrix.columns * matrix.cores;
}

/** Lanes of an array's vector unit, each an FP32 and an INT32 unit; null where their number is not known. */
export function vectorArea(
  nodeNm: number | null,
  matrix: MatrixPart,
  clock: number,
  { laneOpsPerSecond }: Parts['vector'],
): Sourced | null {
  if (matrix.kind !== 'array' || laneOpsPerSecond === null) return null;
  const lanes = laneOpsPerSecond / clock;
  return vectorSquareMetres(nodeNm, { fp64: 0, fp32: lanes, fp16: 0, int32: lanes });
}

/** Interfaces of the links of one level: as many as its bandwidth needs; null where they are not known. */
export function linkArea(
  nodeNm: number | null,
  { linkType, bytesPerSecond }: Parts['network'][number],
): Sourced | null {
  const one = linkType === undefined ? undefined : LINK_INTERFACES[linkType];
  if (linkType === undefined || one === undefined || bytesPerSecond === null) return null;
  const count = bytesPerSecond / one.bytesPerSecond;
  const phy = linkPhySquareMetres(linkType, count);
  const controller = linkControllerSquareMetres(nodeNm, linkType, count);
  return 'missing' in controller || 'missing' in phy ? controller : addKnown(phy, controller, {});
}

function orNone(area: Sourced | null): number {
  return area === null || 'missing' in area ? 0 : area.value;
}

/** The larger of two, missing when either is. */
function largest(a: number, b: number): number {
  return Number.isNaN(b) ? b : Math.max(a, b);
}
