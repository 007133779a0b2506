import { COMPUTE_CLASSES } from '../../formats/types';
import type { LinkLevel } from '../../hardware/technology/figures';
import { resolveTechnology, type ResolvedTechnology, type SpanEnd } from '../../hardware/technology/resolve';
import type { Accelerator } from '../../hardware/types';
import type { MatrixPart, Parts, TierSize } from '../parts';
import { defineStage } from '../stage';
import { mainMemoryIndex, stagingTierIndex } from '../../hardware/tiers';

const CLASSES = COMPUTE_CLASSES.length;
/** Levels of a network at most, as the schema has it. */
export const MOST_LEVELS = 4;

/** Energy and area figures of an accelerator as numbers: NaN where there is none. */
export const TECHNOLOGY = {
  /** Joules of a multiply-accumulate, by position of its class in `COMPUTE_CLASSES`. */
  MAC_JOULES: 0,
  MAC_SQUARE_METRES: CLASSES,
  VECTOR_JOULES: 2 * CLASSES,
  SPECIAL_JOULES: 2 * CLASSES + 1,
  /** Joules of register accesses of a multiply-accumulate; 0 where none are described or sourced. */
  REGISTER_JOULES: 2 * CLASSES + 2,
  /** Joules a byte, reads and writes in equal parts. 0 where no staging memory is described. */
  ON_CHIP_JOULES: 2 * CLASSES + 3,
  OFF_CHIP_JOULES: 2 * CLASSES + 4,
  /** Joules of clock and control for each joule of logic and memory on the die; 0 where the user gives none. */
  CONTROL_RATIO: 2 * CLASSES + 5,
  MEMORY_LEAKAGE_WATTS: 2 * CLASSES + 6,
  LOGIC_WATTS_PER_SQUARE_METRE: 2 * CLASSES + 7,
  MEMORY_SQUARE_METRES: 2 * CLASSES + 8,
  /** Joules a byte, by level of the network. */
  LINK_JOULES: 2 * CLASSES + 9,
  WIDTH: 2 * CLASSES + 9 + MOST_LEVELS,
} as const;

/** Looks the figures up once for all designs that share them. */
export const technologyStage = defineStage({
  id: 'technology',
  reads: ['technology', 'tierSizes', 'matrix', 'network'],
  after: [],
  width: () => TECHNOLOGY.WIDTH,
  run: (parts, _inputs, _structure, out, at) => writeTechnology(parts, 'value', out, at),
});

export type TechnologyParts = Pick<Parts, 'technology' | 'tierSizes' | 'matrix' | 'network'>;

/** Writes the columns of `TECHNOLOGY`, with figures that disagree at one end of their spans. */
export function writeTechnology(parts: TechnologyParts, end: SpanEnd, out: Float64Array, at: number): void {
  const { technology, tierSizes, matrix, network } = parts;
  const figures = technologyOf(technology, tierSizes, matrix, network, end);
  COMPUTE_CLASSES.forEach((computeClass, index) => {
    out[at + TECHNOLOGY.MAC_JOULES + index] = figures.macJoules[computeClass];
    out[at + TECHNOLOGY.MAC_SQUARE_METRES + index] = figures.macSquareMetres[computeClass];
  });
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
  out[at + TECHNOLOGY.MEMORY_LEAKAGE_WATTS] = sum(figures.leakageWatts);
  out[at + TECHNOLOGY.LOGIC_WATTS_PER_SQUARE_METRE] = figures.logicLeakageWattsPerSquareMetre;
  out[at + TECHNOLOGY.MEMORY_SQUARE_METRES] = sum(figures.squareMetres);
  for (let level = 0; level < MOST_LEVELS; level++) {
    out[at + TECHNOLOGY.LINK_JOULES + level] = figures.linkJoulesPerByte[level] ?? NaN;
  }
}

/** Figures of an accelerator whose parts are given. */
export function technologyOf(
  technology: Parts['technology'],
  tiers: readonly TierSize[],
  matrix: MatrixPart,
  network: readonly LinkLevel[] = [],
  end: SpanEnd = 'value',
): ResolvedTechnology {
  return resolveTechnology(technologyAccelerator(technology, tiers, matrix), network, end);
}

/** The parts put together again; clock, rates and published figures play no role in these figures. */
function technologyAccelerator(
  technology: Parts['technology'],
  tiers: readonly TierSize[],
  matrix: MatrixPart,
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
