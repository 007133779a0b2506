/** What follows from the figures: costs and carbon of one chip. */
import type { EconomicsInputId } from './inputs';
import { dieYield, diesPerWafer, goodDieUsd } from './wafer';

/** Of one chip. NaN: missing. Dollars, and kilograms of CO2 equivalent. */
export interface EconomicsNumbers {
  readonly diesPerWafer: number;
  readonly dieYield: number;
  readonly goodDieUsd: number;
  readonly memoryUsd: number;
  /** Die, package and memory: what making the chip costs, without test, masks, design or margin. */
  readonly chipUsd: number;
  /** The purchase price where one is set, else `chipUsd`: what tokens or inferences have to pay for. */
  readonly capitalUsd: number;
  readonly dieKilograms: number;
  readonly memoryKilograms: number;
  /** Die, package and memory. */
  readonly embodiedKilograms: number;
  /** Of energy at the chip, the site's overhead included. */
  readonly usdPerJoule: number;
  readonly kilogramsPerJoule: number;
  /** Lifetime times utilisation. */
  readonly productiveSeconds: number;
}

export type EconomicsResultId = keyof EconomicsNumbers;
export type InputNumbers = Readonly<Record<EconomicsInputId, number>>;

/** Columns of the figures, for evaluations that are many. */
export const ECONOMICS_FIGURE = {
  dieSquareMetres: 0,
  memoryBytes: 1,
  waferUsd: 2,
  defectsPerSquareMetre: 3,
  clustering: 4,
  packageUsd: 5,
  memoryUsdPerByte: 6,
  chipPriceUsd: 7,
  fabJoulesPerSquareMetre: 8,
  fabKilogramsPerJoule: 9,
  gasKilogramsPerSquareMetre: 10,
  materialKilogramsPerSquareMetre: 11,
  packageKilograms: 12,
  memoryKilogramsPerByte: 13,
  electricityUsdPerJoule: 14,
  gridKilogramsPerJoule: 15,
  powerUsageEffectiveness: 16,
  lifetimeSeconds: 17,
  utilisation: 18,
} as const satisfies Record<EconomicsInputId, number>;
const FIGURE_IDS = Object.keys(ECONOMICS_FIGURE) as readonly EconomicsInputId[];
export const ECONOMICS_FIGURE_COUNT = FIGURE_IDS.length;

/** Columns of the results. */
export const ECONOMICS_RESULT = {
  diesPerWafer: 0,
  dieYield: 1,
  goodDieUsd: 2,
  memoryUsd: 3,
  chipUsd: 4,
  capitalUsd: 5,
  dieKilograms: 6,
  memoryKilograms: 7,
  embodiedKilograms: 8,
  usdPerJoule: 9,
  kilogramsPerJoule: 10,
  productiveSeconds: 11,
} as const satisfies Record<EconomicsResultId, number>;
const RESULT_IDS = Object.keys(ECONOMICS_RESULT) as readonly EconomicsResultId[];
export const ECONOMICS_RESULT_COUNT = RESULT_IDS.length;

/** All results of one set of numbers; what a missing number enters is missing. */
export function economicsNumbers(numbers: InputNumbers): EconomicsNumbers {
  const figures = new Float64Array(ECONOMICS_FIGURE_COUNT);
  writeFigures(numbers, figures, 0);
  const results = new Float64Array(ECONOMICS_RESULT_COUNT);
  writeEconomics(figures, 0, numbers.dieSquareMetres, results, 0);
  return Object.fromEntries(RESULT_IDS.map((id) => [id, results[ECONOMICS_RESULT[id]]])) as unknown as EconomicsNumbers;
}

/** Writes figures to their columns from `out[at]` on. */
export function writeFigures(numbers: InputNumbers, out: Float64Array, at: number): void {
  for (const id of FIGURE_IDS) out[at + ECONOMICS_FIGURE[id]] = numbers[id];
}

