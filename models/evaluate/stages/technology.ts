import { COMPUTE_CLASSES } from '../../formats/types';
import { resolveTechnology, type ResolvedTechnology } from '../../hardware/technology/resolve';
import type { Accelerator } from '../../hardware/types';
import type { MatrixPart, Parts, TierSize } from '../parts';
import { defineStage } from '../stage';
import { mainMemoryIndex, stagingTierIndex } from '../../hardware/tiers';

const CLASSES = COMPUTE_CLASSES.length;

/** Energy and area figures of an accelerator as numbers: NaN where there is none. */
export const TECHNOLOGY = {
  /** Joules of a multiply-accumulate, by position of its class in `COMPUTE_CLASSES`. */
  MAC_JOULES: 0,
  MAC_SQUARE_METRES: CLASSES,
  VECTOR_JOULES: 2 * CLASSES,
  SPECIAL_JOULES: 2 * CLASSES + 1,
  /** Joules a byte, reads and writes in equal parts. 0 where no staging memory is described. */
  ON_CHIP_JOULES: 2 * CLASSES + 2,
  OFF_CHIP_JOULES: 2 * CLASSES + 3,
  LINK_JOULES: 2 * CLASSES + 4,
  LEAKAGE_WATTS: 2 * CLASSES + 5,
  MEMORY_SQUARE_METRES: 2 * CLASSES + 6,
  WIDTH: 2 * CLASSES + 7,
} as const;

/** Looks the figures up once for all designs that share them. */
export const technologyStage = defineStage({
  id: 'technology',
  reads: ['technology', 'tierSizes', 'matrix'],
  after: [],
  width: () => TECHNOLOGY.WIDTH,
  run: ({ technology, tierSizes, matrix }, _inputs, _structure, out, at) => {
    const figures = technologyOf(technology, tierSizes, matrix);
    COMPUTE_CLASSES.forEach((computeClass, index) => {
      out[at + TECHNOLOGY.MAC_JOULES + index] = figures.macJoules[computeClass];
      out[at + TECHNOLOGY.MAC_SQUARE_METRES + index] = figures.macSquareMetres[computeClass];
    });
    const perByte = (tier: number) => (figures.readJoulesPerByte[tier]! + figures.writeJoulesPerByte[tier]!) / 2;
    const main = mainMemoryIndex(tierSizes);
    const staging = stagingTierIndex(tierSizes);
    out[at + TECHNOLOGY.VECTOR_JOULES] = figures.vectorOpJoules;
    out[at + TECHNOLOGY.SPECIAL_JOULES] = figures.specialOpJoules;
    out[at + TECHNOLOGY.ON_CHIP_JOULES] = staging < 0 ? 0 : perByte(staging);
    out[at + TECHNOLOGY.OFF_CHIP_JOULES] = main < 0 ? NaN : perByte(main);
    out[at + TECHNOLOGY.LINK_JOULES] = figures.linkJoulesPerByte;
    out[at + TECHNOLOGY.LEAKAGE_WATTS] = sum(figures.leakageWatts);
    out[at + TECHNOLOGY.MEMORY_SQUARE_METRES] = sum(figures.squareMetres);
  },
});

/** Figures of an accelerator whose parts are given, with the reasons for those that are missing. */
export function technologyOf(
  technology: Parts['technology'],
  tiers: readonly TierSize[],
  matrix: MatrixPart,
): ResolvedTechnology {
  return resolveTechnology(technologyAccelerator(technology, tiers, matrix));
}

/** The parts put together again; clock, rates and published figures play no role in energy and area. */
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
