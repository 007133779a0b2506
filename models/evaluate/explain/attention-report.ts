import type { NoDataflow } from '../dataflow';
import type { ReportOperator, Resource } from './report';

/** How scores become probabilities: in one pass over the keys, or in three passes over stored scores. */
export const ATTENTION_FORMS = ['onePass', 'threePass'] as const;
export type AttentionFormId = (typeof ATTENTION_FORMS)[number];

/** Scores, softmax and values of one kind of layer in one form. Decode figures are means over the row's steps. */
export interface AttentionForm {
  /** Cycles of the arrays, all layers; NaN where the pair of formats has no rate. */
  readonly cycles: number;
  /** Of all layers, with what overlaps counted once; NaN: not known. */
  readonly seconds: number;
  /** What takes longest. */
  readonly bound: Resource;
  /** To and from main memory, all layers; NaN: the size of the staging memory is not known. */
  readonly trafficBytes: number;
  /** Held at once for one product pair (query heads of one key-value head), before double buffering. */
  readonly bufferBytes: number;
  /** Query rows (queries times heads that share a key-value head) and keys of a tile; NaN: not known. */
  readonly queryTile: number;
  readonly keyTile: number;
  /** Times that each key and value comes from main memory, on average; at least 1. */
  readonly keyReads: number;
  /** Lane operations and special functions, all layers. */
  readonly laneOps: number;
  readonly specialOps: number;
  /** Time of its MACs at the array's peak over its time, 0..1; null: not known. */
  readonly utilisation: number | null;
}

/** The attention of one kind of layer in one phase (and, in decode, one part of the context), in both forms. */
export interface AttentionComparison {
  /** Of the row of scores, as in `Report.operators`. */
  readonly id: string;
  readonly phase: ReportOperator['phase'];
  readonly layers: string | null;
  readonly part: string | null;
  readonly repeat: number;
  /** Independent products, and of each: queries of one head, heads that share keys, keys, depth of keys and of values. */
  readonly groups: number;
  readonly queries: number;
  readonly heads: number;
  readonly keys: number;
  readonly keyDepth: number;
  readonly valueDepth: number;
  readonly by: Readonly<Record<AttentionFormId, AttentionForm>>;
}

export interface AttentionReport {
  readonly kind: 'array';
  /** The form that the design's switch `fusedAttention` chooses. */
  readonly chosen: AttentionFormId;
  /** Whether the design itself is timed at level `array`. */
  readonly counts: boolean;
  readonly layers: readonly AttentionComparison[];
}

/** What `explainAttention` returns: nothing to compare where there is no array, or no level `array`. */
export type AttentionExplanation = AttentionReport | NoDataflow;
