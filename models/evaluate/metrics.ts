import type { Quantity } from '../units';

/** What the models say of a design in one number. Tiles, objectives, columns and file headers derive from this list. */
export interface Metric {
  readonly id: string;
  readonly label: string;
  readonly quantity: Quantity;
  readonly better: 'lower' | 'higher' | 'neither';
  readonly formula: string;
  readonly source: string;
  readonly notModelled: string;
}

const BOUND = 'Launch latency, scheduling, contention: a roofline time is a lower bound.';
const ENERGY_GAPS = 'Clock, control, instruction fetch, idle power, wires between memory banks.';
const DEFAULTS = 'docs/assumptions.md';
const VLLM = 'vLLM benchmark definitions of TTFT and TPOT';

export const METRICS = [
  {
    id: 'ttft',
    label: 'Time to first token',
    quantity: 'seconds',
    better: 'lower',
    formula:
      'sum over prefill operators of max(compute, memory) + vector + collectives; pipeline: sum of stages + (m - 1) slowest stage + hops',
    source: VLLM,
    notModelled: BOUND,
  },
  {
    id: 'tpot',
    label: 'Time per output token',
    quantity: 'seconds',
    better: 'lower',
    formula:
      '1 / (O - 1) x sum over i = 1 .. O-1 of the decode step that sees L + i keys; missing for one output token',
    source: VLLM,
    notModelled: BOUND,
  },
  {
    id: 'latency',
    label: 'Request latency',
    quantity: 'seconds',
    better: 'lower',
    formula: 'TTFT + (O - 1) x TPOT',
    source: VLLM,
    notModelled: `${BOUND} Queueing.`,
  },
  {
    id: 'decodeThroughput',
    label: 'Output tokens per second',
    quantity: 'tokensPerSecond',
    better: 'higher',
    formula: 'decode batch / TPOT x model instances on the system',
    source: DEFAULTS,
    notModelled: 'Prefill sharing the same chips.',
  },
  {
    id: 'decodeThroughputPerChip',
    label: 'Output tokens per second and chip',
    quantity: 'tokensPerSecond',
    better: 'higher',
    formula: 'decode batch / TPOT / chips of one model instance',
    source: DEFAULTS,
    notModelled: 'Prefill sharing the same chips.',
  },
  {
    id: 'prefillThroughput',
    label: 'Prompt tokens per second',
    quantity: 'tokensPerSecond',
    better: 'higher',
    formula: 'prefill batch x prompt tokens / TTFT x model instances on the system',
    source: DEFAULTS,
    notModelled: 'Decode sharing the same chips.',
  },
  {
    id: 'energyPerPromptToken',
    label: 'Energy per prompt token',
    quantity: 'joules',
    better: 'lower',
    formula: '(MAC + vector + SRAM + DRAM + link joules of prefill + leakage x TTFT) / (batch x prompt tokens)',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  {
    id: 'energyPerOutputToken',
    label: 'Energy per output token',
    quantity: 'joules',
    better: 'lower',
    formula:
      '(MAC + vector + SRAM + DRAM + link joules of all decode steps + leakage x their time) / (batch x (O - 1))',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  {
    id: 'decodePower',
    label: 'Power per chip in decode',
    quantity: 'watts',
    better: 'lower',
    formula: 'energy per output token x decode batch / TPOT / chips',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  {
    id: 'area',
    label: 'Die area',
    quantity: 'squareMetres',
    better: 'lower',
    formula: 'processing elements x area of their largest native MAC + SRAM tiers',
    source: DEFAULTS,
    notModelled: 'Control, vector unit, network, interfaces, margins between blocks.',
  },
  {
    id: 'prefillUtilisation',
    label: 'Compute utilisation in prefill',
    quantity: 'ratio',
    better: 'higher',
    formula: 'time that all MACs would take at peak rate / TTFT',
    source: DEFAULTS,
    notModelled: BOUND,
  },
  {
    id: 'decodeUtilisation',
    label: 'Compute utilisation in decode',
    quantity: 'ratio',
    better: 'higher',
    formula: 'time that all MACs would take at peak rate / time of all decode steps',
    source: DEFAULTS,
    notModelled: BOUND,
  },
  {
    id: 'memoryNeeded',
    label: 'Memory needed per chip',
    quantity: 'bytes',
    better: 'lower',
    formula: 'weights + KV cache and state at the end of the output + largest live activations, of the fullest rank',
    source: DEFAULTS,
    notModelled: 'Workspaces, fragmentation, the runtime itself.',
  },
  {
    id: 'memoryUse',
    label: 'Memory needed / capacity',
    quantity: 'ratio',
    better: 'lower',
    formula: 'memory needed per chip / capacity of its main memory',
    source: DEFAULTS,
    notModelled: 'Workspaces, fragmentation, the runtime itself.',
  },
  {
    id: 'largestBatch',
    label: 'Largest decode batch that fits',
    quantity: 'count',
    better: 'higher',
    formula:
      '(capacity - weights) / (cache and live activations of one request at the end of the output), whole requests',
    source: DEFAULTS,
    notModelled: 'Paging granularity, fragmentation.',
  },
  {
    id: 'chips',
    label: 'Chips of one model instance',
    quantity: 'count',
    better: 'lower',
    formula: 'tensor x pipeline x expert parallelism; of both pools where prefill and decode differ',
    source: DEFAULTS,
    notModelled: 'Hosts, switches, spares.',
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
