import type { LineData, LineSeries } from '../../charts/lines/data';
import type { AccuracyModel, FormatTriple } from '../../../models/formats/accuracy/estimate';
import { findFormat } from '../../../models/formats/registry';
import { accuracyOf, type Accuracy } from '../../../models/precision/accuracy-of';
import { formatLabel } from './accuracy-rows';
import { drawnIncrease, type Ranged } from './increase';

interface Point {
  readonly bits: number;
  readonly weights: string;
  readonly kind: 'published' | 'estimate';
  readonly ratio: Ranged;
}

/**
 * Increase of perplexity over the bits of a weight: the design's own formats, and other weights under its activations and
 * cache. Estimates have their range. Null where nothing of it is known.
 */
export function accuracyData(
  accuracy: AccuracyModel,
  model: string | null,
  formats: FormatTriple,
  otherWeights: readonly string[],
): LineData | null {
  const points = [...new Set([formats.weights, ...otherWeights])]
    .flatMap((weights) => pointOf(weights, accuracyOf(accuracy, model, { ...formats, weights })))
    .toSorted((a, b) => a.bits - b.bits);
  if (points.length === 0) return null;
  const own = points.find(({ weights }) => weights === formats.weights);
  const series = (id: string, label: string, look: LineSeries['look'], of: (point: Point) => boolean): LineSeries => {
    const end = (name: keyof Ranged) => points.map((point) => (of(point) ? drawnIncrease(point.ratio)[name] : NaN));
    const colour = id === 'own' ? 'vermilion' : 'blue';
    return { id, label, colour, look, y: end('value'), range: { low: end('low'), high: end('high') } };
  };
  const isOther = (kind: Point['kind']) => (point: Point) => point !== own && point.kind === kind;
  const ownLook = own?.kind === 'published' ? 'points' : 'rings';
  const rest = `activations ${formatLabel(formats.activations)} and cache ${formatLabel(formats.keyValues)}`;
  return {
    finding: `What weights of fewer bits ask in perplexity, with ${rest}`,
    note: 'Filled: published. Rings: estimates, their lines the range that nine of ten keep to.',
    x: { label: 'Bits of a weight', quantity: 'count', scale: 'linear' },
    y: { label: 'Increase of perplexity', quantity: 'ratio', scale: 'log' },
    at: points.map(({ bits }) => bits),
    names: points.map(({ weights }) => formatLabel(weights)),
    series: [
      series('estimate', 'Other weights, estimate', 'rings', isOther('estimate')),
      series('published', 'Other weights, published', 'points', isOther('published')),
      series('own', 'Formats of the design', ownLook, (point) => point === own),
    ].filter(({ y }) => Array.from(y).some(Number.isFinite)),
    marks: [],
  };
}

/** Empty where nothing is known, or nothing is rounded. */
function pointOf(weights: string, accuracy: Accuracy): readonly Point[] {
  const bits = findFormat(weights)?.bitsPerElement ?? NaN;
  if (accuracy.kind === 'missing' || Number.isNaN(bits)) return [];
  if (accuracy.kind === 'estimate') {
    return accuracy.high === 1 ? [] : [{ bits, weights, kind: 'estimate', ratio: accuracy }];
  }
  const { value } = accuracy;
  return [{ bits, weights, kind: 'published', ratio: { low: value, value, high: value } }];
}
