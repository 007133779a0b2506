import type { Quantity } from '../units';

/**
 * What the models say of a design in one number. Tiles, objectives, columns and file headers derive from this list;
 * `metric-documentation.ts` has its formulas and sources.
 */
export interface Metric {
  readonly id: string;
  readonly label: string;
  readonly quantity: Quantity;
  readonly better: 'lower' | 'higher' | 'neither';
}

export const METRICS = [
  {
    id: 'ttft',
    label: 'Time to first token',
    quantity: 'seconds',
    better: 'lower',
  },
  {
    id: 'tpot',
    label: 'Time per output token',
    quantity: 'seconds',
    better: 'lower',
  },
  {
    id: 'latency',
    label: 'Request latency',
    quantity: 'seconds',
    better: 'lower',
  },
  {
    id: 'decodeThroughput',
    label: 'Output tokens per second',
    quantity: 'tokensPerSecond',
    better: 'higher',
  },
  {
    id: 'decodeThroughputPerChip',
    label: 'Output tokens per second and chip',
    quantity: 'tokensPerSecond',
    better: 'higher',
  },
  {
    id: 'prefillThroughput',
    label: 'Prompt tokens per second',
    quantity: 'tokensPerSecond',
    better: 'higher',
  },
  {
    id: 'energyPerPromptToken',
    label: 'Energy per prompt token',
    quantity: 'joules',
    better: 'lower',
  },
  {
    id: 'energyPerOutputToken',
    label: 'Energy per output token',
    quantity: 'joules',
    better: 'lower',
  },
  {
    id: 'decodePower',
    label: 'Power per chip in decode',
    quantity: 'watts',
    better: 'lower',
  },
  {
    id: 'area',
    label: 'Die area',
    quantity: 'squareMetres',
    better: 'lower',
  },
  {
    id: 'prefillUtilisation',
    label: 'Compute utilisation in prefill',
    quantity: 'ratio',
    better: 'higher',
  },
  {
    id: 'decodeUtilisation',
    label: 'Compute utilisation in decode',
    quantity: 'ratio',
    better: 'higher',
  },
  {
    id: 'memoryNeeded',
    label: 'Memory needed per chip',
    quantity: 'bytes',
    better: 'lower',
  },
  {
    id: 'memoryUse',
    label: 'Memory needed / capacity',
    quantity: 'ratio',
    better: 'lower',
  },
  {
    id: 'largestBatch',
    label: 'Largest decode batch that fits',
    quantity: 'count',
    better: 'higher',
  },
  {
    id: 'chips',
    label: 'Chips of one model instance',
    quantity: 'count',
    better: 'lower',
  },
  {
    id: 'dieYield',
    label: 'Yield of a die',
    quantity: 'ratio',
    better: 'higher',
  },
  {
    id: 'dieCost',
    label: 'Cost of a good die',
    quantity: 'dollars',
    better: 'lower',
  },
  {
    id: 'chipCost',
    label: 'Cost of making a chip',
    quantity: 'dollars',
    better: 'lower',
  },
  {
    id: 'energyCostPerMillionTokens',
    label: 'Electricity for a million output tokens',
    quantity: 'dollars',
    better: 'lower',
  },
  {
    id: 'capitalCostPerMillionTokens',
    label: 'Chips for a million output tokens',
    quantity: 'dollars',
    better: 'lower',
  },
  {
    id: 'costPerMillionTokens',
    label: 'Cost of a million output tokens',
    quantity: 'dollars',
    better: 'lower',
  },
  {
    id: 'embodiedCarbon',
    label: 'Carbon of making a chip',
    quantity: 'kilograms',
    better: 'lower',
  },
  {
    id: 'carbonPerMillionTokens',
    label: 'Carbon of a million output tokens',
    quantity: 'kilograms',
    better: 'lower',
  },
] as const satisfies readonly Metric[];

export type MetricId = (typeof METRICS)[number]['id'];

export const METRIC_IDS: readonly MetricId[] = METRICS.map((metric) => metric.id);

/** Position of a metric in a row of results. */
export const METRIC_INDEX = Object.fromEntries(METRIC_IDS.map((id, index) => [id, index])) as Readonly<
  Record<MetricId, number>
>;

export function findMetric(id: string): Metric | undefined {
  return METRICS.find((metric) => metric.id === id);
}