/**
 * Writes the results of the figures at `figures[from]` to `out[at]` and on. Allocates nothing.
 *
 * @param dieSquareMetres takes the place of the figure of this name
 */
export function writeEconomics(
  figures: Float64Array,
  from: number,
  dieSquareMetres: number,
  out: Float64Array,
  at: number,
): void {
  const dies = diesPerWafer(dieSquareMetres);
  const defects = figures[from + ECONOMICS_FIGURE.defectsPerSquareMetre]!;
  const share = dieYield(dieSquareMetres, defects, figures[from + ECONOMICS_FIGURE.clustering]!);
  // A die that fits no wafer, or of which none is good, can not be made: that is an answer, not a yield of 0.
  const yieldShare = dies > 0 && share > 0 ? share : NaN;
  const dieUsd = goodDieUsd(figures[from + ECONOMICS_FIGURE.waferUsd]!, dies, yieldShare);
  const memoryBytes = figures[from + ECONOMICS_FIGURE.memoryBytes]!;
  const memoryUsd = memoryBytes === 0 ? 0 : memoryBytes * figures[from + ECONOMICS_FIGURE.memoryUsdPerByte]!;
  const chipUsd = dieUsd + figures[from + ECONOMICS_FIGURE.packageUsd]! + memoryUsd;
  const price = figures[from + ECONOMICS_FIGURE.chipPriceUsd]!;
  const dieKilograms = (dieSquareMetres * waferKilogramsPerSquareMetre(figures, from)) / yieldShare;
  const memoryKilograms =
    memoryBytes === 0 ? 0 : memoryBytes * figures[from + ECONOMICS_FIGURE.memoryKilogramsPerByte]!;
  const site = figures[from + ECONOMICS_FIGURE.powerUsageEffectiveness]!;
  out[at + ECONOMICS_RESULT.diesPerWafer] = dies;
  out[at + ECONOMICS_RESULT.dieYield] = yieldShare;
  out[at + ECONOMICS_RESULT.goodDieUsd] = dieUsd;
  out[at + ECONOMICS_RESULT.memoryUsd] = memoryUsd;
  out[at + ECONOMICS_RESULT.chipUsd] = chipUsd;
  out[at + ECONOMICS_RESULT.capitalUsd] = Number.isNaN(price) ? chipUsd : price;
  out[at + ECONOMICS_RESULT.dieKilograms] = dieKilograms;
  out[at + ECONOMICS_RESULT.memoryKilograms] = memoryKilograms;
  out[at + ECONOMICS_RESULT.embodiedKilograms] =
    dieKilograms + figures[from + ECONOMICS_FIGURE.packageKilograms]! + memoryKilograms;
  out[at + ECONOMICS_RESULT.usdPerJoule] = site * figures[from + ECONOMICS_FIGURE.electricityUsdPerJoule]!;
  out[at + ECONOMICS_RESULT.kilogramsPerJoule] = site * figures[from + ECONOMICS_FIGURE.gridKilogramsPerJoule]!;
  out[at + ECONOMICS_RESULT.productiveSeconds] =
    figures[from + ECONOMICS_FIGURE.lifetimeSeconds]! * figures[from + ECONOMICS_FIGURE.utilisation]!;
}

/**
 * Kilograms of CO2 equivalent of a square metre of processed wafer: `CI EPA + GPA + MPA`. One good die bears those of its
 * area divided by the yield.
 *
 * Source: `act`. Not modelled, as there: the silicon that the wafer's edge wastes, masks, the fab's building.
 */
function waferKilogramsPerSquareMetre(figures: Float64Array, from: number): number {
  return (
    figures[from + ECONOMICS_FIGURE.fabJoulesPerSquareMetre]! * figures[from + ECONOMICS_FIGURE.fabKilogramsPerJoule]! +
    figures[from + ECONOMICS_FIGURE.gasKilogramsPerSquareMetre]! +
    figures[from + ECONOMICS_FIGURE.materialKilogramsPerSquareMetre]!
  );
}
