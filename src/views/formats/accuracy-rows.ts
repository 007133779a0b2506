import type { FormatTriple } from '../../../models/formats/accuracy/estimate';
import { ACCURACY_SOURCES } from '../../../models/formats/accuracy/sources';
import { findFormat } from '../../../models/formats/registry';
import type { AccuracyFact } from '../../../models/formats/accuracy/types';
import type { Accuracy } from '../../../models/precision/accuracy-of';

export interface FactRow {
  readonly key: string;
  readonly fact: AccuracyFact;
  readonly value: string;
  readonly reference: string;
  /** In per cent of the reference; a divergence is a change itself. */
  readonly change: string;
}

/** Rows in the order of the tables; values as they were printed. */
export function factRows(facts: readonly AccuracyFact[]): readonly FactRow[] {
  return facts.map((fact, index) => {
    const { value, reference, metric } = fact;
    const change = metric === 'divergence' ? '' : percent(value / reference - 1);
    return {
      key: `${index}`,
      fact,
      value: `${value}`,
      reference: metric === 'divergence' ? '' : `${reference}`,
      change,
    };
  });
}

/** What is known of the design's own formats, in one sentence that says whether it is published or estimated. */
export function accuracySentence(accuracy: Accuracy, formats: FormatTriple, model: string | null): string {
  const [weights, activations, cache] = [formats.weights, formats.activations, formats.keyValues].map(formatLabel);
  const pair = `weights ${weights}, activations ${activations}, cache ${cache}`;
  const of = model ?? 'this model, of which nothing is published here';
  if (accuracy.kind === 'missing') return `No estimate for ${pair}: ${accuracy.reason}.`;
  if (accuracy.kind === 'published') {
    const { fact, value } = accuracy;
    const read = ACCURACY_SOURCES[fact.source].read === 'secondary' ? ', as quoted by others' : '';
    return `Published for ${pair} on ${of}: perplexity ${fact.value} on ${fact.test}, ${percent(value - 1)} against 16 bits (${fact.title}${read}).`;
  }
  if (accuracy.high === 1) return `With ${pair} nothing is rounded below 16 bits.`;
  const range = `${percent(accuracy.low - 1)} to ${percent(accuracy.high - 1)}`;
  const basis = accuracy.basis === 'model' ? '' : ' It rests on other models.';
  return `Estimate for ${pair} on ${of}: perplexity ${range} against 16 bits, most likely ${percent(accuracy.value - 1)}.${basis}`;
}

/** A format's name; tables also have formats of their own, by the name of the source. */
export function formatLabel(id: string): string {
  return findFormat(id)?.label ?? id;
}

export function percent(share: number): string {
  const digits = Math.abs(share) < 0.0995 ? 2 : Math.abs(share) < 9.95 ? 1 : 0;
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(digits)} %`;
}
