import { METRICS, type Metric, type MetricId } from '../../../models/evaluate/metrics';

export interface TileSpec {
  readonly metric: Metric & { readonly id: MetricId };
  readonly label: string;
}

const SHORT: Partial<Record<MetricId, string>> = {
  ttft: 'First token',
  tpot: 'Per token',
  latency: 'Whole request',
  decodeThroughput: 'Tokens/s',
  energyPerOutputToken: 'Energy/token',
  energyPerPromptToken: 'Energy/prompt token',
  decodePower: 'Power/chip',
  area: 'Die area',
  memoryUse: 'Memory use',
  decodeUtilisation: 'Util., decode',
  prefillUtilisation: 'Util., prefill',
  chips: 'Chips',
};

/** In the order of the verdict; the first six are those that a narrow strip shows. */
const ORDER: readonly MetricId[] = [
  'ttft',
  'tpot',
  'decodeThroughput',
  'energyPerOutputToken',
  'memoryUse',
  'area',
  'latency',
  'decodePower',
  'prefillUtilisation',
  'decodeUtilisation',
];

export const TILES: readonly TileSpec[] = ORDER.flatMap((id) => {
  const metric = METRICS.find((candidate) => candidate.id === id);
  return metric === undefined ? [] : [{ metric, label: SHORT[id] ?? metric.label }];
});
