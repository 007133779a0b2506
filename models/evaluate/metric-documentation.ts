/** Where the metrics come from. Apart from their list, so that the page loads it when a reader asks. */
import type { MetricId } from './metrics';

export interface MetricDocumentation {
  readonly formula: string;
  readonly source: string;
  readonly notModelled: string;
}

const BOUND = 'Launch latency, scheduling, contention: a roofline time is a lower bound.';
const ENERGY_GAPS = 'Clock, control, instruction fetch, idle power, wires between memory banks.';
const DEFAULTS = 'docs/assumptions.md';
const VLLM = 'vLLM benchmark definitions of TTFT and TPOT';

export const METRIC_DOCUMENTATION: Readonly<Record<MetricId, MetricDocumentation>> = {
  ttft: {
    formula:
      'sum over prefill operators of max(compute, memory) + vector + collectives; pipeline: sum of stages + (m - 1) slowest stage + hops',
    source: VLLM,
    notModelled: BOUND,
  },
  tpot: {
    formula:
      '1 / (O - 1) x sum over i = 1 .. O-1 of the decode step that sees L + i keys; missing for one output token',
    source: VLLM,
    notModelled: BOUND,
  },
  latency: {
    formula: 'TTFT + (O - 1) x TPOT',
    source: VLLM,
    notModelled: `${BOUND} Queueing.`,
  },
  decodeThroughput: {
    formula: 'decode batch / TPOT x model instances on the system',
    source: DEFAULTS,
    notModelled: 'Prefill sharing the same chips.',
  },
  decodeThroughputPerChip: {
    formula: 'decode batch / TPOT / chips of one model instance',
    source: DEFAULTS,
    notModelled: 'Prefill sharing the same chips.',
  },
  prefillThroughput: {
    formula: 'prefill batch x prompt tokens / TTFT x model instances on the system',
    source: DEFAULTS,
    notModelled: 'Decode sharing the same chips.',
  },
  energyPerPromptToken: {
    formula: '(MAC + vector + SRAM + DRAM + link joules of prefill + leakage x TTFT) / (batch x prompt tokens)',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  energyPerOutputToken: {
    formula:
      '(MAC + vector + SRAM + DRAM + link joules of all decode steps + leakage x their time) / (batch x (O - 1))',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  decodePower: {
    formula: 'energy per output token x decode batch / TPOT / chips',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  area: {
    formula: 'processing elements x area of their largest native MAC + SRAM tiers',
    source: DEFAULTS,
    notModelled: 'Control, vector unit, network, interfaces, margins between blocks.',
  },
  prefillUtilisation: {
    formula: 'time that all MACs would take at peak rate / TTFT',
    source: DEFAULTS,
    notModelled: BOUND,
  },
  decodeUtilisation: {
    formula: 'time that all MACs would take at peak rate / time of all decode steps',
    source: DEFAULTS,
    notModelled: BOUND,
  },
  memoryNeeded: {
    formula: 'weights + KV cache and state at the end of the output + largest live activations, of the fullest rank',
    source: DEFAULTS,
    notModelled: 'Workspaces, fragmentation, the runtime itself.',
  },
  memoryUse: {
    formula: 'memory needed per chip / capacity of its main memory',
    source: DEFAULTS,
    notModelled: 'Workspaces, fragmentation, the runtime itself.',
  },
  largestBatch: {
    formula:
      '(capacity - weights) / (cache and live activations of one request at the end of the output), whole requests',
    source: DEFAULTS,
    notModelled: 'Paging granularity, fragmentation.',
  },
  chips: {
    formula: 'tensor x pipeline x expert parallelism; of both pools where prefill and decode differ',
    source: DEFAULTS,
    notModelled: 'Hosts, switches, spares.',
  },
};
