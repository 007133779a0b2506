import { countsModelledDie, economicsInputs, type EconomicsChip } from '../../hardware/economics/inputs';
import { numbersAt } from '../../hardware/economics/numbers-at';
import {
  ECONOMICS_FIGURE,
  ECONOMICS_FIGURE_COUNT,
  ECONOMICS_RESULT_COUNT,
  writeEconomics,
  writeFigures,
} from '../../hardware/economics/results';
import { mainMemoryIndex } from '../../hardware/tiers';
import type { Parts, TierSize } from '../parts';
import { defineStage } from '../stage';
import { AREA } from './area';

/** Looks the figures of cost and carbon up once for dies of all sizes: the area is the one to take where none is modelled. */
export const economicsFiguresStage = defineStage({
  id: 'economicsFigures',
  reads: ['technology', 'tierSizes', 'economics'],
  after: [],
  width: () => ECONOMICS_FIGURE_COUNT,
  run: ({ technology, tierSizes, economics }, _inputs, _structure, out, at) => {
    writeFigures(numbersAt(economicsInputs(economicsChip(technology, tierSizes, economics, NaN)), 'value'), out, at);
  },
});

/** What a chip of this area costs and emits: `ECONOMICS_RESULT`. */
export const economicsStage = defineStage({
  id: 'economics',
  reads: ['economics'],
  after: ['area', 'economicsFigures'],
  width: () => ECONOMICS_RESULT_COUNT,
  run: ({ economics: { own } }, { area, economicsFigures: { data, at: figures } }, _structure, out, at) => {
    const modelled = area.data[area.at + AREA.TOTAL]!;
    const otherwise = data[figures + ECONOMICS_FIGURE.dieSquareMetres]!;
    writeEconomics(data, figures, countsModelledDie(modelled, own) ? modelled : otherwise, out, at);
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
