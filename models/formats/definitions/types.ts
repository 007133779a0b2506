import type { Element } from '../elements/float-element';
import type { Levels } from '../elements/level-sets';
import type { Rounding } from '../quantise/grid';
import type { Grouping, Recipe, TwoLevelRecipe } from '../quantise/recipe';
import type { ScaleRule } from '../quantise/scale-rules';
import type { ScaleType } from '../quantise/scale-types';

/** What may be chosen beside the format. Each format takes some of them and has a default for each. */
export interface QuantiseOptions {
  /** Which elements share a scale. */
  readonly grouping?: Grouping;
  readonly scaleRule?: ScaleRule;
  readonly rounding?: Rounding;
  /** Beyond the largest value: the largest, or infinity or NaN where the type has them. */
  readonly overflow?: 'saturate' | 'special';
  readonly arithmetic?: TwoLevelRecipe['arithmetic'];
  /** Levels of scales: 2 with one of the whole tensor. */
  readonly levels?: 1 | 2;
  /** `full` uses the lowest code of two's complement as well, `asymmetric` a zero point within the range. */
  readonly range?: 'symmetric' | 'full' | 'asymmetric';
  /** What scales with a mantissa are stored in. */
  readonly scaleType?: ScaleType;
}

export type OptionName = keyof QuantiseOptions;

/** `standard`: a specification or a shipped implementation. `unverified`: its paper could not be read in full. */
export type FormatStatus = 'standard' | 'research' | 'unverified';

/** All of a format but what the cost models need (see `NumberFormat`, with the same id). */
export interface FormatDefinition {
  readonly id: string;
  readonly status: FormatStatus;
  /** The element type, or the levels that take its place. */
  readonly element: Element | { readonly kind: 'levels'; readonly levels: Levels };
  /** In words: what the scale is and how it is found. */
  readonly scale: string;
  /** Specification or paper that defines it. */
  readonly source: string;
  /** Hardware that rounds elements stochastically, by its documentation; null: none is known. */
  readonly stochastic: string | null;
  readonly options: readonly OptionName[];
  readonly recipe: (options: QuantiseOptions) => Recipe;
}
