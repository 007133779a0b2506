import { energyPerMillionTokens, shareOfChipPerMillionTokens } from '../hardware/economics/operation';
import { ECONOMICS_RESULT } from '../hardware/economics/results';
import type { Context } from './context';
import { METRIC_INDEX } from './metrics';

/** Writes the metrics of cost and carbon of one chip. */
export function writeChipEconomics({ outputs }: Context, out: Float64Array): void {
  const { data, at: from } = outputs.economics;
  out[METRIC_INDEX.dieYield] = data[from + ECONOMICS_RESULT.dieYield]!;
  out[METRIC_INDEX.dieCost] = data[from + ECONOMICS_RESULT.goodDieUsd]!;
  out[METRIC_INDEX.chipCost] = data[from + ECONOMICS_RESULT.chipUsd]!;
  out[METRIC_INDEX.embodiedCarbon] = data[from + ECONOMICS_RESULT.embodiedKilograms]!;
}

/** Writes those of a million tokens that take `joules` each and are served at `rate` per second and chip. */
export function writeTokenEconomics({ outputs }: Context, joules: number, rate: number, out: Float64Array): void {
  const { data, at: from } = outputs.economics;
  const seconds = data[from + ECONOMICS_RESULT.productiveSeconds]!;
  const electricity = energyPerMillionTokens(joules, data[from + ECONOMICS_RESULT.usdPerJoule]!);
  const capital = shareOfChipPerMillionTokens(data[from + ECONOMICS_RESULT.capitalUsd]!, rate, seconds);
  out[METRIC_INDEX.energyCostPerMillionTokens] = electricity;
  out[METRIC_INDEX.capitalCostPerMillionTokens] = capital;
  out[METRIC_INDEX.costPerMillionTokens] = electricity + capital;
  out[METRIC_INDEX.carbonPerMillionTokens] =
    energyPerMillionTokens(joules, data[from + ECONOMICS_RESULT.kilogramsPerJoule]!) +
    shareOfChipPerMillionTokens(data[from + ECONOMICS_RESULT.embodiedKilograms]!, rate, seconds);
}
