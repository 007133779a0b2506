/** Every figure that cost and carbon of one chip are computed from, with its source. */
import { figure, isMissing, missing, type Sourced } from '../technology/types';
import type { EconomicsAssumptions } from './assumptions';
import { memoryKilogramsPerByte, memoryUsdPerByte, packageKilograms, packageUsd } from './memory-and-package';
import { defectsPerSquareMetre, fabCarbon, waferUsd } from './nodes';
import {
  AVERAGE_PUE,
  AVERAGE_USD_PER_JOULE,
  FAB_GRID,
  LIFETIME_UNKNOWN,
  UTILISATION_UNKNOWN,
  WORLD_GRID,
} from './operation';
import { DEFAULT_CLUSTERING } from './wafer';

/** One chip: one compute die in one package, and the memory that belongs to it. SI units. */
export interface EconomicsChip {
  /** As modelled; null or NaN: not known. */
  readonly dieSquareMetres: number | null;
  /** As its maker states it, taken where no area is modelled; null: not stated. */
  readonly publishedDieSquareMetres: number | null;
  readonly nodeNm: number | null;
  /** Bytes of DRAM of one chip; 0: none; null or NaN: not known. */
  readonly memoryBytes: number | null;
  readonly dramType: string | null;
  readonly assumptions: EconomicsAssumptions;
}

export type EconomicsInputId =
  | keyof EconomicsAssumptions
  | 'memoryBytes'
  | 'fabJoulesPerSquareMetre'
  | 'gasKilogramsPerSquareMetre'
  | 'materialKilogramsPerSquareMetre'
  | 'packageKilograms';

export type EconomicsInputs = Readonly<Record<EconomicsInputId, Sourced>>;

const ABOVE_ZERO = Number.MIN_VALUE;

/** Looks every figure up; a figure of the user's own comes before any source. */
export function economicsInputs(chip: EconomicsChip): EconomicsInputs {
  const { nodeNm, dramType, assumptions: own } = chip;
  const carbon = fabCarbon(nodeNm);
  return {
    dieSquareMetres: assumedOr(own.dieSquareMetres, dieArea(chip)),
    memoryBytes: ofDesign(chip.memoryBytes, 'the memory capacity is not known', 0),
    waferUsd: assumedOr(own.waferUsd, waferUsd(nodeNm)),
    defectsPerSquareMetre: assumedOr(own.defectsPerSquareMetre, defectsPerSquareMetre(nodeNm), 0),
    clustering: assumedOr(own.clustering, figure(DEFAULT_CLUSTERING, 'ttm-cas', 'wafer', 'low'), ABOVE_ZERO, Infinity),
    packageUsd: assumedOr(own.packageUsd, packageUsd(dramType, chip.memoryBytes === 0), 0),
    memoryUsdPerByte: assumedOr(own.memoryUsdPerByte, memoryUsdPerByte(dramType), 0),
    chipPriceUsd: assumedOr(own.chipPriceUsd, missing('no purchase price is set')),
    fabJoulesPerSquareMetre: carbon.joulesPerSquareMetre,
    fabKilogramsPerJoule: assumedOr(own.fabKilogramsPerJoule, FAB_GRID, 0),
    gasKilogramsPerSquareMetre: carbon.gasKilogramsPerSquareMetre,
    materialKilogramsPerSquareMetre: carbon.materialKilogramsPerSquareMetre,
    packageKilograms: packageKilograms(),
    memoryKilogramsPerByte: assumedOr(own.memoryKilogramsPerByte, memoryKilogramsPerByte(dramType), 0),
    electricityUsdPerJoule: assumedOr(own.electricityUsdPerJoule, AVERAGE_USD_PER_JOULE, 0),
    gridKilogramsPerJoule: assumedOr(own.gridKilogramsPerJoule, WORLD_GRID, 0),
    powerUsageEffectiveness: assumedOr(own.powerUsageEffectiveness, AVERAGE_PUE, 1),
    lifetimeSeconds: assumedOr(own.lifetimeSeconds, LIFETIME_UNKNOWN),
    utilisation: assumedOr(own.utilisation, UTILISATION_UNKNOWN, ABOVE_ZERO, 1),
  };
}

/** Whether it is the modelled area that counts: the user's own figure comes before it, the published one after it. */
export function countsModelledDie(modelled: number | null, own: EconomicsAssumptions): boolean {
  return own.dieSquareMetres === null && isGiven(modelled, ABOVE_ZERO);
}

/** The user's own figure, else the sourced one. One that cannot be is missing: it is neither used nor passed over. */
function assumedOr(own: number | null, sourced: Sourced, least = ABOVE_ZERO, most = Number.MAX_VALUE): Sourced {
  if (own === null) return sourced;
  if (!(own >= least && own <= most)) return missing(`the user’s figure ${own} is out of range`);
  return { ...figure(own, 'user', 'user', 'low'), derivation: 'assumption' };
}

/** The only figure that depends on how large the modelled die is. */
function dieArea({ dieSquareMetres, publishedDieSquareMetres }: EconomicsChip): Sourced {
  const modelled = ofDesign(dieSquareMetres, 'the die area is not known');
  return isMissing(modelled) && publishedDieSquareMetres !== null
    ? figure(publishedDieSquareMetres, 'published-die', 'die', 'high')
    : modelled;
}

/** A number that the design itself has; not a cited figure. */
function ofDesign(value: number | null, reason: string, least = ABOVE_ZERO): Sourced {
  return isGiven(value, least) ? figure(value, 'design', 'user', 'high') : missing(reason);
}

function isGiven(value: number | null, least: number): value is number {
  return value !== null && value >= least && value < Infinity;
}
