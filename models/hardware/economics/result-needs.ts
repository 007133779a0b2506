/** Names of the results, and the figures that each needs: for reports only. */
import { isMissing } from '../technology/types';
import type { EconomicsInputId, EconomicsInputs as Inputs } from './inputs';
import type { EconomicsResultId } from './results';

export interface EconomicsResult {
  readonly label: string;
  readonly unit: 'USD' | 'kg' | 'USD/J' | 'kg/J' | 's' | 'ratio' | 'count';
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
    needs: () => ['dieSquareMetres'],
  },
  dieYield: {
    label: 'Yield',
    unit: 'ratio',
    needs: () => YIELD,
  },
  goodDieUsd: {
    label: 'Cost of a good die',
    unit: 'USD',
    needs: () => DIE_USD,
  },
  memoryUsd: {
    label: 'Cost of memory',
    unit: 'USD',
    needs: (inputs) => memoryNeeds(inputs, 'memoryUsdPerByte'),
  },
  chipUsd: {
    label: 'Cost of making a chip',
    unit: 'USD',
    needs: chipUsdNeeds,
  },
  capitalUsd: {
    label: 'Price of a chip',
    unit: 'USD',
    needs: (inputs) => (isMissing(inputs.chipPriceUsd) ? chipUsdNeeds(inputs) : ['chipPriceUsd']),
  },
  dieKilograms: {
    label: 'Carbon of making a die',
    unit: 'kg',
    needs: () => DIE_KILOGRAMS,
  },
  memoryKilograms: {
    label: 'Carbon of making memory',
    unit: 'kg',
    needs: (inputs) => memoryNeeds(inputs, 'memoryKilogramsPerByte'),
  },
  embodiedKilograms: {
    label: 'Carbon of making a chip',
    unit: 'kg',
    needs: (inputs) => [...DIE_KILOGRAMS, 'packageKilograms', ...memoryNeeds(inputs, 'memoryKilogramsPerByte')],
  },
  usdPerJoule: {
    label: 'Price of energy at the chip',
    unit: 'USD/J',
    needs: () => ['powerUsageEffectiveness', 'electricityUsdPerJoule'],
  },
  kilogramsPerJoule: {
    label: 'Carbon of energy at the chip',
    unit: 'kg/J',
    needs: () => ['powerUsageEffectiveness', 'gridKilogramsPerJoule'],
  },
  productiveSeconds: {
    label: 'Time that a chip is at work',
    unit: 's',
    needs: () => ['lifetimeSeconds', 'utilisation'],
  },
};

export const ECONOMICS_RESULT_IDS = Object.keys(ECONOMICS_RESULTS) as readonly EconomicsResultId[];
