/** Published accuracy of quantised models: what was measured, of what, by whom, and whether to believe it. */
import type { AccuracySourceId } from './source-ids';

/**
 * - `perplexity`: of the test text; lower is better.
 * - `divergence`: mean Kullback-Leibler divergence of the output from the model at 16 bits, in nats a token.
 * - `score`: per cent, a task or the mean of several; higher is better.
 * - `loss`: of training, in nats.
 */
export type AccuracyMetric = 'perplexity' | 'divergence' | 'score' | 'loss';

/** What was quantised to what, and how. Formats are ids of the registry where it has them, else names of the source. */
export interface Scheme {
  readonly weights: string;
  readonly activations: string;
  readonly keyValues: string;
  /** `direct cast` rounds to nearest without calibration; anything else names the algorithm. */
  readonly method: string;
}

export const DIRECT_CAST = 'direct cast';

/** One table of a source: a row for each scheme, a column for each model. */
export interface PublishedTable {
  readonly source: AccuracySourceId;
  /** Which table of the source, and of what. */
  readonly title: string;
  readonly metric: AccuracyMetric;
  /** The text or tasks it was measured on. */
  readonly test: string;
  readonly models: readonly string[];
  /** The same at 16 bits, by model, from the same table; null: a divergence, 0 by definition. */
  readonly reference: readonly number[] | null;
  readonly rows: readonly PublishedRow[];
  readonly suspects: readonly Suspect[];
}

export interface PublishedRow {
  /** The row's name in the source, unique in the table. */
  readonly name: string;
  readonly scheme: Scheme;
  /** By model; null: the source has no value. */
  readonly values: readonly (number | null)[];
}

/** A cell that contradicts others. `row` null: the model's reference. */
export interface Suspect {
  readonly row: string | null;
  readonly model: string;
  readonly reason: string;
}

/** One cell of a table. */
export interface AccuracyFact {
  readonly model: string;
  readonly scheme: Scheme;
  readonly metric: AccuracyMetric;
  readonly test: string;
  readonly value: number;
  /** At 16 bits in the same table; 0 for a divergence. */
  readonly reference: number;
  readonly source: AccuracySourceId;
  readonly title: string;
  readonly row: string;
  /** Why the cell is not to be believed; null: nothing speaks against it. */
  readonly suspect: string | null;
}
