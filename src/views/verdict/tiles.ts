import type { WorkloadKind } from '../../../models/workload/types';
import { METRICS, type Metric, type MetricId } from '../../../models/evaluate/metrics/metrics';

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
  batchLatency: 'Batch latency',
  inferencesPerSecond: 'Inferences/s',
  energyPerInference: 'Energy/inference',
  inferencePower: 'Power/chip',
  inferenceUtilisation: 'Utilisation',
  largestBatch: 'Largest batch',
};

/** In the order of the verdict; the first six are those that a narrow strip shows. */
const ORDER: Readonly<Record<WorkloadKind, readonly MetricId[]>> = {
  decoder: [
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
  ],
  layers: [
    'batchLatency',
    'inferencesPerSecond',
    'energyPerInference',
    'inferenceUtilisation',
    'memoryUse',
    'area',
    'inferencePower',
    'largestBatch',
  ],
};

const tilesFor = (kind: WorkloadKind): readonly TileSpec[] =>
  ORDER[kind].flatMap((id) => {
    const metric = METRICS.find((candidate) => candidate.id === id);
    return metric === undefined ? [] : [{ metric, label: SHORT[id] ?? metric.label }];
  });

export const TILES: Readonly<Record<WorkloadKind, readonly TileSpec[]>> = {
  decoder: tilesFor('decoder'),
  layers: tilesFor('layers'),
};
