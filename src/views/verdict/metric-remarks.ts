import type { Design } from '../../../models/design/types';
import { economicsRows, ECONOMICS_ROW_OF_METRIC } from '../../../models/evaluate/explain/explain-economics';
import { explainEnergy } from '../../../models/evaluate/explain/explain-energy';
import type { MetricId } from '../../../models/evaluate/metrics/metrics';
import { areaOmissions, energyOmissions } from '../../../models/evaluate/explain/omissions';
import type { ProductMapper } from '../../../models/evaluate/mapped/product-mapper';
import type { Report } from '../../../models/evaluate/explain/report';
import { economicsText } from '../../../models/hardware/economics/row-text';
import { formatQuantity } from '../../../models/units';
import type { Phase } from '../../../models/workload/lowering/rows';

const PHASE_OF_ENERGY: Readonly<Partial<Record<MetricId, Phase>>> = {
  energyPerPromptToken: 'prefill',
  energyPerOutputToken: 'decode',
  energyPerInference: 'prefill',
};

/** What to know beside a value of energy, area or cost: the span of figures that disagree, and what it is without. */
export function metricRemarks(
  metric: MetricId,
  report: Report,
  design: Design,
  mapper: ProductMapper | null,
): readonly string[] {
  const phase = PHASE_OF_ENERGY[metric];
  const without = (omissions: readonly string[]) =>
    omissions.length === 0 ? [] : [`Without ${omissions.join(', ')}.`];
  if (phase !== undefined) return [...energySpan(phase, report, design, mapper), ...without(energyOmissions(design))];
  if (metric === 'decodePower' || metric === 'inferencePower') return without(energyOmissions(design));
  if (metric === 'area') return without(areaOmissions(design));
  return economicsSpan(metric, report, design);
}

function energySpan(phase: Phase, report: Report, design: Design, mapper: ProductMapper | null): readonly string[] {
  const { low, high } = explainEnergy(design, report, mapper).phases[phase];
  return spanSentence(low.total, high.total, (value) => formatQuantity(value, 'joules').text);
}

function economicsSpan(metric: MetricId, report: Report, design: Design): readonly string[] {
  const id = ECONOMICS_ROW_OF_METRIC[metric];
  const row = id === undefined ? undefined : economicsRows(design, report).find((candidate) => candidate.id === id);
  return row === undefined ? [] : spanSentence(row.low, row.high, (value) => economicsText({ ...row, value }));
}

function spanSentence(low: number, high: number, text: (value: number) => string): readonly string[] {
  return low < high ? [`Figures of different sources span ${text(low)} to ${text(high)}.`] : [];
}
