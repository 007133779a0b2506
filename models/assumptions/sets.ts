import type { AssumptionSet, AssumptionSetId, SwitchDocumentation, SwitchId, Switches } from './types';

const DEFAULT_SWITCHES: Switches = {
  causalMask: true,
  slidingWindow: true,
  embeddingAsGather: true,
  headForLastTokenOnly: true,
  expectedExperts: true,
  vectorWork: true,
  vectorOverlap: false,
  fusedAttention: true,
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
  partialSumReadBack: true,
  cyclesOffByOne: false,
  skewCountedTwice: false,
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
  loadOverlap: false,
  drainOverlap: false,
  edgeFoldsShrink: false,
  partialSumReadBack: false,
  cyclesOffByOne: true,
  skewCountedTwice: true,
};

export const ASSUMPTION_SETS: Readonly<Record<AssumptionSetId, AssumptionSet>> = {
  'ridgeline@1': {
    id: 'ridgeline@1',
    label: 'Ridgeline 1',
    summary: 'Causal and windowed attention, activated experts, vector work, collectives at their best, mean TPOT.',
    lowering: 'default',
    levels: ['roofline', 'array'],
    switches: DEFAULT_SWITCHES,
  },
  'genz-0.0.16': {
    id: 'genz-0.0.16',
    label: 'GenZ 0.0.16',
    summary: 'A sum of independent operator rooflines as GenZ-LLM-Analyzer 0.0.16 computes it.',
    lowering: 'genz',
    levels: ['roofline'],
    switches: GENZ_SWITCHES,
  },
  'scalesim-3.0': {
    id: 'scalesim-3.0',
    label: 'SCALE-Sim 3.0',
    summary: 'Systolic-array cycles as SCALE-Sim 3.0 counts them: full price for edge folds, no overlap of folds.',
    lowering: 'default',
    levels: ['array'],
    switches: SCALESIM_SWITCHES,
  },
};

const DEFAULTS_NOTE = 'docs/assumptions.md';
const GENZ_SOURCE = 'GenZ-LLM-Analyzer 0.0.16, commit 091bdd0a';
const SCALESIM_SOURCE = 'SCALE-Sim 3.0.0, commit 1d62b68a';

