import type { Quantity } from '../../units';
import type { Phase } from '../../workload/lowering/rows';
import type { WorkloadKind } from '../../workload/types';

/**
 * What the models say of a design in one number. Tiles, objectives, columns and file headers derive from this list;
 * `metric-documentation.ts` has its formulas and sources.
 */
export interface Metric {
  readonly id: string;
  readonly label: string;
  readonly quantity: Quantity;
  readonly better: 'lower' | 'higher' | 'neither';
  /** Kinds of workloads that have this metric; it is missing of the others. */
  readonly appliesTo: readonly WorkloadKind[];
  /**
   * Of metrics of the best schedule in the scratchpad: the phase whose graph is scheduled; tables of layers have the first
   * alone. They take a search, so that they are evaluated only where they are asked for.
   */
  readonly schedule?: Phase;
}

const DECODERS: readonly WorkloadKind[] = ['decoder'];
const TABLES: readonly WorkloadKind[] = ['layers'];
const ALL: readonly WorkloadKind[] = ['decoder', 'layers'];

export const METRICS = [
  {
    id: 'ttft',
    label: 'Time to first token',
    quantity: 'seconds',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'tpot',
    label: 'Time per output token',
    quantity: 'seconds',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'latency',
    label: 'Request latency',
    quantity: 'seconds',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'decodeThroughput',
    label: 'Output tokens per second',
    quantity: 'tokensPerSecond',
    better: 'higher',
    appliesTo: DECODERS,
  },
  {
    id: 'decodeThroughputPerChip',
    label: 'Output tokens per second and chip',
    quantity: 'tokensPerSecond',
    better: 'higher',
    appliesTo: DECODERS,
  },
  {
    id: 'prefillThroughput',
    label: 'Prompt tokens per second',
    quantity: 'tokensPerSecond',
    better: 'higher',
    appliesTo: DECODERS,
  },
  {
    id: 'energyPerPromptToken',
    label: 'Energy per prompt token',
    quantity: 'joules',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'energyPerOutputToken',
    label: 'Energy per output token',
    quantity: 'joules',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'decodePower',
    label: 'Power per chip in decode',
    quantity: 'watts',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'area',
    label: 'Die area',
    quantity: 'squareMetres',
    better: 'lower',
    appliesTo: ALL,
  },
  {
    id: 'prefillUtilisation',
    label: 'Compute utilisation in prefill',
    quantity: 'ratio',
    better: 'higher',
    appliesTo: DECODERS,
  },
  {
    id: 'decodeUtilisation',
    label: 'Compute utilisation in decode',
    quantity: 'ratio',
    better: 'higher',
    appliesTo: DECODERS,
  },
  {
    id: 'batchLatency',
    label: 'Latency of a batch',
    quantity: 'seconds',
    better: 'lower',
    appliesTo: TABLES,
  },
  {
    id: 'inferencesPerSecond',
    label: 'Inferences per second',
    quantity: 'perSecond',
    better: 'higher',
    appliesTo: TABLES,
  },
  {
    id: 'energyPerInference',
    label: 'Energy per inference',
    quantity: 'joules',
    better: 'lower',
    appliesTo: TABLES,
  },
  {
    id: 'inferencePower',
    label: 'Power per chip in inference',
    quantity: 'watts',
    better: 'lower',
    appliesTo: TABLES,
  },
  {
    id: 'inferenceUtilisation',
    label: 'Compute utilisation in inference',
    quantity: 'ratio',
    better: 'higher',
    appliesTo: TABLES,
  },
  {
    id: 'memoryNeeded',
    label: 'Memory needed per chip',
    quantity: 'bytes',
    better: 'lower',
    appliesTo: ALL,
  },
  {
    id: 'memoryUse',
    label: 'Memory needed / capacity',
    quantity: 'ratio',
    better: 'lower',
    appliesTo: ALL,
  },
  {
    id: 'largestBatch',
    label: 'Largest batch that fits',
    quantity: 'count',
    better: 'higher',
    appliesTo: ALL,
  },
  {
    id: 'chips',
    label: 'Chips of one model instance',
    quantity: 'count',
    better: 'lower',
    appliesTo: ALL,
  },
  {
    id: 'dieYield',
    label: 'Yield of a die',
    quantity: 'ratio',
    better: 'higher',
    appliesTo: ALL,
  },
  {
    id: 'dieCost',
    label: 'Cost of a good die',
    quantity: 'dollars',
    better: 'lower',
    appliesTo: ALL,
  },
  {
    id: 'chipCost',
    label: 'Cost of making a chip',
    quantity: 'dollars',
    better: 'lower',
    appliesTo: ALL,
  },
  {
    id: 'energyCostPerMillionTokens',
    label: 'Electricity for a million output tokens',
    quantity: 'dollars',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'capitalCostPerMillionTokens',
    label: 'Chips for a million output tokens',
    quantity: 'dollars',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'costPerMillionTokens',
    label: 'Cost of a million output tokens',
    quantity: 'dollars',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'embodiedCarbon',
    label: 'Carbon of making a chip',
    quantity: 'kilograms',
    better: 'lower',
    appliesTo: ALL,
  },
  {
    id: 'carbonPerMillionTokens',
    label: 'Carbon of a million output tokens',
    quantity: 'kilograms',
    better: 'lower',
    appliesTo: DECODERS,
  },
  {
    id: 'energyCostPerMillionInferences',
    label: 'Electricity for a million inferences',
    quantity: 'dollars',
    better: 'lower',
    appliesTo: TABLES,
  },
  {
    id: 'capitalCostPerMillionInferences',
    label: 'Chips for a million inferences',
    quantity: 'dollars',
    better: 'lower',
    appliesTo: TABLES,
  },
  {
    id: 'costPerMillionInferences',
    label: 'Cost of a million inferences',
    quantity: 'dollars',
    better: 'lower',
    appliesTo: TABLES,
  },
  {
    id: 'carbonPerMillionInferences',
    label: 'Carbon of a million inferences',
    quantity: 'kilograms',
    better: 'lower',
    appliesTo: TABLES,
  },
  ...spillMetrics('prefill', 'a prefill pass', DECODERS, 'prefill'),
  ...spillMetrics('decode', 'a decode step', DECODERS, 'decode'),
  ...spillMetrics('inference', 'a batch', TABLES, 'prefill'),
] as const satisfies readonly Metric[];

