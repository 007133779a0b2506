import { economicsInputs, type EconomicsChip } from '../../hardware/economics/inputs';
import { numbersAt } from '../../hardware/economics/numbers-at';
import { economicsNumbers } from '../../hardware/economics/results';
import type { Parts, TierSize } from '../parts';
import { defineStage } from '../stage';
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

/** Looks up what a chip costs and emits once for all designs that share it. */
export const economicsStage = defineStage({
  id: 'economics',
  reads: ['technology', 'tierSizes', 'economics'],
  after: ['area'],
  width: () => ECONOMICS.WIDTH,
  run: ({ technology, tierSizes, economics }, { area }, _structure, out, at) => {
    const chip = economicsChip(technology, tierSizes, economics, area.data[area.at + AREA.TOTAL]!);
    const numbers = economicsNumbers(numbersAt(economicsInputs(chip), 'value'));
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
