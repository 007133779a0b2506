import { COMPUTE_CLASSES, type ComputeClass } from '../../formats/types';
import {
  linkControllerSquareMetres,
  linkPhySquareMetres,
  vectorSquareMetres,
} from '../../hardware/economics/die-parts';
import type { LinkLevel } from '../../hardware/technology/figures';
import { LINK_INTERFACES } from '../../hardware/technology/links';
import { resolveTechnology, type ResolvedTechnology, type SpanEnd } from '../../hardware/technology/resolve';
import { addKnown, type Sourced } from '../../hardware/technology/types';
import type { Accelerator, PairDatapath } from '../../hardware/types';
import type { MatrixPart, Parts, TierSize } from '../parts';
import { defineStage, type Inputs } from '../stage';
import { DATAPATH_CLASS } from './row-rate';
import { mainMemoryIndex, stagingTierIndex } from '../../hardware/tiers';

/** The classes, and the matrix unit's own datapath after them. */
const UNITS = DATAPATH_CLASS + 1;
/** Levels of a network at most, as the schema has it. */
export const MOST_LEVELS = 4;

/** What has an instance of a memory. */
const SCOPES = ['chip', 'core', 'element'] as const;

/** Energy and area figures of an accelerator as numbers: NaN where there is none. */
export const TECHNOLOGY = {
  /** Joules of a multiply-accumulate, by position of its class in `COMPUTE_CLASSES`; then of the unit's own datapath. */
  MAC_JOULES: 0,
  MAC_SQUARE_METRES: UNITS,
  VECTOR_JOULES: 2 * UNITS,
  SPECIAL_JOULES: 2 * UNITS + 1,
  /** Joules of register accesses of a multiply-accumulate; 0 where none are described or sourced. */
  REGISTER_JOULES: 2 * UNITS + 2,
  /** Joules a byte, reads and writes in equal parts. 0 where no staging memory is described. */
  ON_CHIP_JOULES: 2 * UNITS + 3,
  OFF_CHIP_JOULES: 2 * UNITS + 4,
  /** Joules of clock and control for each joule of logic and memory on the die; 0 where the user gives none. */
  CONTROL_RATIO: 2 * UNITS + 5,
  LOGIC_WATTS_PER_SQUARE_METRE: 2 * UNITS + 6,
  /** One instance of every memory, summed by scope in the order of `SCOPES`; `ofAllInstances` adds them up. */
  MEMORY_LEAKAGE_WATTS: 2 * UNITS + 7,
  MEMORY_SQUARE_METRES: 2 * UNITS + 7 + SCOPES.length,
  /** Of one lane of the vector unit, and of all interfaces of links; 0 where there is none, or no figure. */
  LANE_SQUARE_METRES: 2 * UNITS + 7 + 2 * SCOPES.length,
  LINKS_SQUARE_METRES: 2 * UNITS + 8 + 2 * SCOPES.length,
  /** Joules a byte, by level of the network. */
  LINK_JOULES: 2 * UNITS + 9 + 2 * SCOPES.length,
  WIDTH: 2 * UNITS + 9 + 2 * SCOPES.length + MOST_LEVELS,
} as const;

/**
 * Looks the figures up once for all designs that share them. They are of one multiply-accumulate, byte, lane or instance
 * of a memory, so arrays of all sizes share them: how many of each there are is for `area` and `energy` to say.
 */
export const technologyStage = defineStage({
  id: 'technology',
  reads: ['datapath', 'technology', 'tierSizes', 'network'],
  after: [],
  width: () => TECHNOLOGY.WIDTH,
  run: (parts, _inputs, _structure, out, at) => writeTechnology(parts, 'value', out, at),
});

export type TechnologyParts = Pick<Parts, 'datapath' | 'technology' | 'tierSizes' | 'network'>;