/** What the best schedule of one graph moves twice, its energy and time, and the size that avoids it. */
function spillMetrics<const Of extends string>(
  of: Of,
  where: string,
  appliesTo: readonly WorkloadKind[],
  schedule: Phase,
) {
  const shared = { better: 'lower', appliesTo, schedule } as const;
  return [
    { id: `${of}SpillTraffic`, label: `Spill traffic of ${where}`, quantity: 'bytes', ...shared },
    { id: `${of}SpillEnergy`, label: `Energy of spills in ${where}`, quantity: 'joules', ...shared },
    { id: `${of}SpillTime`, label: `Time of spills in ${where}`, quantity: 'seconds', ...shared },
    { id: `${of}SpillFreeScratchpad`, label: `Scratchpad for ${where} without spills`, quantity: 'bytes', ...shared },
  ] as const;
}

export type MetricId = (typeof METRICS)[number]['id'];

export const METRIC_IDS: readonly MetricId[] = METRICS.map((metric) => metric.id);

/** Position of a metric in a row of results. */
export const METRIC_INDEX = Object.fromEntries(METRIC_IDS.map((id, index) => [id, index])) as Readonly<
  Record<MetricId, number>
>;

export function findMetric(id: string): Metric | undefined {
  return METRICS.find((metric) => metric.id === id);
}

/** How values are compared: shares of a whole, and what may be nothing, by difference; all else by ratio. */
export function scaleOf(id: string): 'linear' | 'log' {
  const metric = findMetric(id);
  return metric?.quantity === 'ratio' || metric?.schedule !== undefined ? 'linear' : 'log';
}

/** The metrics that designs of these kinds of workloads have, in their order. */
export function metricsOf(kinds: readonly WorkloadKind[]): readonly (typeof METRICS)[number][] {
  return METRICS.filter(({ appliesTo }) => appliesTo.some((kind) => kinds.includes(kind)));
}

/** Those without metrics of schedules, but for the phases that are scheduled. */
export function metricsWith(kinds: readonly WorkloadKind[], schedules: { has: (phase: Phase) => boolean }) {
  return metricsOf(kinds).filter(({ schedule }: Metric) => schedule === undefined || schedules.has(schedule));
}

/** Ids of all metrics of schedules. */
export function scheduleMetricIds(): readonly MetricId[] {
  return METRICS.flatMap((metric) => ('schedule' in metric ? [metric.id] : []));
}

/** The phases whose graphs are scheduled for any of these metrics. */
export function schedulesFor(metrics: Iterable<string>): ReadonlySet<Phase> {
  return new Set([...metrics].flatMap((id) => findMetric(id)?.schedule ?? []));
}
