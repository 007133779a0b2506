/** Where each number of `arrays-data.ts` comes from. Loaded only when a reader asks. */
import type { Basis, FieldConfidence } from './provenance-types';

/** Documents and files that were read for the array designs. */
export const ARRAY_SOURCES = {
  'google-v4': 'Google Cloud, TPU v4 system architecture, https://cloud.google.com/tpu/docs/v4',
  'google-v5e': 'Google Cloud, TPU v5e system architecture, https://cloud.google.com/tpu/docs/v5e',
  'google-v5p': 'Google Cloud, TPU v5p system architecture, https://cloud.google.com/tpu/docs/v5p-training',
  jax: 'github:jax-ml/jax@04c63627 jax/_src/pallas/mosaic/tpu_info.py (figures per core, times cores)',
  'scaling-book': 'github:jax-ml/scaling-book@04d8de58 tpus.md, "How to Think About TPUs"',
  'tpu-v4-isca':
    'Jouppi et al., TPU v4, ISCA 2023, arXiv:2304.01433, as summarised in a lecture on TPU v4 by B. J. Lynskey',
  'tpu-v4i-isca': 'Jouppi et al., Ten Lessons From Three Generations Shaped Google’s TPUv4i, ISCA 2021, as quoted',
  'tpu-v1-isca': 'Jouppi et al., In-Datacenter Performance Analysis of a Tensor Processing Unit, ISCA 2017, as quoted',
  epoch: 'Epoch AI, Data on Machine Learning Hardware (CC-BY), row of the chip',
  coral: 'Coral, Edge TPU frequently asked questions and technology pages (4 TOPS, 2 TOPS/W)',
  'zigzag-tpu': 'github:KULeuven-MICAS/zigzag@3d12a96e zigzag/inputs/hardware/tpu_like.yaml',
  'zigzag-edge': 'github:KULeuven-MICAS/zigzag@3d12a96e zigzag/inputs/hardware/edge_tpu_like.yaml',
  simba: 'Shao et al., Simba, MICRO-52 (2019), abstract; VLSI 2019 abstract',
  'timeloop-simba': 'github:Accelergy-Project/timeloop-accelergy-exercises@2d551080, design simba_like',
  gemmini: 'github:ucb-bar/gemmini@0064b941 src/main/scala/gemmini/Configs.scala, defaultConfig',
  eyeriss: 'Chen et al., Eyeriss, IEEE JSSC 2017, abstract (168 elements, core clock 100 to 250 MHz)',
  'timeloop-eyeriss': 'github:Accelergy-Project/timeloop-accelergy-exercises@2d551080, design eyeriss_like',
  jedec: 'JEDEC LPDDR4: 3200 MT/s on 64 bits are 25.6 GB/s',
  none: 'Ridgeline’s own choice for this design',
} as const satisfies Record<string, string>;

export type ArraySource = keyof typeof ARRAY_SOURCES;

/** Paths, separated by spaces, each standing for itself and all below it; the first rule that matches counts. */
export type FieldRule = readonly [
  paths: string,
  basis: Basis,
  sources: readonly ArraySource[],
  confidence: FieldConfidence,
  note?: string,
];

export interface ArrayProvenance {
  readonly conflicts: readonly string[];
  readonly notes: readonly string[];
  readonly rules: readonly FieldRule[];
}

const NETWORK_ASSUMED: FieldRule = [
  'network',
  'assumption',
  ['none'],
  'low',
  'no link is known; how many chips to join is yours to choose',
];
const LPDDR4_ASSUMED: FieldRule = [
  'accelerator.tiers.dram',
  'assumption',
  ['jedec', 'none'],
  'low',
  'the source design has no memory of its own; LPDDR4 because its energy is sourced',
];
const ONE_MAC: FieldRule = [
  'accelerator.matrix.macsPerCycle',
  'sourced',
  ['gemmini'],
  'high',
  'one multiply-accumulate per element and cycle',
];
const TPU_WEIGHT_STATIONARY: FieldRule = [
  'accelerator.matrix.dataflow',
  'sourced',
  ['scaling-book'],
  'high',
  'weights stay, activations stream',
];
const VECTOR_NOTE = 'ALUs of the vector units times clock: 8 sublanes x 128 lanes, 2 ALUs each on v4 and 4 on v5';

