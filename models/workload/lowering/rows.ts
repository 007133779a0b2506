import type { WindowTiles } from '../layer-table/window-tile';
import { MODULES, type Module, type TensorRole } from '../types';

/**
 * The vocabulary between lowering and the cost stages: a fixed number of doubles for every operator row.
 *
 * Counts are per rank and for one layer of the row's kind; `REPEAT` says how many layers there are. In decode a row
 * covers `STEPS` steps during which the context grows by one key a step: a quantity at step i is
 * `VALUE + i * SLOPE`. Prefill rows have one step and no slopes. Rows that a design does not need keep their slot
 * with `REPEAT` 0.
 */
export const ROW = {
  REPEAT: 0,
  STEPS: 1,
  /** Independent products of the same shape. May be fractional: an expected number of active experts. */
  GROUPS: 2,
  M: 3,
  N: 4,
  K: 5,
  MACS: 6,
  MACS_SLOPE: 7,
  /** Elements of the left operand, right operand (weights or cached keys and values) and result. */
  A: 8,
  A_SLOPE: 9,
  B: 10,
  B_SLOPE: 11,
  C: 12,
  C_SLOPE: 13,
  /** What else crosses main memory: keys and values written to the cache, the other inputs of fused additions. */
  BESIDES: 14,
  /** Lane operations and special functions of the vector unit. */
  VECTOR: 15,
  VECTOR_SLOPE: 16,
  SPECIAL: 17,
  SPECIAL_SLOPE: 18,
  /** Elements of a collective's payload, the ranks taking part, and the ranks below them in the layout. */
  PAYLOAD: 19,
  RANKS: 20,
  STRIDE: 21,
  /** Queries and keys that one group of an attention row covers, for counting causal work in tiles. */
  PAST: 22,
  QUERIES: 23,
  /** Keys that a query reaches back, itself included; Infinity: all; -c: to the start of its chunk of c; 0: every key. */
  REACH: 24,
  WIDTH: 25,
} as const;

export type RowKind = 'gemm' | 'scores' | 'values' | 'vector' | 'gather' | 'collective' | 'stored';
export type CollectiveKind = 'allReduce' | 'allGather' | 'allToAll' | 'sendReceive';
export type Phase = 'prefill' | 'decode';

/** Where a tensor travels: over the memory that holds weights, or only between units on the chip. */
export type Place = 'off' | 'on';

export interface Operand {
  readonly role: TensorRole;
  readonly place: Place;
}

/** Owner of a row or of stored bytes that belongs to no layer. */
export const OWNER_FIRST = -1;
export const OWNER_LAST = -2;
/** Owner of the transfer between two pipeline stages: counted once a boundary, not once a layer. */
export const OWNER_HANDOVER = -3;

/** What is fixed about a row for all designs of a program. */
export interface RowDescriptor {
  readonly name: string;
  readonly kind: RowKind;
  readonly phase: Phase;
  readonly module: Module;
  /** Index of the layer kind, or `OWNER_FIRST` (embedding side) or `OWNER_LAST` (head side). */
  readonly owner: number;
  /** Index of the layer at which format rules are resolved. */
  readonly layerIndex: number;
  readonly a: Operand;
  readonly b: Operand;
  readonly c: Operand;
  /** Role of the elements in `BESIDES`. */
  readonly besides: TensorRole;
  readonly collective: CollectiveKind | null;
  /** Vector work of this row runs while the matrix unit works (the softmax of fused attention). */
  readonly vectorOverlaps: boolean;
  /** Names the part of the context that this row covers, where a layer needs several rows for it. */
  readonly part: string | null;
  readonly window: ConvolutionWindows | null;
}

/** Of a convolution, whose product M x N x K unfolds its windows: what decides which inputs they share. */
export interface ConvolutionWindows {
  readonly tiles: WindowTiles;
  /** Input and output channels of one group. */
  readonly channels: number;
  readonly filters: number;
}

/** Numbers of a lowered design that belong to no row. */
export const SCALAR = {
  /** Decode steps that TPOT averages over; 0 when there is none. */
  DECODE_STEPS: 0,
  PREFILL_MICROBATCHES: 1,
  DECODE_MICROBATCHES: 2,
  /** Pipeline stages that work on microbatches in turn; 1 where the rows already add up to the whole pass. */
  PREFILL_STAGES: 3,
  DECODE_STAGES: 4,
  /** Code of the reason why the design can not be built; see `reasons.ts`. */
  REASON: 5,
  WIDTH: 6,
} as const;

/**
 * Elements that a rank must store, for each phase: one block for each owner, in the order first, last, kind 0, 1, ...
 */
export const STORED = {
  /** Weights by module, in the order of `MODULES`. */
  WEIGHTS: 0,
  KEYS_AND_VALUES: MODULES.length,
  STATE: MODULES.length + 1,
  /** Activations alive while a layer of this owner runs, where the largest of them counts and not `LIVE.ACTIVATIONS`. */
  LIVE: MODULES.length + 2,
  WIDTH: MODULES.length + 3,
} as const;

/** Elements that live only while a phase runs, after the blocks of all owners. */
export const LIVE = {
  ACTIVATIONS: 0,
  /** Logits are kept in 4 bytes whatever the formats are. */
  LOGITS: 1,
  COMMUNICATION: 2,
  WIDTH: 3,
} as const;
