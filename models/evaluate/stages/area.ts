import { COMPUTE_CLASSES } from '../../formats/types';
import type { Sourced } from '../../hardware/technology/types';
import type { MatrixPart, Parts } from '../parts';
import { defineStage, type Inputs } from '../stage';
import { DATAPATH_CLASS } from './row-rate';
import { laneArea, ofAllInstances, TECHNOLOGY } from './technology';

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
 * A processing element is as large as its largest native multiply-accumulate, times how many it does a cycle: its classes
 * and its own datapath share all they have. Missing
 * (NaN) for machines known by their peak rates only. Vector lanes and links add their area where it is sourced; what has
 * no source is left out and named in the report. Not modelled: control, network on the chip, memory interfaces, pads,
 * margins, which the user may add as one area.
 */
export const areaStage = defineStage({
  id: 'area',
  reads: ['matrix', 'datapath', 'clock', 'vector', 'technology'],
  after: ['technology'],
  width: () => AREA.WIDTH,
  run: ({ matrix, datapath, clock, vector, technology }, { technology: figures }, _structure, out, at) => {
    const { otherSquareMetres, idleWatts } = technology;
    const { data, at: f } = figures;
    const macs = macArea(matrix, datapath, data, f + TECHNOLOGY.MAC_SQUARE_METRES);
    const memory = ofAllInstances(TECHNOLOGY.MEMORY_SQUARE_METRES, figures, matrix);
    const lanes = (lanesOf(matrix, clock, vector) ?? 0) * data[f + TECHNOLOGY.LANE_SQUARE_METRES]!;
    const links = data[f + TECHNOLOGY.LINKS_SQUARE_METRES]!;
    const other = otherSquareMetres ?? 0;
    const logic = (Number.isNaN(macs) ? 0 : macs) + lanes;
    const leakage = leakageWatts(figures, matrix, logic);
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

/** Watts that all memories leak, and `logic` square metres beside them. */
export function leakageWatts(figures: Inputs, matrix: MatrixPart, logic: number): number {
  const memories = ofAllInstances(TECHNOLOGY.MEMORY_LEAKAGE_WATTS, figures, matrix);
  return memories + figures.data[figures.at + TECHNOLOGY.LOGIC_WATTS_PER_SQUARE_METRE]! * logic;
}

/** The figures of one multiply-accumulate stand at `from`, by class and then of the unit's own datapath. */
function macArea(matrix: MatrixPart, datapath: Parts['datapath'], figures: Float64Array, from: number): number {
  if (matrix.kind !== 'array') return NaN;
  let element = 0;
  for (let index = 0; index < COMPUTE_CLASSES.length; index++) {
    const perCycle = matrix.macsPerCycle[COMPUTE_CLASSES[index]!];
    if (perCycle !== null) element = largest(element, perCycle * figures[from + index]!);
  }
  if (datapath !== null) element = largest(element, datapath.macsPerCycle * figures[from + DATAPATH_CLASS]!);
  return element * matrix.rows * matrix.columns * matrix.cores;
}

/** Lanes of an array's vector unit; null where their number is not known. */
function lanesOf(matrix: MatrixPart, clock: number, { laneOpsPerSecond }: Parts['vector']): number | null {
  return matrix.kind !== 'array' || laneOpsPerSecond === null ? null : laneOpsPerSecond / clock;
}

/** Their area; null where their number is not known. */
export function vectorArea(
  nodeNm: number | null,
  matrix: MatrixPart,
  clock: number,
  vector: Parts['vector'],
): Sourced | null {
  const lanes = lanesOf(matrix, clock, vector);
  return lanes === null ? null : laneArea(nodeNm, lanes);
}

/** The larger of two, missing when either is. */
function largest(a: number, b: number): number {
  return Number.isNaN(b) ? b : Math.max(a, b);
}
