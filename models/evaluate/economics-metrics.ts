import { energyPerMillionTokens, shareOfChipPerMillionTokens } from '../hardware/economics/operation';
import type { Context } from './context';
import { METRIC_INDEX } from './metrics';
import { ECONOMICS } from './stages/economics';

/**
 * Writes the metrics of cost and carbon: of a chip, and of a million tokens that take `joules` each and are served at
 * `rate` per second and chip.
 */
export function writeEconomics(
  { outputs }: Context,
  joules: number,
  rate: number,
  out: Float64Array,
  at: number,
): void {
  const { data, at: from } = outputs.economics;
  const seconds = data[from + ECONOMICS.PRODUCTIVE_SECONDS]!;
  const electricity = energyPerMillionTokens(joules, data[from + ECONOMICS.USD_PER_JOULE]!);
  const capital = shareOfChipPerMillionTokens(data[from + ECONOMICS.CAPITAL_USD]!, rate, seconds);
  const embodied = data[from + ECONOMICS.EMBODIED_KILOGRAMS]!;
  out[at + METRIC_INDEX.dieYield] = data[from + ECONOMICS.DIE_YIELD]!;
  out[at + METRIC_INDEX.dieCost] = data[from + ECONOMICS.DIE_USD]!;
  out[at + METRIC_INDEX.chipCost] = data[from + ECONOMICS.CHIP_USD]!;
  out[at + METRIC_INDEX.energyCostPerMillionTokens] = electricity;
  out[at + METRIC_INDEX.capitalCostPerMillionTokens] = capital;
  out[at + METRIC_INDEX.costPerMillionTokens] = electricity + capital;
  out[at + METRIC_INDEX.embodiedCarbon] = embodied;
  out[at + METRIC_INDEX.carbonPerMillionTokens] =
    energyPerMillionTokens(joules, data[from + ECONOMICS.KILOGRAMS_PER_JOULE]!) +
    shareOfChipPerMillionTokens(embodied, rate, seconds);
}
