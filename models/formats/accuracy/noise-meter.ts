import { findDefinition } from '../definitions/registry';
import { randomTensor, type Distribution } from '../error/distributions';
import { errorStatistics } from '../error/statistics';
import { quantiseTensor } from '../quantise/quantiser';
import { CHANNEL, groupsOf, type Recipe, type RowGrouping } from '../quantise/recipe';
import { noiseFrom, noiseOf, type Decibels, type Noise, type OperandClass } from './noise';

/** As for the tables of `noise.ts`, of one seed; of heavy tails by whole channels another seed differs by a decibel. */
const COLUMNS = 1024;
const ELEMENTS = 102_400;
const SEED = 1;
/** A scale for each head and token of a cache: a group of so many. */
const HEAD = 128;

/**
 * Noise of any format: of the tables where they have it, else measured on samples with the bit-exact quantiser and
 * remembered. So a format that a user describes has an estimate of its accuracy like every other.
 */
export class NoiseMeter {
  readonly #samples = new Map<Distribution, Float32Array>();
  readonly #measured = new Map<string, Decibels | null>();

  /** Null where nobody knows how the format is quantised. */
  of(format: string, operands: OperandClass): Noise | null {
    const known = noiseOf(format, operands);
    if (known !== null) return known;
    const channel = operands === 'keyValues' ? groupsOf(HEAD) : CHANNEL;
    const key = `${format} ${operands === 'keyValues'}`;
    const measured = this.#measured.get(key) ?? this.#measure(format, channel);
    this.#measured.set(key, measured);
    return measured === null ? null : noiseFrom(measured, operands);
  }

  /** `channel`: what shares a scale where the format has none for blocks. */
  #measure(format: string, channel: RowGrouping): Decibels | null {
    const recipe = findDefinition(format)?.recipe({});
    if (recipe === undefined) return null;
    const scaled = withScale(recipe, channel);
    const of = (distribution: Distribution) => {
      const sample = this.#sample(distribution);
      return errorStatistics(sample, quantiseTensor(scaled, sample, COLUMNS).values).qsnrDb;
    };
    return [of('gaussian'), of('laplace'), of('student_t3')];
  }

  #sample(distribution: Distribution): Float32Array {
    const sample = this.#samples.get(distribution) ?? randomTensor(distribution, SEED, ELEMENTS, COLUMNS);
    this.#samples.set(distribution, sample);
    return sample;
  }
}

/** Floats without a scale have one for each channel, as casts to them are made; blocks stay. */
function withScale(recipe: Recipe, channel: RowGrouping): Recipe {
  if (recipe.kind === 'cast') {
    return {
      kind: 'scaled',
      element: recipe.element,
      grouping: channel,
      scaleFrom: 'largestMagnitude',
      bounds: null,
      scaleType: 'fp32',
    };
  }
  return 'grouping' in recipe && recipe.grouping.kind === 'channel' ? { ...recipe, grouping: channel } : recipe;
}