/** In the order in which the comparison of two sets walks through them. */
export const SWITCH_DOCUMENTATION: Readonly<Record<SwitchId, SwitchDocumentation>> = {
  embeddingAsGather: {
    label: 'Embedding is a lookup',
    meaning:
      'The input embedding reads one row a token. Off: a dense product with the vocabulary in prefill, none in decode.',
    source: GENZ_SOURCE,
    scope: 'design',
  },
  headForLastTokenOnly: {
    label: 'Head for the last token only',
    meaning: 'Prefill computes logits for the last position of each request. Off: for every prompt token.',
    source: GENZ_SOURCE,
    scope: 'design',
  },
  causalMask: {
    label: 'Causal mask',
    meaning: 'Attention counts only the pairs a query may see. Off: the full rectangle of queries and keys.',
    source: 'FlashAttention-2, arXiv 2307.08691, section 3.1',
    scope: 'design',
  },
  slidingWindow: {
    label: 'Attention windows',
    meaning: 'Sliding and chunked layers see, and cache, no more than their window. Off: they count as full attention.',
    source: 'Mistral 7B, arXiv 2310.06825, section 2',
    scope: 'design',
  },
  expectedExperts: {
    label: 'Expected active experts',
    meaning: 'A step over n tokens reads E (1 - (1 - k/E)^n) experts. Off: k experts in decode, all in prefill.',
    source: DEFAULTS_NOTE,
    scope: 'design',
  },
  vectorWork: {
    label: 'Vector work',
    meaning: 'Norms, rotary embedding, softmax, activations, residuals and routing take time on the vector unit.',
    source: DEFAULTS_NOTE,
    scope: 'design',
  },
  vectorOverlap: {
    label: 'Vector work overlaps',
    meaning: 'Vector work other than softmax runs while the matrix unit works. Off: after it.',
    source: DEFAULTS_NOTE,
    scope: 'design',
  },
  fusedAttention: {
    label: 'Fused attention',
    meaning: 'Scores stay on the chip. Off: they are written to and read from memory.',
    source: 'FlashAttention, arXiv 2205.14135',
    scope: 'design',
  },
  decodeActivationsOnChip: {
    label: 'Decode activations stay on chip',
    meaning: 'The few activations of a decode step never travel to memory. Off: each operator reads and writes them.',
    source: GENZ_SOURCE,
    scope: 'design',
  },
  onChipTrafficSerial: {
    label: 'On-chip after off-chip',
    meaning: 'On-chip transfer time adds to off-chip time. Off: the two overlap and the longer one counts.',
    source: GENZ_SOURCE,
    scope: 'design',
  },
  peakPerFormat: {
    label: 'Peak rate per format',
    meaning: 'A pair of formats runs at its own published peak, or is up-cast. Off: a fixed multiple of the BF16 peak.',
    source: GENZ_SOURCE,
    scope: 'design',
  },
  meanTimePerToken: {
    label: 'Mean time per token',
    meaning: 'TPOT is the mean over all decode steps. Off: the step at the end of the output.',
    source: 'vLLM benchmark definition of TPOT',
    scope: 'design',
  },
  activationMemory: {
    label: 'Activation memory',
    meaning: 'Memory fit counts the largest live activations. Off: weights and KV cache only.',
    source: DEFAULTS_NOTE,
    scope: 'design',
  },
  pipelineMicrobatches: {
    label: 'Pipeline with microbatches',
    meaning: 'Stages work on several microbatches at once, bubbles included. Off: one microbatch walks the stages.',
    source: DEFAULTS_NOTE,
    scope: 'design',
  },
  bestCollectiveAlgorithm: {
    label: 'Best collective algorithm',
    meaning: 'All-reduce takes the fastest algorithm that its topology allows. Off: always a ring.',
    source: 'Thakur, Rabenseifner, Gropp 2005; Chan et al. 2007',
    scope: 'design',
  },
  payloadHeldPerRank: {
    label: 'All-to-all moves what a rank holds',
    meaning: 'Expert dispatch moves the tokens of one rank. Off: the tokens of the whole batch.',
    source: DEFAULTS_NOTE,
    scope: 'design',
  },
  collectiveOverlap: {
    label: 'Collectives overlap',
    meaning: 'Share of the compute time of a layer that can hide its collectives, 0 to 1.',
    source: 'MegaScale, arXiv 2402.15627',
    scope: 'design',
  },
  collectiveStartSeconds: {
    label: 'Start of a collective',
    meaning: 'Seconds added to every collective, whatever its size.',
    source: GENZ_SOURCE,
    scope: 'design',
  },
  loadOverlap: {
    label: 'Stationary tiles load ahead',
    meaning: 'The next stationary tile loads while the current one streams. Off: the array waits for every load.',
    source: SCALESIM_SOURCE,
    scope: 'design',
  },
  drainOverlap: {
    label: 'Folds follow without a gap',
    meaning: 'The next fold streams in while the last one drains. Off: every fold fills and drains the array alone.',
    source: SCALESIM_SOURCE,
    scope: 'design',
  },
  edgeFoldsShrink: {
    label: 'Edge folds cost what they use',
    meaning: 'A partly filled fold costs the rows and columns it uses. Off: it costs the whole array.',
    source: SCALESIM_SOURCE,
    scope: 'design',
  },
  partialSumReadBack: {
    label: 'Partial sums are read back',
    meaning: 'Sums of a split reduction are read again before they are added to. Off: they are only written.',
    source: SCALESIM_SOURCE,
    scope: 'product',
  },
  cyclesOffByOne: {
    label: 'Cycles from zero',
    meaning: 'Total cycles are the index of the last cycle, one less than their number.',
    source: SCALESIM_SOURCE,
    scope: 'product',
  },
  skewCountedTwice: {
    label: 'Skew counted twice',
    meaning: 'Compute utilisation of stationary dataflows adds the column skew a second time.',
    source: SCALESIM_SOURCE,
    scope: 'product',
  },
};

export const SWITCH_IDS = Object.keys(SWITCH_DOCUMENTATION) as readonly SwitchId[];

/** Switches that change the result of a design, in the same order. */
export const DESIGN_SWITCH_IDS = SWITCH_IDS.filter((id) => SWITCH_DOCUMENTATION[id].scope === 'design');
