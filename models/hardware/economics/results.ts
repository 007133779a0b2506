/** What follows from the figures: costs and carbon of one chip, each with its formula and the figures it needs. */
import { isMissing, type Sourced } from '../technology/types';
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
type Inputs = Readonly<Record<EconomicsInputId, Sourced>>;

export interface EconomicsResult {
  readonly label: string;
  readonly unit: 'USD' | 'kg' | 'USD/J' | 'kg/J' | 's' | 'ratio' | 'count';
  readonly formula: string;
  /** The figures that it needs, those of its parts included. */
  readonly needs: (inputs: Inputs) => readonly EconomicsInputId[];
}

const YIELD = ['dieSquareMetres', 'defectsPerSquareMetre', 'clustering'] as const;
const DIE_USD = [...YIELD, 'waferUsd'] as const;
const DIE_KILOGRAMS = [
  ...YIELD,
  'fabJoulesPerSquareMetre',
  'fabKilogramsPerJoule',
  'gasKilogramsPerSquareMetre',
  'materialKilogramsPerSquareMetre',
] as const;

const hasNoMemory = (inputs: Inputs) => inputs.memoryBytes.value === 0;
const memoryNeeds = (inputs: Inputs, perByte: EconomicsInputId): readonly EconomicsInputId[] =>
  hasNoMemory(inputs) ? ['memoryBytes'] : ['memoryBytes', perByte];
const chipUsdNeeds = (inputs: Inputs) =>
  [...DIE_USD, 'packageUsd', ...memoryNeeds(inputs, 'memoryUsdPerByte')] as const;

export const ECONOMICS_RESULTS: Readonly<Record<EconomicsResultId, EconomicsResult>> = {
  diesPerWafer: {
    label: 'Whole dies per wafer',
    unit: 'count',
    formula: 'pi (d/2)^2 / A - pi d / sqrt(2 A), d = 300 mm',
    needs: () => ['dieSquareMetres'],
  },
  dieYield: {
    label: 'Yield',
    unit: 'ratio',
    formula: '(1 + A x defects / alpha)^-alpha; exp(-A x defects) for infinite alpha',
    needs: () => YIELD,
  },
  goodDieUsd: {
    label: 'Cost of a good die',
    unit: 'USD',
    formula: 'wafer price / (dies per wafer x yield)',
    needs: () => DIE_USD,
  },
  memoryUsd: {
    label: 'Cost of memory',
    unit: 'USD',
    formula: 'bytes x price per byte',
    needs: (inputs) => memoryNeeds(inputs, 'memoryUsdPerByte'),
  },
  chipUsd: {
    label: 'Cost of making a chip',
    unit: 'USD',
    formula: 'good die + package + memory',
    needs: chipUsdNeeds,
  },
  capitalUsd: {
    label: 'Price of a chip',
    unit: 'USD',
    formula: 'the purchase price that is set, else the cost of making it',
    needs: (inputs) => (isMissing(inputs.chipPriceUsd) ? chipUsdNeeds(inputs) : ['chipPriceUsd']),
  },
  dieKilograms: {
    label: 'Carbon of making a die',
    unit: 'kg',
    formula: 'A x (fab electricity x its grid + gases + materials) / yield',
    needs: () => DIE_KILOGRAMS,
  },
  memoryKilograms: {
    label: 'Carbon of making memory',
    unit: 'kg',
    formula: 'bytes x kilograms per byte',
    needs: (inputs) => memoryNeeds(inputs, 'memoryKilogramsPerByte'),
  },
  embodiedKilograms: {
    label: 'Carbon of making a chip',
    unit: 'kg',
    formula: 'die + package + memory',
    needs: (inputs) => [...DIE_KILOGRAMS, 'packageKilograms', ...memoryNeeds(inputs, 'memoryKilogramsPerByte')],
  },
  usdPerJoule: {
    label: 'Price of energy at the chip',
    unit: 'USD/J',
    formula: 'PUE x electricity price',
    needs: () => ['powerUsageEffectiveness', 'electricityUsdPerJoule'],
  },
  kilogramsPerJoule: {
    label: 'Carbon of energy at the chip',
    unit: 'kg/J',
    formula: 'PUE x carbon of the grid',
    needs: () => ['powerUsageEffectiveness', 'gridKilogramsPerJoule'],
  },
  productiveSeconds: {
    label: 'Time that a chip serves tokens',
    unit: 's',
    formula: 'time in service x utilisation',
    needs: () => ['lifetimeSeconds', 'utilisation'],
  },
};

export const ECONOMICS_RESULT_IDS = Object.keys(ECONOMICS_RESULTS) as readonly EconomicsResultId[];

/** All results of one set of numbers; what a missing number enters is missing. */
export function economicsNumbers(at: InputNumbers): EconomicsNumbers {
  const dies = diesPerWafer(at.dieSquareMetres);
  const yieldShare = dieYield(at.dieSquareMetres, at.defectsPerSquareMetre, at.clustering);
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
  return yieldShare > 0 ? (at.dieSquareMetres * perSquareMetre) / yieldShare : NaN;
}
