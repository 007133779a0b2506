/**
 * How much a model's perplexity rises with the noise in its operands, fitted on published values.
 *
 * Model: ln(perplexity / perplexity at 16 bits) = sensitivity x (noise of weights + noise of activations). To first order
 * the loss is quadratic in the error, so linear in its power; the fitted points keep one ratio over a hundredfold range
 * of noise. The sensitivity of a model is the median ratio of its points.
 */
import { log } from '../../units/deterministic-math';
import { noiseOf } from './noise';
import { DIRECT_CAST, type AccuracyFact } from './types';

/** Increases below 0.1 % are noise of the evaluation, not of the format. */
const SMALLEST_INCREASE = 1e-3;
/** One text, since sensitivities differ between texts; not the windows of llama.cpp. */
const TEST = 'WikiText-2';

export interface FittedPoint {
  readonly model: string;
  readonly noise: number;
  /** ln of the ratio to 16 bits. */
  readonly increase: number;
}

/** Published points that the fit uses: direct casts on one text with known noise, none of them suspect. */
export function fittedPoints(facts: readonly AccuracyFact[]): readonly FittedPoint[] {
  const points = new Map<string, FittedPoint>();
  for (const fact of facts) {
    const { scheme, metric, test, suspect, model } = fact;
    if (metric !== 'perplexity' || test !== TEST || suspect !== null || scheme.method !== DIRECT_CAST) continue;
    const weights = noiseOf(scheme.weights, 'weights');
    const activations = noiseOf(scheme.activations, 'activations');
    if (weights === null || activations === null) continue;
    const increase = log(fact.value / fact.reference);
    // A value that several tables repeat would vouch for itself when it is left out.
    const key = `${model} ${scheme.weights} ${scheme.activations}`;
    if (increase < SMALLEST_INCREASE || points.has(key)) continue;
    points.set(key, { model, noise: weights.value + activations.value, increase });
  }
  return [...points.values()];
}

/** Factors by which a prediction missed the published value it was not fitted on. */
export interface FactorError {
  readonly points: number;
  readonly median: number;
  readonly ninetieth: number;
  readonly worst: number;
}

export interface SensitivityFit {
  readonly byModel: ReadonlyMap<string, number>;
  /** Median over models: for a model without published values. */
  readonly typical: number;
  /** The largest noise among the points: beyond it nothing was fitted. */
  readonly largestNoise: number;
  /** Each point predicted from the other points of its model. */
  readonly knownModel: FactorError;
  /** Each point predicted from all models but its own. */
  readonly unknownModel: FactorError;
}

export function fitSensitivity(points: readonly FittedPoint[]): SensitivityFit {
  const models = [...new Set(points.map(({ model }) => model))];
  const pointsOf = (model: string) => points.filter((point) => point.model === model);
  const byModel = new Map(models.map((model) => [model, median(ratios(pointsOf(model)))]));
  return {
    byModel,
    typical: median([...byModel.values()]),
    largestNoise: Math.max(...points.map(({ noise }) => noise)),
    knownModel: factorError(
      points.flatMap((point) => {
        const others = pointsOf(point.model).filter((other) => other !== point);
        return others.length < 2 ? [] : [missOf(point, median(ratios(others)))];
      }),
    ),
    unknownModel: factorError(
      points.map((point) => {
        const others = [...byModel].filter(([model]) => model !== point.model).map(([, sensitivity]) => sensitivity);
        return missOf(point, median(others));
      }),
    ),
  };
}

function ratios(points: readonly FittedPoint[]): readonly number[] {
  return points.map(({ increase, noise }) => increase / noise);
}

function missOf({ increase, noise }: FittedPoint, sensitivity: number): number {
  const ratio = (sensitivity * noise) / increase;
  return Math.max(ratio, 1 / ratio);
}

function factorError(misses: readonly number[]): FactorError {
  const sorted = misses.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { points: sorted.length, median: at(0.5), ninetieth: at(0.9), worst: at(1) };
}

/** The middle value; the lower of the two middle ones of an even number; NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? NaN;
}
