import {
  estimatePerplexity,
  publishedPerplexity,
  type AccuracyModel,
  type FormatTriple,
  type NoEstimate,
  type PerplexityEstimate,
} from '../formats/accuracy/estimate';
import { DIRECT_CAST, type AccuracyFact } from '../formats/accuracy/types';

/** Perplexity over that at 16 bits, as somebody measured it. */
export interface PublishedAccuracy {
  readonly kind: 'published';
  readonly value: number;
  readonly fact: AccuracyFact;
  /** Other published values of the same pair: other texts, other algorithms. */
  readonly others: readonly AccuracyFact[];
}

export type Accuracy = PublishedAccuracy | PerplexityEstimate | NoEstimate;

/** The text that published values are taken from first: most tables have it. */
const FIRST_TEST = 'WikiText-2';

/**
 * What is known of a model under three formats: a published direct cast on WikiText-2, else any direct cast, else an
 * estimate. Calibrated schemes are other recipes than a cast: they are among `others` and never stand for it.
 */
export function accuracyOf(accuracy: AccuracyModel, model: string | null, formats: FormatTriple): Accuracy {
  const published = model === null ? [] : publishedPerplexity(accuracy, model, formats);
  const casts = published.filter(({ scheme }) => scheme.method === DIRECT_CAST);
  const fact = casts.find(({ test }) => test === FIRST_TEST) ?? casts[0];
  if (fact === undefined) return estimatePerplexity(accuracy, model, formats);
  const others = published.filter((other) => other !== fact);
  return { kind: 'published', value: fact.value / fact.reference, fact, others };
}

/** The ratio itself; NaN where nothing is known. */
export function accuracyValue(accuracy: Accuracy): number {
  return accuracy.kind === 'missing' ? NaN : accuracy.value;
}
