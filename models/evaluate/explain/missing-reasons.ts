import type { Design } from '../../design/types';
import { economicsReason } from './explain-economics';
import type { MetricId } from '../metrics/metrics';
import type { Report } from './report';

const ABOUT_ENERGY: ReadonlySet<MetricId> = new Set([
  'energyPerPromptToken',
  'energyPerOutputToken',
  'decodePower',
  'energyPerInference',
  'inferencePower',
]);

/** Why a metric has no value, in sentences: what kept the design from an answer, else the figures that are missing. */
export function missingReasons(metric: MetricId, report: Report, design: Design): readonly string[] {
  const { reasons, gaps } = report;
  const economics = economicsReason(metric, design, report);
  if (economics !== '') return [...reasons, economics];
  const pattern = ABOUT_ENERGY.has(metric) ? /energy|joule|node|leak|technology/i : /area|node|technology/i;
  const concerned =
    ABOUT_ENERGY.has(metric) || metric === 'area'
      ? gaps.filter((gap) => pattern.test(gap) && !gap.startsWith('Not modelled'))
      : [];
  const all = [...reasons, ...concerned];
  return all.length > 0 ? all : ['One of its inputs is missing.'];
}
