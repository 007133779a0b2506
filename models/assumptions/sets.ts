import type { AssumptionSet, AssumptionSetId, SwitchEntry, SwitchId, Switches } from './types';

const DEFAULT_SWITCHES: Switches = {
  causalMask: true,
  slidingWindow: true,
  embeddingAsGather: true,
  headForLastTokenOnly: true,
  expectedExperts: true,
  expertStragglers: false,
  vectorWork: true,
  vectorOverlap: false,
  quantiseActivations: true,
  dequantiseOnce: true,
  fusedAttention: true,
  fusedElementwise: true,
  decodeActivationsOnChip: true,
  onChipTrafficSerial: false,
  peakPerFormat: true,
  meanTimePerToken: true,
  activationMemory: true,
  pipelineMicrobatches: true,
  bestCollectiveAlgorithm: true,
  payloadHeldPerRank: true,
  collectiveOverlap: 0,
  collectiveStartSeconds: 0,
  loadOverlap: true,
  drainOverlap: true,
  edgeFoldsShrink: true,
  coreGrid: true,
  windowReuse: true,
  blockScales: true,
  sharedMemoryTiles: true,
  partialSumReadBack: true,
  cyclesOffByOne: false,
  skewCountedTwice: false,
  loadingCounts: false,
  loadingBelowMinimum: false,
};

/** GenZ-LLM-Analyzer 0.0.16, commit 091bdd0a2777dfe4d405a8fcdd91c8f12b474bf3 (MIT). */
const GENZ_SWITCHES: Switches = {
  ...DEFAULT_SWITCHES,
  causalMask: false,
  slidingWindow: false,
  embeddingAsGather: false,
  headForLastTokenOnly: false,
  expectedExperts: false,
  vectorWork: false,
  quantiseActivations: false,
  blockScales: false,
  onChipTrafficSerial: true,
  peakPerFormat: false,
  meanTimePerToken: false,
  activationMemory: false,
  pipelineMicrobatches: false,
  bestCollectiveAlgorithm: false,
  payloadHeldPerRank: false,
  collectiveStartSeconds: 5e-6,
};

/** SCALE-Sim 3.0.0, commit 1d62b68a2c77f71e1a7cd30b1a7d9748a3b0a603. */
const SCALESIM_SWITCHES: Switches = {
  ...DEFAULT_SWITCHES,
  quantiseActivations: false,
  loadOverlap: false,
  drainOverlap: false,
  edgeFoldsShrink: false,
  coreGrid: false,
  windowReuse: false,
  sharedMemoryTiles: false,
  partialSumReadBack: false,
  cyclesOffByOne: true,
  skewCountedTwice: true,
};

/** ZigZag 3.8.5, commit 3d12a96e. */
const ZIGZAG_SWITCHES: Switches = {
  ...DEFAULT_SWITCHES,
  quantiseActivations: false,
  loadingCounts: true,
  loadingBelowMinimum: true,
};

export const ASSUMPTION_SETS: Readonly<Record<AssumptionSetId, AssumptionSet>> = {
  'ridgeline@1': {
    id: 'ridgeline@1',
    label: 'Ridgeline 1',
    lowering: 'default',
    levels: ['roofline', 'array', 'mapped'],
    switches: DEFAULT_SWITCHES,
  },
  'genz-0.0.16': {
    id: 'genz-0.0.16',
    label: 'GenZ 0.0.16',
    lowering: 'genz',
    levels: ['roofline'],
    switches: GENZ_SWITCHES,
  },
  'scalesim-3.0': {
    id: 'scalesim-3.0',
    label: 'SCALE-Sim 3.0',
    lowering: 'default',
    levels: ['array'],
    switches: SCALESIM_SWITCHES,
  },
  'zigzag-3.8': {
    id: 'zigzag-3.8',
    label: 'ZigZag 3.8',
    lowering: 'default',
    levels: ['mapped'],
    switches: ZIGZAG_SWITCHES,
  },
};

/** In the order in which the comparison of two sets walks through them. `switch-documentation.ts` has their meaning. */
export const SWITCHES: Readonly<Record<SwitchId, SwitchEntry>> = {
  embeddingAsGather: { label: 'Embedding is a lookup', scope: 'design' },
  headForLastTokenOnly: { label: 'Head for the last token only', scope: 'design' },
  causalMask: { label: 'Causal mask', scope: 'design' },
  slidingWindow: { label: 'Attention windows', scope: 'design' },
  expectedExperts: { label: 'Expected active experts', scope: 'design' },
  expertStragglers: { label: 'The busiest expert rank decides', scope: 'design' },
  vectorWork: { label: 'Vector work', scope: 'design' },
  vectorOverlap: { label: 'Vector work overlaps', scope: 'design' },
  quantiseActivations: { label: 'Activations are quantised at run time', scope: 'design' },
  dequantiseOnce: { label: 'Operands are widened once', scope: 'design' },
  blockScales: { label: 'Block scales take energy', scope: 'design' },
  fusedAttention: { label: 'Fused attention', scope: 'design' },
  fusedElementwise: { label: 'Fused elementwise layers', scope: 'design' },
  decodeActivationsOnChip: { label: 'Decode activations stay on chip', scope: 'design' },
  onChipTrafficSerial: { label: 'On-chip after off-chip', scope: 'design' },
  peakPerFormat: { label: 'Peak rate per format', scope: 'design' },
  meanTimePerToken: { label: 'Mean time per token', scope: 'design' },
  activationMemory: { label: 'Activation memory', scope: 'design' },
  pipelineMicrobatches: { label: 'Pipeline with microbatches', scope: 'design' },
  bestCollectiveAlgorithm: { label: 'Best collective algorithm', scope: 'design' },
  payloadHeldPerRank: { label: 'All-to-all moves what a rank holds', scope: 'design' },
  collectiveOverlap: { label: 'Collectives overlap', scope: 'design' },
  collectiveStartSeconds: { label: 'Start of a collective', scope: 'design' },
  loadOverlap: { label: 'Stationary tiles load ahead', scope: 'design' },
  drainOverlap: { label: 'Folds follow without a gap', scope: 'design' },
  edgeFoldsShrink: { label: 'Edge folds cost what they use', scope: 'design' },
  coreGrid: { label: 'Products over a grid of cores', scope: 'design' },
  windowReuse: { label: 'Neighbouring windows share inputs', scope: 'design' },
  loadingCounts: { label: 'Loading takes time', scope: 'design' },
  loadingBelowMinimum: { label: 'Transfers below their minimum', scope: 'design' },
  sharedMemoryTiles: { label: 'Best tile in one shared memory', scope: 'design' },
  partialSumReadBack: { label: 'Partial sums are read back', scope: 'design' },
  cyclesOffByOne: { label: 'Cycles from zero', scope: 'product' },
  skewCountedTwice: { label: 'Skew counted twice', scope: 'product' },
};

export const SWITCH_IDS = Object.keys(SWITCHES) as readonly SwitchId[];

/** Switches that change the result of a design, in the same order. */
export const DESIGN_SWITCH_IDS = SWITCH_IDS.filter((id) => SWITCHES[id].scope === 'design');
