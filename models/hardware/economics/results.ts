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
  /** The purchase price where one is set, else `chipUsd`: what tokens have to pay for. */
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

/** All results of one set of numbers; what a missing number enters is missing. */
export function economicsNumbers(at: InputNumbers): EconomicsNumbers {
  const dies = diesPerWafer(at.dieSquareMetres);
  const share = dieYield(at.dieSquareMetres, at.defectsPerSquareMetre, at.clustering);
  // A die that fits no wafer, or of which none is good, can not be made: that is an answer, not a yield of 0.
  const yieldShare = dies > 0 && share > 0 ? share : NaN;
  const dieUsd = goodDieUsd(at.waferUsd, dies, yieldShare);
  const memoryUsd = at.memoryBytes === 0 ? 0 : at.memoryBytes * at.memoryUsdPerByte;
  const chipUsd = dieUsd + at.packageUsd + memoryUsd;
  const dieKilograms = madeKilograms(at, yieldShare);
  const memoryKilograms = at.memoryBytes === 0 ? 0 : at.memoryBytes * at.memoryKilogramsPerByte;
  return {
    diesPerWafer: dies,
    dieYield: yieldShare,
    goodDieUsd: dieUsd,
    memoryUsd,
    chipUsd,
    capitalUsd: Number.isNaN(at.chipPriceUsd) ? chipUsd : at.chipPriceUsd,
    dieKilograms,
    memoryKilograms,
    embodiedKilograms: dieKilograms + at.packageKilograms + memoryKilograms,
    usdPerJoule: at.powerUsageEffectiveness * at.electricityUsdPerJoule,
    kilogramsPerJoule: at.powerUsageEffectiveness * at.gridKilogramsPerJoule,
    productiveSeconds: at.lifetimeSeconds * at.utilisation,
  };
}

/**
 * Kilograms of CO2 equivalent of making one good die: `A (CI EPA + GPA + MPA) / yield`.
 *
 * Source: `act`. Not modelled, as there: the silicon that the wafer's edge wastes, masks, the fab's building.
 */
function madeKilograms(at: InputNumbers, yieldShare: number): number {
  const perSquareMetre =
    at.fabJoulesPerSquareMetre * at.fabKilogramsPerJoule +
    at.gasKilogramsPerSquareMetre +
    at.materialKilogramsPerSquareMetre;
  return (at.dieSquareMetres * perSquareMetre) / yieldShare;
}
