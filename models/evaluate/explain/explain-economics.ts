/** Cost and carbon of an evaluated design in words and rows. Apart from the report: it brings all sources with it. */
import type { Design } from '../../design/types';
import { type ChipServing, explainEconomics, type EconomicsRow } from '../../hardware/economics/explain';
import type { EconomicsChip } from '../../hardware/economics/inputs';
import type { MetricId } from '../metrics/metrics';
import { PART_READERS } from '../parts';
import type { Report } from './report';
import { economicsChip } from '../stages/economics';

/** The row that explains a metric of cost or carbon. */
export const ECONOMICS_ROW_OF_METRIC: Readonly<Partial<Record<MetricId, string>>> = {
  dieYield: 'dieYield',
  dieCost: 'goodDieUsd',
  chipCost: 'chipUsd',
  energyCostPerMillionTokens: 'energyUsd',
  capitalCostPerMillionTokens: 'hardwareUsd',
  costPerMillionTokens: 'usd',
  embodiedCarbon: 'embodiedKilograms',
  carbonPerMillionTokens: 'kilograms',
  energyCostPerMillionInferences: 'energyUsd',
  capitalCostPerMillionInferences: 'hardwareUsd',
  costPerMillionInferences: 'usd',
  carbonPerMillionInferences: 'kilograms',
};

/** Figures, results of one chip, and what a million output tokens, or inferences, cost and emit. */
export function economicsRows(design: Design, report: Report): readonly EconomicsRow[] {
  return explainEconomics(chipOf(design, report), servingOf(report));
}

/** A table of layers runs on one chip. */
function servingOf({ metrics, workloadKind }: Report): ChipServing {
  return workloadKind === 'layers'
    ? {
        served: 'inference',
        joulesEach: metrics.energyPerInference,
        perSecondAndChip: metrics.inferencesPerSecond / metrics.chips,
      }
    : {
        served: 'token',
        joulesEach: metrics.energyPerOutputToken,
        perSecondAndChip: metrics.decodeThroughputPerChip,
      };
}

/** Why a metric of cost or carbon has no value: empty where it has one, and for other metrics. */
export function economicsReason(metric: MetricId, design: Design, report: Report): string {
  const id = ECONOMICS_ROW_OF_METRIC[metric];
  const row = id === undefined ? undefined : economicsRows(design, report).find((candidate) => candidate.id === id);
  return row?.confidence === 'missing' ? row.note : '';
}

function chipOf(design: Design, { area }: Report): EconomicsChip {
  const { technology, tiers } = design.accelerator;
  return economicsChip(technology, tiers, PART_READERS.economics(design), area.total);
}
