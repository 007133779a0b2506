/** Where the metrics come from. Apart from their list, so that the page loads it when a reader asks. */
import type { MetricId } from './metrics';

export interface MetricDocumentation {
  readonly formula: string;
  readonly source: string;
  readonly notModelled: string;
}

const BOUND = 'Launch latency, scheduling, contention: a roofline time is a lower bound.';
const ENERGY_GAPS = 'Clock, control and idle power where the user states none, wires to the array, DRAM refresh.';
const DIE_GAPS =
  'Parts of the die whose area is not counted; masks, design, test, margin; several dies in a package; repair.';
const OPERATION_GAPS = 'Hosts, network gear, buildings, staff, cost of capital.';
const SERVING_GAPS = 'Prefill; hosts, network gear, buildings, staff, cost of capital.';
const DEFAULTS = 'docs/assumptions.md';
const COSMA = 'question of Li, Gupta, Malik (COSMA, arXiv 2311.18246); docs/assumptions.md, scheduling in a scratchpad';
const SCHEDULE_GAPS =
  'Weights, embedding, tiles of a layer, splits over chips or cores. Where a proof takes too long this is the least that was found: no less than the optimum.';
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
    formula:
      '(MAC + vector + register + SRAM + control + DRAM + link joules of prefill + (idle power, else leakage) x TTFT x chips) / (batch x prompt tokens)',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  energyPerOutputToken: {
    formula:
      '(MAC + vector + register + SRAM + control + DRAM + link joules of all decode steps + (idle power, else leakage) x their time x chips) / (batch x (O - 1))',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  decodePower: {
    formula: 'energy per output token x decode batch / TPOT / chips',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  area: {
    formula:
      'processing elements x area of their largest native MAC + SRAM tiers + vector lanes + links + rest of the die',
    source: DEFAULTS,
    notModelled: 'What has neither a sourced area nor one of the user’s: see the gaps.',
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
  batchLatency: {
    formula: 'sum over operators of max(compute, memory) + vector + overhead, each for the whole batch',
    source: DEFAULTS,
    notModelled: `${BOUND} Layers that run at the same time, activations that stay on the chip between layers.`,
  },
  inferencesPerSecond: {
    formula: 'batch / latency of a batch x chips of the system',
    source: DEFAULTS,
    notModelled: 'Overlap of one batch with the next.',
  },
  energyPerInference: {
    formula: '(MAC + vector + SRAM + DRAM joules + leakage x latency of a batch) / batch',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  inferencePower: {
    formula: 'energy per inference x batch / latency of a batch',
    source: DEFAULTS,
    notModelled: ENERGY_GAPS,
  },
  inferenceUtilisation: {
    formula: 'time that all MACs would take at peak rate / latency of a batch',
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
      '(capacity - weights) / (cache at the end of the output and live activations of one request or inference), whole ones',
    source: DEFAULTS,
    notModelled: 'Paging granularity, fragmentation.',
  },
  chips: {
    formula: 'tensor x pipeline x expert parallelism; of both pools where prefill and decode differ',
    source: DEFAULTS,
    notModelled: 'Hosts, switches, spares.',
  },
  dieYield: {
    formula: '(1 + area x defects / clustering)^-clustering',
    source: DEFAULTS,
    notModelled: DIE_GAPS,
  },
  dieCost: {
    formula: 'wafer price / (whole dies per wafer x yield)',
    source: DEFAULTS,
    notModelled: DIE_GAPS,
  },
  chipCost: {
    formula: 'good die + package and assembly + memory bytes x price per byte',
    source: DEFAULTS,
    notModelled: DIE_GAPS,
  },
  energyCostPerMillionTokens: {
    formula: '10^6 x energy per output token x PUE x electricity price',
    source: DEFAULTS,
    notModelled: SERVING_GAPS,
  },
  capitalCostPerMillionTokens: {
    formula:
      '10^6 x (purchase price of a chip, else the cost of making it) / (output tokens per second and chip x time in service x time at work)',
    source: DEFAULTS,
    notModelled: SERVING_GAPS,
  },
  costPerMillionTokens: {
    formula: 'electricity + chips for a million output tokens',
    source: DEFAULTS,
    notModelled: SERVING_GAPS,
  },
  embodiedCarbon: {
    formula: 'area x (fab electricity x its grid + gases + materials) / yield + package + memory',
    source: DEFAULTS,
    notModelled: DIE_GAPS,
  },
  carbonPerMillionTokens: {
    formula:
      '10^6 x (energy per output token x PUE x grid + carbon of making a chip / (output tokens per second and chip x time in service x time at work))',
    source: DEFAULTS,
    notModelled: SERVING_GAPS,
  },
  energyCostPerMillionInferences: {
    formula: '10^6 x energy per inference x PUE x electricity price',
    source: DEFAULTS,
    notModelled: OPERATION_GAPS,
  },
  capitalCostPerMillionInferences: {
    formula:
      '10^6 x (purchase price of a chip, else the cost of making it) / (inferences per second and chip x time in service x time at work)',
    source: DEFAULTS,
    notModelled: OPERATION_GAPS,
  },
  costPerMillionInferences: {
    formula: 'electricity + chips for a million inferences',
    source: DEFAULTS,
    notModelled: OPERATION_GAPS,
  },
  carbonPerMillionInferences: {
    formula:
      '10^6 x (energy per inference x PUE x grid + carbon of making a chip / (inferences per second and chip x time in service x time at work))',
    source: DEFAULTS,
    notModelled: OPERATION_GAPS,
  },
  ...spillDocumentation('prefill', 'a prefill pass'),
  ...spillDocumentation('decode', 'the last decode step'),
  ...spillDocumentation('inference', 'a batch'),
};

type SpillMetricId<Of extends string> = `${Of}Spill${'Traffic' | 'Energy' | 'Time' | 'FreeScratchpad'}`;

/** Of the metrics of one graph's best schedule: see `spillMetrics`. */
function spillDocumentation<Of extends string>(of: Of, where: string) {
  const documentation: Readonly<Record<SpillMetricId<''>, MetricDocumentation>> = {
    SpillTraffic: {
      formula: `least over orders, replacements and addresses of the bytes of activations written to main memory and fetched again in ${where}, the compulsory ones aside, in the outermost on-chip memory of all cores; missing where an operator does not fit`,
      source: COSMA,
      notModelled: SCHEDULE_GAPS,
    },
    SpillEnergy: {
      formula: 'spill traffic x joules a byte of main memory, reads and writes in equal parts',
      source: DEFAULTS,
      notModelled: `Energy in the scratchpad and on the way. ${SCHEDULE_GAPS}`,
    },
    SpillTime: {
      formula: 'spill traffic / (bandwidth of main memory x memory efficiency)',
      source: DEFAULTS,
      notModelled: `Latency, overlap with computing. ${SCHEDULE_GAPS}`,
    },
    SpillFreeScratchpad: {
      formula: `smallest scratchpad in which a schedule of ${where} with addresses has no spill traffic`,
      source: COSMA,
      notModelled: SCHEDULE_GAPS,
    },
  };
  const entries = Object.entries(documentation).map(([id, text]) => [`${of}${id}`, text] as const);
  return Object.fromEntries(entries) as Readonly<Record<SpillMetricId<Of>, MetricDocumentation>>;
}