export const ARRAY_PROVENANCE: Readonly<Record<string, ArrayProvenance>> = {
  'tpu-v4': {
    conflicts: [
      'memory bandwidth: 1200 GB/s (Google), 1230 GB/s (JAX)',
      'INT8: 275 TOPS (Google, Epoch), none (JAX)',
      'power: 340 W thermal design power (Epoch); 192 W is the most that Google measured',
    ],
    notes: [
      'Two cores of four arrays each; the eight arrays stand side by side here and VMEM is the sum of both cores.',
      'Bandwidth of VMEM and CMEM is not published.',
    ],
    rules: [
      [
        'accelerator.matrix.clockHz',
        'sourced',
        ['tpu-v4-isca', 'google-v4'],
        'high',
        'eight arrays at 1050 MHz give the published 275 TFLOP/s',
      ],
      TPU_WEIGHT_STATIONARY,
      ['accelerator.matrix.cores', 'sourced', ['google-v4'], 'high', '2 TensorCores x 4 matrix units'],
      ['accelerator.matrix.rows accelerator.matrix.columns', 'sourced', ['scaling-book'], 'high'],
      [
        'accelerator.matrix.macsPerCycle',
        'derived',
        ['google-v4'],
        'high',
        '275 teraflops in bf16 or int8 = 2 x 8 x 128 x 128 x 1050 MHz',
      ],
      ['accelerator.vector.laneOpsPerSecond', 'derived', ['scaling-book', 'google-v4'], 'medium', VECTOR_NOTE],
      ['accelerator.tiers.sram', 'sourced', ['jax'], 'high', '16 MiB to each of two cores'],
      ['accelerator.tiers.cmem', 'sourced', ['jax', 'tpu-v4i-isca'], 'high', 'JAX rounds 128 MiB to 134,000,000 bytes'],
      ['accelerator.tiers.dram', 'sourced', ['google-v4'], 'high', 'HBM2, 32 GiB, 1200 GB/s'],
      ['accelerator.technology.nodeNm', 'sourced', ['tpu-v4-isca', 'epoch'], 'high'],
      ['accelerator.technology.idleWatts', 'sourced', ['tpu-v4-isca'], 'high', 'Table 4: chip with its HBM, 90 W idle'],
      ['accelerator.published.thermalDesignPowerWatts', 'sourced', ['epoch'], 'low'],
      [
        'network.scale-up.bytesPerSecond',
        'derived',
        ['scaling-book'],
        'medium',
        'in a tray of 2 x 2 each chip has two neighbours, 45 GB/s each way to either',
      ],
      ['network.scale-up.topology', 'derived', ['scaling-book'], 'medium', 'four chips in a square are a ring'],
      ['network.scale-up.fanOut', 'sourced', ['scaling-book'], 'high', 'four chips to a host: 2 x 2 x 1'],
    ],
  },
  'tpu-v4i': {
    conflicts: [],
    notes: ['Bandwidth of VMEM and CMEM is not published.'],
    rules: [
      [
        'accelerator.matrix.clockHz',
        'sourced',
        ['epoch'],
        'high',
        'four arrays at 1055 MHz give 138 of the published 137 TFLOP/s',
      ],
      TPU_WEIGHT_STATIONARY,
      ['accelerator.matrix.macsPerCycle', 'derived', ['jax'], 'high', 'peak over arrays and clock'],
      ['accelerator.matrix', 'sourced', ['jax', 'scaling-book'], 'high'],
      ['accelerator.tiers.cmem accelerator.tiers.sram', 'sourced', ['jax'], 'high'],
      ['accelerator.tiers.dram.dramType', 'sourced', ['tpu-v4i-isca'], 'high'],
      ['accelerator.tiers.dram', 'sourced', ['jax'], 'high'],
      ['accelerator.technology.idleWatts', 'sourced', ['tpu-v4i-isca'], 'high', 'Tables 1 and 2: 55 W idle'],
      [
        'accelerator.technology.otherSquareMetres',
        'derived',
        ['epoch'],
        'low',
        'a die of at most 400 mm² less what is modelled of it: an upper bound',
      ],
      ['accelerator.technology accelerator.published', 'sourced', ['epoch'], 'medium', 'die: at most 400 mm²'],
      NETWORK_ASSUMED,
    ],
  },
  'tpu-v5e': {
    conflicts: ['memory bandwidth: 819 GB/s, 800 GiB/s (Google, by page), 820 GB/s (JAX), 810 GB/s (scaling book)'],
    notes: ['The process node is not published, so energy and area are missing.'],
    rules: [
      [
        'accelerator.matrix.clockHz',
        'derived',
        ['scaling-book'],
        'medium',
        'about 1.5 GHz; four arrays give the published 197 TFLOP/s',
      ],
      TPU_WEIGHT_STATIONARY,
      [
        'accelerator.matrix.macsPerCycle',
        'derived',
        ['jax'],
        'high',
        '197, 394 and 788 T(FL)OP/s in bf16, int8 and int4',
      ],
      ['accelerator.matrix', 'sourced', ['google-v5e', 'scaling-book'], 'high'],
      ['accelerator.vector.laneOpsPerSecond', 'derived', ['scaling-book'], 'medium', VECTOR_NOTE],
      ['accelerator.tiers.sram', 'sourced', ['jax', 'scaling-book'], 'high'],
      [
        'accelerator.tiers.dram',
        'sourced',
        ['google-v5e'],
        'high',
        'HBM2, 16 GB, 819 GB/s; 16 GiB by JAX’s 17.2e9 bytes',
      ],
      ['accelerator.published', 'sourced', ['epoch'], 'medium'],
      [
        'network.scale-up.bytesPerSecond',
        'derived',
        ['google-v5e'],
        'high',
        '400 GB/s for both directions of all four ports',
      ],
      [
        'network.scale-up',
        'sourced',
        ['google-v5e', 'scaling-book'],
        'high',
        'eight chips to a host, part of a 2D torus',
      ],
    ],
  },
  'tpu-v5p': {
    conflicts: [
      'memory bandwidth: 2765 GB/s (Google), 2460 GB/s (JAX), 2800 GB/s (scaling book)',
      'memory capacity: 95 GiB (Google), 103e9 bytes (JAX), 96 GB (scaling book)',
    ],
    notes: ['The process node is not published, so energy and area are missing.'],
    rules: [
      [
        'accelerator.matrix.clockHz',
        'derived',
        ['google-v5p', 'jax'],
        'medium',
        '1.75 GHz: 459 TFLOP/s over eight arrays',
      ],
      TPU_WEIGHT_STATIONARY,
      [
        'accelerator.matrix.macsPerCycle',
        'derived',
        ['jax'],
        'high',
        '459, 918 and 1840 T(FL)OP/s in bf16, int8 and int4',
      ],
      ['accelerator.matrix', 'sourced', ['google-v5p', 'scaling-book'], 'high', '2 TensorCores x 4 matrix units'],
      ['accelerator.vector.laneOpsPerSecond', 'derived', ['scaling-book'], 'medium', VECTOR_NOTE],
      ['accelerator.tiers.sram', 'sourced', ['jax'], 'high', '64 MiB to each of two cores'],
      ['accelerator.tiers.dram', 'sourced', ['google-v5p'], 'high', 'HBM2e, 95 GiB, 2765 GB/s'],
      ['accelerator.published', 'sourced', ['epoch'], 'medium'],
      [
        'network.scale-up.bytesPerSecond',
        'derived',
        ['scaling-book', 'google-v5p'],
        'medium',
        'two neighbours in a tray of 2 x 2, 100 GB/s each way to either',
      ],
      ['network.scale-up.topology', 'derived', ['scaling-book'], 'medium', 'four chips in a square are a ring'],
      ['network.scale-up.fanOut', 'sourced', ['scaling-book'], 'high', 'four chips to a host: 2 x 2 x 1'],
    ],
  },
  'tpu-v1': {
    conflicts: [],
    notes: ['Weights come straight from DDR3 through a queue; here they pass the unified buffer.'],
    rules: [
      ['accelerator.matrix.dataflow', 'sourced', ['tpu-v1-isca'], 'high'],
      ['accelerator.matrix', 'sourced', ['tpu-v1-isca', 'epoch'], 'high', '65,536 8-bit MACs at 700 MHz are 92 TOPS'],
      [
        'accelerator.tiers.accumulator accelerator.tiers.sram',
        'sourced',
        ['tpu-v1-isca'],
        'high',
        '28 MiB: 24 MiB and 4 MiB',
      ],
      ['accelerator.tiers.dram', 'sourced', ['epoch'], 'medium'],
      ['accelerator.technology accelerator.published', 'sourced', ['epoch'], 'medium'],
      NETWORK_ASSUMED,
    ],
  },
  'edge-npu-32': {
    conflicts: [],
    notes: [
      'ZigZag’s TPU-like array with a clock, a node and a memory of our choice; its registers have no sourced energy.',
    ],
    rules: [
      ['accelerator.matrix.clockHz', 'assumption', ['none'], 'low'],
      ['accelerator.matrix.dataflow', 'derived', ['zigzag-tpu'], 'medium', 'weights are held beside each element'],
      ['accelerator.matrix', 'sourced', ['zigzag-tpu'], 'high'],
      [
        'accelerator.tiers.sram.bytesPerSecond',
        'derived',
        ['zigzag-tpu'],
        'medium',
        'a read and a write port of 2048 bits, times the assumed clock',
      ],
      ['accelerator.tiers.sram', 'sourced', ['zigzag-tpu'], 'high'],
      LPDDR4_ASSUMED,
      [
        'accelerator.technology.nodeNm',
        'assumption',
        ['none'],
        'low',
        'the source is not labelled; 22 nm because its SRAM energy is tabulated',
      ],
      NETWORK_ASSUMED,
    ],
  },
  'edge-tpu-64': {
    conflicts: ['array: ZigZag’s edge-TPU-like model has 1024 elements, which would need 1.95 GHz for 4 TOPS'],
    notes: ['The array of the Edge TPU is not published; only its 4 TOPS and 2 W are.'],
    rules: [
      [
        'accelerator.matrix.rows accelerator.matrix.columns accelerator.matrix.cores accelerator.matrix.dataflow',
        'assumption',
        ['none'],
        'low',
      ],
      ['accelerator.matrix.clockHz', 'derived', ['coral'], 'low', '4 TOPS over the assumed array'],
      ['accelerator.matrix.macsPerCycle', 'sourced', ['coral'], 'high', 'INT8 only'],
      [
        'accelerator.tiers.sram.bytesPerSecond',
        'derived',
        ['zigzag-edge'],
        'low',
        'a read and a write port of 2048 bits, times the clock',
      ],
      ['accelerator.tiers.sram', 'sourced', ['zigzag-edge'], 'medium'],
      LPDDR4_ASSUMED,
      [
        'accelerator.technology.nodeNm',
        'assumption',
        ['none'],
        'low',
        'not published; 22 nm because its SRAM energy is tabulated',
      ],
      ['accelerator.published', 'sourced', ['coral'], 'high'],
      NETWORK_ASSUMED,
    ],
  },
  'simba-chiplet': {
    conflicts: ['rate: 4 TOPS to a chiplet, or 127.8 TOPS over 36 chiplets = 3.55'],
    notes: ['Each of 16 elements holds 8 x 8 multipliers; they stand side by side as 16 small arrays.'],
    rules: [
      ['accelerator.matrix.clockHz', 'derived', ['simba'], 'medium', '127.8 TOPS over 36 chiplets of 1024 multipliers'],
      ['accelerator.matrix.dataflow', 'assumption', ['none'], 'medium', 'not in the abstracts that were read'],
      ['accelerator.matrix.cores', 'sourced', ['simba'], 'high'],
      ['accelerator.matrix', 'sourced', ['timeloop-simba'], 'high', '8 x 8 8-bit multipliers to an element'],
      ['accelerator.tiers.sram', 'sourced', ['timeloop-simba'], 'medium', '2048 x 256 bits in 4 banks'],
      LPDDR4_ASSUMED,
      ['accelerator.technology.nodeNm', 'sourced', ['simba'], 'high'],
      ['network.scale-up.topology', 'assumption', ['none'], 'low', 'not in the abstracts that were read'],
      ['network.scale-up.fanOut', 'sourced', ['simba'], 'high'],
    ],
  },
  'gemmini-16': {
    conflicts: ['scratchpad and accumulator: 128 and 128 KiB here, 256 and 64 KiB in older documents'],
    notes: ['A generator: clock, node and memory are of our choice.'],
    rules: [
      ['accelerator.matrix.clockHz', 'assumption', ['none'], 'low'],
      ONE_MAC,
      ['accelerator.matrix', 'sourced', ['gemmini'], 'high'],
      ['accelerator.tiers.accumulator accelerator.tiers.sram', 'sourced', ['gemmini'], 'high'],
      [
        'accelerator.tiers.dram.bytesPerSecond',
        'derived',
        ['gemmini'],
        'low',
        'a DMA bus of 128 bits, times the assumed clock',
      ],
      LPDDR4_ASSUMED,
      ['accelerator.technology.nodeNm', 'assumption', ['none'], 'low', '22 nm because its SRAM energy is tabulated'],
      NETWORK_ASSUMED,
    ],
  },
  'eyeriss-like': {
    conflicts: ['node of the design file: 32 nm in one version, 65 nm in another and on the chip'],
    notes: [
      'The chip is row-stationary with 16-bit operands; this is Timeloop’s 8-bit model of it, weight-stationary.',
      'Only inputs and outputs are kept in the source’s global buffer.',
    ],
    rules: [
      ['accelerator.matrix.clockHz', 'assumption', ['eyeriss', 'none'], 'medium', 'within the chip’s 100 to 250 MHz'],
      ['accelerator.matrix.dataflow', 'assumption', ['none'], 'low', 'row-stationary has no counterpart here'],
      ['accelerator.matrix.macsPerCycle', 'sourced', ['timeloop-eyeriss'], 'high', 'multiplier of 8 bits, adder of 16'],
      ['accelerator.matrix', 'sourced', ['eyeriss', 'timeloop-eyeriss'], 'high'],
      [
        'accelerator.tiers.sram.bytesPerSecond',
        'derived',
        ['timeloop-eyeriss'],
        'medium',
        '16 bytes read and 16 written each cycle, times the clock',
      ],
      [
        'accelerator.tiers.sram accelerator.tiers.psum-spad accelerator.tiers.input-spad accelerator.tiers.weight-spad',
        'sourced',
        ['timeloop-eyeriss'],
        'high',
      ],
      ['accelerator.tiers.dram.dramType', 'sourced', ['timeloop-eyeriss'], 'high'],
      LPDDR4_ASSUMED,
      [
        'accelerator.technology.otherSquareMetres',
        'derived',
        ['eyeriss'],
        'medium',
        'a die of 4 x 4 mm less what is modelled of it; its elements multiply 16 bits, these 8',
      ],
      ['accelerator.technology accelerator.published', 'sourced', ['eyeriss'], 'high', '65 nm, 4 x 4 mm'],
      NETWORK_ASSUMED,
    ],
  },
};
