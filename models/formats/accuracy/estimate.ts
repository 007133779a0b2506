/** Perplexity of a model under a scheme: published where it is, else a range that is named an estimate. */
import { exp, log } from '../../units/deterministic-math';
import { findAccuracy } from './facts';
import { noiseOf, type Noise, type OperandClass } from './noise';
import { NoiseMeter } from './noise-meter';
import { fittedPoints, fitSensitivity, median, type FactorError, type SensitivityFit } from './sensitivity';
import { DIRECT_CAST, type AccuracyFact } from './types';

/** Formats of the three classes of operands. */
export type FormatTriple = Readonly<Record<OperandClass, string>>;

/** Ratio of perplexity to that at 16 bits: never a fact, always with its range and the error behind it. */
export interface PerplexityEstimate {
  readonly kind: 'estimate';
  readonly low: number;
  readonly value: number;
  readonly high: number;
  /** `model`: from published values of this model; `typical`: of other models only. */
  readonly basis: 'model' | 'typical';
  readonly error: FactorError;
}

export interface NoEstimate {
  readonly kind: 'missing';
  readonly reason: string;
}

/** How much a unit of noise in cached keys and values counts, as a share of one in weights. */
export interface CacheShare {
  readonly value: number;
  readonly high: number;
  readonly models: number;
}

/** Everything that estimates are made of, fitted once from the published facts. */
export interface AccuracyModel {
  readonly facts: readonly AccuracyFact[];
  readonly sensitivity: SensitivityFit;
  readonly cacheShare: CacheShare;
  /** Of any format, described ones too. */
  readonly noise: NoiseMeter;
}

export function fitAccuracyModel(facts: readonly AccuracyFact[]): AccuracyModel {
  const sensitivity = fitSensitivity(fittedPoints(facts));
  return { facts, sensitivity, cacheShare: fitCacheShare(facts, sensitivity), noise: new NoiseMeter() };
}

/**
 * Range of perplexity over that at 16 bits for a direct cast.
 *
 * The range is the value's increase divided and multiplied by the factor that nine of ten left-out points stay within,
 * and widened by the span of the noise itself. Noise beyond the fitted range is not extrapolated.
 *
 * Not modelled: calibration and rotation (GPTQ, AWQ, Hadamard), which lower the increase; models trained in a format, which
 * have none from it; outliers of single models; which layers stay at 16 bits; that noise of several operands may correlate.
 */
export function estimatePerplexity(
  { sensitivity, cacheShare, noise: meter }: AccuracyModel,
  model: string | null,
  formats: FormatTriple,
): PerplexityEstimate | NoEstimate {
  const noises: Partial<Record<OperandClass, Noise>> = {};
  for (const operands of ['weights', 'activations', 'keyValues'] as const) {
    const noise = meter.of(formats[operands], operands);
    if (noise === null) return missing(`the noise of ${formats[operands]} is not known`);
    noises[operands] = noise;
  }
  const { weights, activations, keyValues } = noises as Record<OperandClass, Noise>;
  const products = weights.value + activations.value;
  if (products > sensitivity.largestNoise) {
    const beyond = `noise of ${percent(products)} of the signal is beyond the ${percent(sensitivity.largestNoise)} that published values reach`;
    return missing(beyond);
  }
  const own = model === null ? undefined : sensitivity.byModel.get(model);
  const error = own === undefined ? sensitivity.unknownModel : sensitivity.knownModel;
  const slope = own ?? sensitivity.typical;
  const increase = slope * (products + cacheShare.value * keyValues.value);
  const least = (slope * (weights.low + activations.low)) / error.ninetieth;
  const most = slope * (weights.high + activations.high + cacheShare.high * keyValues.high) * error.ninetieth;
  const basis = own === undefined ? 'typical' : 'model';
  return { kind: 'estimate', low: exp(least), value: exp(increase), high: exp(most), basis, error };
}

/** What was published of a model under a triple: direct casts first, then calibrated schemes, in the tables' order. */
export function publishedPerplexity(
  { facts }: AccuracyModel,
  model: string,
  formats: FormatTriple,
): readonly AccuracyFact[] {
  const found = facts.filter(
    ({ scheme, metric, suspect, ...fact }) =>
      fact.model === model &&
      metric === 'perplexity' &&
      suspect === null &&
      sameFormat(scheme.weights, formats.weights) &&
      sameFormat(scheme.activations, formats.activations) &&
      sameFormat(scheme.keyValues, formats.keyValues),
  );
  const direct = found.filter(({ scheme }) => scheme.method === DIRECT_CAST);
  return [...direct, ...found.filter((fact) => !direct.includes(fact))];
}

/** Publications call their reference FP16 or BF16; no perplexity tells the two apart. */
function sameFormat(published: string, wanted: string): boolean {
  const at16Bits = (id: string) => (id === 'bf16' ? 'fp16' : id);
  return at16Bits(published) === at16Bits(wanted);
}

/**
 * From QServe's W4A8KV4 against AWQ's W4A16 on the same models: the increase between the two over that which the noise of
 * a 4-bit cache would make in weights. It includes activations at 8 bits and another weight algorithm, so it errs high.
 */
function fitCacheShare(facts: readonly AccuracyFact[], sensitivity: SensitivityFit): CacheShare {
  const noise = noiseOf('int4_asym_g128', 'keyValues')?.value ?? NaN;
  const values = (method: string, keyValues: string) =>
    new Map(findAccuracy(facts, { source: 'deepcompressor', method, keyValues }).map((fact) => [fact.model, fact]));
  const plain = values('AWQ', 'fp16');
  const shares = [...values('QoQ', 'int4')].flatMap(([model, { value }]) => {
    const without = plain.get(model)?.value;
    const slope = sensitivity.byModel.get(model);
    return without === undefined || slope === undefined ? [] : [log(value / without) / (slope * noise)];
  });
  return { value: median(shares), high: Math.max(...shares), models: shares.length };
}

function missing(reason: string): NoEstimate {
  return { kind: 'missing', reason };
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(2)} %`;
}