/** Writes the columns of `TECHNOLOGY`, with figures that disagree at one end of their spans. */
export function writeTechnology(parts: TechnologyParts, end: SpanEnd, out: Float64Array, at: number): void {
  const { datapath, technology, tierSizes, network } = parts;
  const one = datapath === null ? ONE_ELEMENT : { ...ONE_ELEMENT, datapath };
  const figures = technologyOf(technology, tierSizes, one, network, end);
  COMPUTE_CLASSES.forEach((computeClass, index) => {
    out[at + TECHNOLOGY.MAC_JOULES + index] = figures.macJoules[computeClass];
    out[at + TECHNOLOGY.MAC_SQUARE_METRES + index] = figures.macSquareMetres[computeClass];
  });
  out[at + TECHNOLOGY.MAC_JOULES + DATAPATH_CLASS] = figures.datapathJoules;
  out[at + TECHNOLOGY.MAC_SQUARE_METRES + DATAPATH_CLASS] = figures.datapathSquareMetres;
  const perByte = (tier: number) => (figures.readJoulesPerByte[tier]! + figures.writeJoulesPerByte[tier]!) / 2;
  const main = mainMemoryIndex(tierSizes);
  const staging = stagingTierIndex(tierSizes);
  const share = technology.controlShare ?? 0;
  out[at + TECHNOLOGY.VECTOR_JOULES] = figures.vectorOpJoules;
  out[at + TECHNOLOGY.SPECIAL_JOULES] = figures.specialOpJoules;
  out[at + TECHNOLOGY.REGISTER_JOULES] = figures.registerJoulesPerMac;
  out[at + TECHNOLOGY.ON_CHIP_JOULES] = staging < 0 ? 0 : perByte(staging);
  out[at + TECHNOLOGY.OFF_CHIP_JOULES] = main < 0 ? NaN : perByte(main);
  out[at + TECHNOLOGY.CONTROL_RATIO] = share / (1 - share);
  out[at + TECHNOLOGY.LOGIC_WATTS_PER_SQUARE_METRE] = figures.logicLeakageWattsPerSquareMetre;
  SCOPES.forEach((scope, index) => {
    const ofScope = (values: readonly number[]) => sum(values.filter((_, tier) => tierSizes[tier]!.scope === scope));
    out[at + TECHNOLOGY.MEMORY_LEAKAGE_WATTS + index] = ofScope(figures.leakageWatts);
    out[at + TECHNOLOGY.MEMORY_SQUARE_METRES + index] = ofScope(figures.squareMetres);
  });
  out[at + TECHNOLOGY.LANE_SQUARE_METRES] = orNone(laneArea(technology.nodeNm, 1));
  out[at + TECHNOLOGY.LINKS_SQUARE_METRES] = sum(network.map((level) => orNone(linkArea(technology.nodeNm, level))));
  for (let level = 0; level < MOST_LEVELS; level++) {
    out[at + TECHNOLOGY.LINK_JOULES + level] = figures.linkJoulesPerByte[level] ?? NaN;
  }
}

/**
 * A figure of memories over all their instances: `column` is the first of one by scope. Missing where a memory is within
 * a core or an element, and their number is not known.
 */
export function ofAllInstances(column: number, { data, at }: Inputs, matrix: MatrixPart): number {
  const cores = matrix.kind === 'array' ? matrix.cores : NaN;
  const elements = matrix.kind === 'array' ? cores * matrix.rows * matrix.columns : NaN;
  const [chip, core, element] = [data[at + column]!, data[at + column + 1]!, data[at + column + 2]!];
  return chip + (core === 0 ? 0 : core * cores) + (element === 0 ? 0 : element * elements);
}

/** An array on which every memory has one instance. */
const ONE_ELEMENT = {
  kind: 'array',
  rows: 1,
  columns: 1,
  cores: 1,
  dataflow: 'ws',
  macsPerCycle: Object.fromEntries(COMPUTE_CLASSES.map((computeClass) => [computeClass, null])) as Record<
    ComputeClass,
    null
  >,
} satisfies MatrixPart;

/** Figures of an accelerator whose parts are given. */
export function technologyOf(
  technology: Parts['technology'],
  tiers: readonly TierSize[],
  matrix: MatrixPart & { readonly datapath?: PairDatapath },
  network: readonly LinkLevel[] = [],
  end: SpanEnd = 'value',
): ResolvedTechnology {
  return resolveTechnology(technologyAccelerator(technology, tiers, matrix), network, end);
}

/** The parts put together again; clock, rates and published figures play no role in these figures. */
function technologyAccelerator(
  technology: Parts['technology'],
  tiers: readonly TierSize[],
  matrix: MatrixPart & { readonly datapath?: PairDatapath },
): Accelerator {
  return {
    name: '',
    matrix: matrix.kind === 'array' ? { ...matrix, clockHz: 1 } : matrix,
    vector: { laneOpsPerSecond: null, specialOpsPerSecond: null },
    tiers: tiers.map((tier) => ({ ...tier, bytesPerSecond: null })),
    technology,
    published: { thermalDesignPowerWatts: null, dieAreaSquareMetres: null },
  };
}

/** Lanes of the vector unit, each an FP32 and an INT32 unit. */
export function laneArea(nodeNm: number | null, lanes: number): Sourced {
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
