/** What decides the result of a quantisation bit for bit, as plain data. */
import type { Element } from '../elements/float-element';
import type { Levels } from '../elements/level-sets';
import type { Overflow, Rounding } from './grid';
import type { ScaleRule } from './scale-rules';
import type { ScaleType } from './scale-types';

/** Elements that share a scale: the whole tensor, a row (a channel of weights), or so many neighbours in a row. */
export type Grouping =
  { readonly kind: 'tensor' } | { readonly kind: 'channel' } | { readonly kind: 'group'; readonly size: number };

/** Groups that lie within a row. */
export type RowGrouping = Exclude<Grouping, { readonly kind: 'tensor' }>;

export const TENSOR: Grouping = { kind: 'tensor' };
export const CHANNEL: RowGrouping = { kind: 'channel' };
export function groupsOf(size: number): RowGrouping {
  return { kind: 'group', size };
}

/** Bounds that some kernels force a scale into. */
export interface ScaleBounds {
  readonly smallest: number;
  readonly largest: number;
}

/** No scale: every element alone. */
export interface CastRecipe {
  readonly kind: 'cast';
  readonly element: Element;
  readonly rounding: Rounding;
  readonly overflow: Overflow;
}

/** A power of two to a block, 8 bits (E8M0). */
export interface PowerOfTwoRecipe {
  readonly kind: 'powerOfTwo';
  readonly element: Element;
  readonly grouping: Grouping;
  readonly rule: ScaleRule;
  readonly rounding: Rounding;
}

/**
 * A float scale: largest magnitude over the largest element, or (`meanMagnitude`) the mean magnitude, at least 1e-5.
 * x is divided by the scale in float32, rounded to the element type, clamped, and multiplied by the scale in float32.
 */
export interface ScaledRecipe {
  readonly kind: 'scaled';
  readonly element: Element;
  readonly grouping: Grouping;
  readonly scaleFrom: 'largestMagnitude' | 'meanMagnitude';
  readonly bounds: ScaleBounds | null;
  /** What the scale is stored in; FP32 unless given. Elements are divided by what is stored. */
  readonly scaleType?: ScaleType;
  /** Of elements, `even` unless given. */
  readonly rounding?: Rounding;
}

/** Two's complement with its lowest code: scale = largest magnitude / 2^(bits-1), codes -2^(bits-1) .. 2^(bits-1) - 1. */
export interface FullRangeRecipe {
  readonly kind: 'fullRange';
  readonly bits: number;
  readonly grouping: Grouping;
  readonly scaleType?: ScaleType;
}

/** Scale and zero point: (q - z) s with q and z in 0 .. 2^bits - 1. */
export interface AsymmetricRecipe {
  readonly kind: 'asymmetric';
  readonly bits: number;
  readonly grouping: Grouping;
  /** Whether the range is widened to hold zero, so that zero is exact. */
  readonly holdsZero: boolean;
  readonly bounds: ScaleBounds | null;
  readonly scaleType?: ScaleType;
}

/** NVFP4 and NVINT4: an E4M3 scale to a block, and (two levels) a float32 scale to the tensor. */
export interface TwoLevelRecipe {
  readonly kind: 'twoLevel';
  readonly element: Element;
  readonly blockSize: number;
  /** `division`: x / scale. `reciprocal`: x times a rounded reciprocal. `folded`: that, with 1 / Q inside a constant. */
  readonly arithmetic: 'division' | 'reciprocal' | 'folded';
  readonly levels: 1 | 2;
  /** Of elements, `even` unless given; block scales are always rounded to nearest. */
  readonly rounding?: Rounding;
}

/** Each group takes the list of levels with the least mean squared error. */
export interface LevelsRecipe {
  readonly kind: 'levels';
  readonly candidates: readonly Levels[];
  readonly grouping: RowGrouping;
  /** `largestMagnitude`: over the largest level. `powerOfTwo`: the largest level is twice floor's power of two. */
  readonly scaleFrom: 'largestMagnitude' | 'powerOfTwo';
  readonly bounds: ScaleBounds | null;
  /** Of `largestMagnitude`. */
  readonly scaleType?: ScaleType;
  /** A list must do better than this, where there are several; a group without such a list is zero. */
  readonly errorLimit: number;
}

/** NF4: x times the reciprocal of the largest magnitude, against fixed thresholds; times the scale as it is kept. */
export interface NormalFloatRecipe {
  readonly kind: 'normalFloat';
  readonly levels: Levels;
  readonly thresholds: Levels;
  readonly grouping: RowGrouping;
  /** Scales are FP32, or have eight bits under scales of their own: see `double-scales.ts`. */
  readonly scales: 'float32' | 'doubleQuantised';
}

/** Every bit is -1 or 1: odd whole numbers -(2^bits - 1) .. 2^bits - 1, no zero. */
export interface BipolarRecipe {
  readonly kind: 'bipolar';
  readonly bits: number;
  readonly grouping: RowGrouping;
}

export type Recipe =
  | CastRecipe
  | PowerOfTwoRecipe
  | ScaledRecipe
  | FullRangeRecipe
  | AsymmetricRecipe
  | TwoLevelRecipe
  | LevelsRecipe
  | NormalFloatRecipe
  | BipolarRecipe;

/** The grouping of any recipe; a cast has no groups, so that its elements may be taken in runs of any length. */
export function groupingOf(recipe: Recipe): Grouping {
  if (recipe.kind === 'cast') return CHANNEL;
  return recipe.kind === 'twoLevel' ? groupsOf(recipe.blockSize) : recipe.grouping;
}

/** Whether a scale depends on the whole tensor, so that it must be seen once before any of it can be quantised. */
export function needsTensorStatistics(recipe: Recipe): boolean {
  if (recipe.kind === 'normalFloat') return recipe.scales === 'doubleQuantised';
  return recipe.kind === 'twoLevel' ? recipe.levels === 2 : groupingOf(recipe).kind === 'tensor';
}
