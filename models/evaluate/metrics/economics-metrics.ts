import { energyPerMillion, shareOfChipPerMillion } from '../../hardware/economics/operation';
import { ECONOMICS_RESULT } from '../../hardware/economics/results';
import type { Context } from '../context';
import { METRIC_INDEX } from './metrics';

/** Writes the metrics of cost and carbon of one chip. */
export function writeChipEconomics({ outputs }: Context, out: Float64Array): void {
  const { data, at: from } = outputs.economics;
  out[METRIC_INDEX.dieYield] = data[from + ECONOMICS_RESULT.dieYield]!;
  out[METRIC_INDEX.dieCost] = data[from + ECONOMICS_RESULT.goodDieUsd]!;
  out[METRIC_INDEX.chipCost] = data[from + ECONOMICS_RESULT.chipUsd]!;
  out[METRIC_INDEX.embodiedCarbon] = data[from + ECONOMICS_RESULT.embodiedKilograms]!;
}

/** Where what a million tokens, or inferences, cost and emit is written. */
const COLUMNS = {
  decoder: {
    electricity: METRIC_INDEX.energyCostPerMillionTokens,
    capital: METRIC_INDEX.capitalCostPerMillionTokens,
    cost: METRIC_INDEX.costPerMillionTokens,
    carbon: METRIC_INDEX.carbonPerMillionTokens,
  },
  layers: {
    electricity: METRIC_INDEX.energyCostPerMillionInferences,
    capital: METRIC_INDEX.capitalCostPerMillionInferences,
    cost: METRIC_INDEX.costPerMillionInferences,
    carbon: METRIC_INDEX.carbonPerMillionInferences,
  },
} as const;

/**
 * Writes those of a million output tokens, or inferences of a table of layers, that take `joules` each and are served at
 * `rate` per second and chip.
 */
export function writeServingEconomics(
  { outputs, structure }: Context,
  joules: number,
  rate: number,
  out: Float64Array,
): void {
  const { data, at: from } = outputs.economics;
  const columns = COLUMNS[structure.kind];
  const seconds = data[from + ECONOMICS_RESULT.productiveSeconds]!;
  const electricity = energyPerMillion(joules, data[from + ECONOMICS_RESULT.usdPerJoule]!);
  const capital = shareOfChipPerMillion(data[from + ECONOMICS_RESULT.capitalUsd]!, rate, seconds);
  out[columns.electricity] = electricity;
  out[columns.capital] = capital;
  out[columns.cost] = electricity + capital;
  out[columns.carbon] =
    energyPerMillion(joules, data[from + ECONOMICS_RESULT.kilogramsPerJoule]!) +
    shareOfChipPerMillion(data[from + ECONOMICS_RESULT.embodiedKilograms]!, rate, seconds);
}
