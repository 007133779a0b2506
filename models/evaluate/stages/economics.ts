import {
  dieSquareMetres,
  economicsInputs,
  type EconomicsChip,
  type EconomicsInputId,
} from '../../hardware/economics/inputs';
import { numbersAt } from '../../hardware/economics/numbers-at';
import { economicsNumbers, type InputNumbers } from '../../hardware/economics/results';
import { isMissing } from '../../hardware/technology/types';
import type { Parts, TierSize } from '../parts';
import { defineStage, type Inputs } from '../stage';
import { mainMemoryIndex } from '../../hardware/tiers';
import { AREA } from './area';

/** Cost and carbon of one chip, and of a joule at it: dollars, kilograms of CO2 equivalent, seconds. NaN: missing. */
export const ECONOMICS = {
  DIE_YIELD: 0,
  DIE_USD: 1,
  CHIP_USD: 2,
  /** What tokens have to pay for: the purchase price, else the cost of making it. */
  CAPITAL_USD: 3,
  EMBODIED_KILOGRAMS: 4,
  USD_PER_JOULE: 5,
  KILOGRAMS_PER_JOULE: 6,
  /** Lifetime times utilisation. */
  PRODUCTIVE_SECONDS: 7,
  WIDTH: 8,
} as const;

/** Columns of `economicsFigures`: every figure but the area of the die. */
const FIGURES: Readonly<Record<Exclude<EconomicsInputId, 'dieSquareMetres'>, number>> = {
  memoryBytes: 0,
  waferUsd: 1,
  defectsPerSquareMetre: 2,
  clustering: 3,
  packageUsd: 4,
  memoryUsdPerByte: 5,
  chipPriceUsd: 6,
  fabJoulesPerSquareMetre: 7,
  fabKilogramsPerJoule: 8,
  gasKilogramsPerSquareMetre: 9,
  materialKilogramsPerSquareMetre: 10,
  packageKilograms: 11,
  memoryKilogramsPerByte: 12,
  electricityUsdPerJoule: 13,
  gridKilogramsPerJoule: 14,
  powerUsageEffectiveness: 15,
  lifetimeSeconds: 16,
  utilisation: 17,
};
const FIGURE_IDS = Object.keys(FIGURES) as readonly (keyof typeof FIGURES)[];

/** Looks the figures of cost and carbon up once for dies of all sizes. */
export const economicsFiguresStage = defineStage({
  id: 'economicsFigures',
  reads: ['technology', 'tierSizes', 'economics'],
  after: [],
  width: () => FIGURE_IDS.length,
  run: ({ technology, tierSizes, economics }, _inputs, _structure, out, at) => {
    const numbers = numbersAt(economicsInputs(economicsChip(technology, tierSizes, economics, NaN)), 'value');
    for (const id of FIGURE_IDS) out[at + FIGURES[id]] = numbers[id];
  },
});

/** What a chip of this area costs and emits. */
export const economicsStage = defineStage({
  id: 'economics',
  reads: ['economics'],
  after: ['area', 'economicsFigures'],
  width: () => ECONOMICS.WIDTH,
  run: ({ economics }, { area, economicsFigures }, _structure, out, at) => {
    const numbers = economicsNumbers(inputNumbers(economics, area.data[area.at + AREA.TOTAL]!, economicsFigures));
    out[at + ECONOMICS.DIE_YIELD] = numbers.dieYield;
    out[at + ECONOMICS.DIE_USD] = numbers.goodDieUsd;
    out[at + ECONOMICS.CHIP_USD] = numbers.chipUsd;
    out[at + ECONOMICS.CAPITAL_USD] = numbers.capitalUsd;
    out[at + ECONOMICS.EMBODIED_KILOGRAMS] = numbers.embodiedKilograms;
    out[at + ECONOMICS.USD_PER_JOULE] = numbers.usdPerJoule;
    out[at + ECONOMICS.KILOGRAMS_PER_JOULE] = numbers.kilogramsPerJoule;
    out[at + ECONOMICS.PRODUCTIVE_SECONDS] = numbers.productiveSeconds;
  },
});

/** The figures as `economicsFigures` left them, for a die of this area. One literal: it is made for every array. */
function inputNumbers(
  { own, publishedDieSquareMetres }: Parts['economics'],
  dieAreaSquareMetres: number,
  { data, at }: Inputs,
): InputNumbers {
  const die = dieSquareMetres({
    dieSquareMetres: dieAreaSquareMetres,
    publishedDieSquareMetres,
    assumptions: own,
  });
  return {
    dieSquareMetres: isMissing(die) ? NaN : die.value,
    memoryBytes: data[at + FIGURES.memoryBytes]!,
    waferUsd: data[at + FIGURES.waferUsd]!,
    defectsPerSquareMetre: data[at + FIGURES.defectsPerSquareMetre]!,
    clustering: data[at + FIGURES.clustering]!,
    packageUsd: data[at + FIGURES.packageUsd]!,
    memoryUsdPerByte: data[at + FIGURES.memoryUsdPerByte]!,
    chipPriceUsd: data[at + FIGURES.chipPriceUsd]!,
    fabJoulesPerSquareMetre: data[at + FIGURES.fabJoulesPerSquareMetre]!,
    fabKilogramsPerJoule: data[at + FIGURES.fabKilogramsPerJoule]!,
    gasKilogramsPerSquareMetre: data[at + FIGURES.gasKilogramsPerSquareMetre]!,
    materialKilogramsPerSquareMetre: data[at + FIGURES.materialKilogramsPerSquareMetre]!,
    packageKilograms: data[at + FIGURES.packageKilograms]!,
    memoryKilogramsPerByte: data[at + FIGURES.memoryKilogramsPerByte]!,
    electricityUsdPerJoule: data[at + FIGURES.electricityUsdPerJoule]!,
    gridKilogramsPerJoule: data[at + FIGURES.gridKilogramsPerJoule]!,
    powerUsageEffectiveness: data[at + FIGURES.powerUsageEffectiveness]!,
    lifetimeSeconds: data[at + FIGURES.lifetimeSeconds]!,
    utilisation: data[at + FIGURES.utilisation]!,
  };
}

/** The chip as cost and carbon see it. Its memory is the DRAM that holds weights and cache; a chip may have none. */
export function economicsChip(
  { nodeNm }: Parts['technology'],
  tiers: readonly TierSize[],
  { own, publishedDieSquareMetres }: Parts['economics'],
  dieSquareMetres: number,
): EconomicsChip {
  const main = tiers[mainMemoryIndex(tiers)];
  const isDram = main?.kind === 'dram';
  return {
    dieSquareMetres,
    publishedDieSquareMetres,
    nodeNm,
    memoryBytes: isDram ? main.capacityBytes : 0,
    dramType: isDram ? main.dramType : null,
    assumptions: own,
  };
}
