/** What the switches mean and who says so. Apart from the sets, so that the page loads it when a reader asks. */
import type { AssumptionSetId, SwitchDocumentation, SwitchId } from './types';

const DEFAULTS_NOTE = 'docs/assumptions.md';
const GENZ_SOURCE = 'GenZ-LLM-Analyzer 0.0.16, commit 091bdd0a';
const SCALESIM_SOURCE = 'SCALE-Sim 3.0.0, commit 1d62b68a';
const ZIGZAG_SOURCE = 'ZigZag 3.8.5, commit 3d12a96e';

export const SWITCH_DOCUMENTATION: Readonly<Record<SwitchId, SwitchDocumentation>> = {
  embeddingAsGather: {
    meaning:
      'The input embedding reads one row a token. Off: a dense product with the vocabulary in prefill, none in decode.',
    source: GENZ_SOURCE,
  },
  headForLastTokenOnly: {
    meaning: 'Prefill computes logits for the last position of each request. Off: for every prompt token.',
    source: GENZ_SOURCE,
  },
  causalMask: {
    meaning: 'Attention counts only the pairs a query may see. Off: the full rectangle of queries and keys.',
    source: 'FlashAttention-2, arXiv 2307.08691, section 3.1',
  },
  slidingWindow: {
    meaning: 'Sliding and chunked layers see, and cache, no more than their window. Off: they count as full attention.',
    source: 'Mistral 7B, arXiv 2310.06825, section 2',
  },
  expectedExperts: {
    meaning: 'A step over n tokens reads E (1 - (1 - k/E)^n) experts. Off: k experts in decode, all in prefill.',
    source: DEFAULTS_NOTE,
  },
  expertStragglers: {
    meaning: 'Experts take as long as the rank with the most tokens, mu + sqrt(2 mu ln P) for a mean of mu on P ranks.',
    source: 'Raab, Steger, RANDOM 1998, theorem 1',
  },
  vectorWork: {
    meaning: 'Norms, rotary embedding, softmax, activations, residuals and routing take time on the vector unit.',
    source: DEFAULTS_NOTE,
  },
  vectorOverlap: {
    meaning: 'Vector work other than softmax runs while the matrix unit works. Off: after it.',
    source: DEFAULTS_NOTE,
  },
  quantiseActivations: {
    meaning:
      'Activations narrower than 16 bits are scaled and rounded at run time: three lane operations for each element that a product reads. Off: they arrive as they are multiplied.',
    source: DEFAULTS_NOTE,
  },
  dequantiseOnce: {
    meaning:
      'Weights that are widened for the array are widened once a pass. Off: at level array, each time they enter it.',
    source: DEFAULTS_NOTE,
  },
  blockScales: {
    meaning:
      'Block scales of formats that are multiplied as they are take energy in the matrix unit: its figure times the ratio of the gate-level model.',
    source: 'arXiv:2510.25602, tables 5 and 6; off: the figure of the class, scales for nothing',
  },
  fusedAttention: {
    meaning:
      'Scores stay on the chip: one pass over keys and values, outputs rescaled on the way. Off: scores are written to and read from memory, in three passes.',
    source: 'FlashAttention, arXiv 2205.14135; FuseMax, arXiv 2406.10491',
  },
  fusedElementwise: {
    meaning:
      'In tables of layers, elementwise layers and batch norms run as part of the layer before them. Off: each reads and writes memory.',
    source: DEFAULTS_NOTE,
  },
  decodeActivationsOnChip: {
    meaning: 'The few activations of a decode step never travel to memory. Off: each operator reads and writes them.',
    source: GENZ_SOURCE,
  },
  onChipTrafficSerial: {
    meaning: 'On-chip transfer time adds to off-chip time. Off: the two overlap and the longer one counts.',
    source: GENZ_SOURCE,
  },
  peakPerFormat: {
    meaning: 'A pair of formats runs at its own published peak, or is up-cast. Off: a fixed multiple of the BF16 peak.',
    source: GENZ_SOURCE,
  },
  meanTimePerToken: {
    meaning: 'TPOT is the mean over all decode steps. Off: the step at the end of the output.',
    source: 'vLLM benchmark definition of TPOT',
  },
  activationMemory: {
    meaning: 'Memory fit counts the largest live activations. Off: weights and KV cache only.',
    source: DEFAULTS_NOTE,
  },
  pipelineMicrobatches: {
    meaning: 'Stages work on several microbatches at once, bubbles included. Off: one microbatch walks the stages.',
    source: DEFAULTS_NOTE,
  },
  bestCollectiveAlgorithm: {
    meaning: 'All-reduce takes the fastest algorithm that its topology allows. Off: always a ring.',
    source: 'Thakur, Rabenseifner, Gropp 2005; Chan et al. 2007',
  },
  payloadHeldPerRank: {
    meaning: 'Expert dispatch moves the tokens of one rank. Off: the tokens of the whole batch.',
    source: DEFAULTS_NOTE,
  },
  collectiveOverlap: {
    meaning: 'Share of the compute time of a layer that can hide its collectives, 0 to 1.',
    source: 'MegaScale, arXiv 2402.15627',
  },
  collectiveStartSeconds: {
    meaning: 'Seconds added to every collective, whatever its size.',
    source: GENZ_SOURCE,
  },
  loadOverlap: {
    meaning: 'The next stationary tile loads while the current one streams. Off: the array waits for every load.',
    source: SCALESIM_SOURCE,
  },
  drainOverlap: {
    meaning: 'The next fold streams in while the last one drains. Off: every fold fills and drains the array alone.',
    source: SCALESIM_SOURCE,
  },
  edgeFoldsShrink: {
    meaning: 'A partly filled fold costs the rows and columns it uses. Off: it costs the whole array.',
    source: SCALESIM_SOURCE,
  },
  coreGrid: {
    meaning:
      'A product is cut over the cores along two of M, N and K at once, whichever grid is fastest; cores add up the parts of K. Off: along M or N alone.',
    source: 'Raj et al., SCALE-Sim v3, ISPASS 2025, arXiv 2504.15377',
  },
  windowReuse: {
    meaning:
      'Level array: a tile of a convolution reads each input that its windows share once, halo included. Off: every window has inputs of its own, as if all of them were unfolded in memory.',
    source: 'Chen et al., HPCA 2020, arXiv 1911.05662; off: Chellapilla, Puri, Simard 2006',
  },
  loadingCounts: {
    meaning:
      'Level mapped: the way in of the first tiles and the way out of the last results add to the time of every product. Off: they overlap the operators before and after it.',
    source: ZIGZAG_SOURCE,
  },
  loadingBelowMinimum: {
    meaning:
      'Level mapped: transfers that share a port while they load are levelled by an arithmetic that can take them below what one tile needs, and tiles of a mean size are rounded to the nearest whole number of elements. Off: no transfer falls below what is needed.',
    source: ZIGZAG_SOURCE,
  },
  sharedMemoryTiles: {
    meaning:
      'Level array: the operands of a product share the staging memory, in the tile that moves least. Off: each has a third of it to itself, double-buffered, and forgets all when it is full; partial sums leave and do not come back.',
    source: SCALESIM_SOURCE,
  },
  partialSumReadBack: {
    meaning:
      'Sums of a split reduction are read from the memory beside the array before they are added to. Off: they are only written.',
    source: SCALESIM_SOURCE,
  },
  cyclesOffByOne: {
    meaning: 'Total cycles are the index of the last cycle, one less than their number.',
    source: SCALESIM_SOURCE,
  },
  skewCountedTwice: {
    meaning: 'Compute utilisation of stationary dataflows adds the column skew a second time.',
    source: SCALESIM_SOURCE,
  },
};

/** Each set in a sentence. */
export const SET_SUMMARIES: Readonly<Record<AssumptionSetId, string>> = {
  'ridgeline@1': 'Causal and windowed attention, activated experts, vector work, collectives at their best, mean TPOT.',
  'genz-0.0.16': 'A sum of independent operator rooflines as GenZ-LLM-Analyzer 0.0.16 computes it.',
  'scalesim-3.0': 'Systolic-array cycles as SCALE-Sim 3.0 counts them: full price for edge folds, no overlap of folds.',
  'zigzag-3.8': 'Loop nests as ZigZag 3.8 times them: loading before and after each product, on its own arithmetic.',
};
