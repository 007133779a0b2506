import type { Distribution } from '../../../models/formats/error/distributions';
import type { AccumulatorCodes } from '../../../models/formats/lab/accumulator';
import type { FormatPair, OperandSources } from '../../../models/formats/lab/product';
import { questionOf, type SourceDraft } from './source-draft';

/** What the reader set of the activations that weights are multiplied with, and of the accumulator. */
export interface ProductDraft {
  readonly distribution: Distribution;
  readonly outlierFactor: number;
  readonly outlierEvery: number;
  /** Null: that of the weights. */
  readonly format: string | null;
  readonly codes: AccumulatorCodes;
}

export const FIRST_PRODUCT: ProductDraft = {
  distribution: 'gaussian',
  outlierFactor: 1,
  outlierEvery: 128,
  format: null,
  codes: { weightBits: 4, activationBits: 8 },
};

/** Rows of activations. */
const TOKENS = 64;

/** Integers with one scale a row, that other formats are seen against. */
export const REFERENCE_INTEGERS = ['int2', 'int3', 'int4', 'int5', 'int6', 'int7', 'int8'] as const;

type Activations = Pick<ProductDraft, 'distribution' | 'outlierFactor' | 'outlierEvery'>;

export function operandsOf(weights: SourceDraft, draft: Activations): OperandSources {
  const { source, rotation } = questionOf(weights);
  const { distribution, outlierEvery: every, outlierFactor: factor } = draft;
  return {
    weights: source,
    activations: {
      kind: 'random',
      distribution,
      // Another stream than that of the weights.
      seed: weights.seed + 1,
      rows: TOKENS,
      columns: source.columns,
      outliers: factor === 1 ? null : { every, factor },
    },
    rotation,
  };
}

/** The compared formats and the reference integers, each once. */
export function pairsOf(compared: readonly string[], activations: string | null): readonly FormatPair[] {
  return [...new Set([...compared, ...REFERENCE_INTEGERS])].map((weights) => ({
    weights,
    activations: activations ?? weights,
  }));
}
