/** Theory by recipe, and the crest factors where integers and floats of one width are equally good. */
import { floatElement, type Element, type FloatElement } from '../elements/float-element';
import { groupingOf, type Recipe } from '../quantise/recipe';
import { decibels } from './statistics';
import {
  crossover,
  floatQsnrDb,
  integerQsnrDb,
  MEAN_RHO,
  type Crossover,
  type IntegerMaximum,
  type ScaleModel,
} from './theory';

/**
 * QSNR by crest factor of the elements that share a scale, of a recipe in rows of `columns`; null where there is no closed
 * form: casts (no scale follows the elements), lists of levels, zero points, ternary.
 */
export function theoryOf(recipe: Recipe, columns: number): ((kappa: number) => number) | null {
  if (recipe.kind === 'scaled' && recipe.scaleFrom === 'meanMagnitude') return null;
  if (recipe.kind !== 'powerOfTwo' && recipe.kind !== 'twoLevel' && recipe.kind !== 'scaled') return null;
  const grouping = groupingOf(recipe);
  const blockSize = grouping.kind === 'group' ? grouping.size : columns;
  const scale: ScaleModel =
    recipe.kind === 'powerOfTwo' ? { kind: 'powerOfTwo', rho: MEAN_RHO } : { kind: 'mantissa', rho: 1, blockSize };
  const nearest = qsnrOf(recipe.element, scale);
  if (typeof recipe.rounding !== 'object') return nearest;
  return (kappa) => nearest(kappa) - STOCHASTIC_LOSS;
}

/**
 * An error spread evenly over the place f of a value between its neighbours has the power q^2 / 12 of nearest rounding, and
 * f (1 - f) q^2 on average, q^2 / 6, of stochastic rounding: twice as much, in decibels.
 */
const STOCHASTIC_LOSS = decibels(2);

function qsnrOf(element: Element, scale: ScaleModel): (kappa: number) => number {
  return element.kind === 'float'
    ? (kappa) => floatQsnrDb(element, kappa, scale)
    : (kappa) => integerQsnrDb(element.bits, kappa, scale, 'exact');
}

/** An integer and a float format of equal bits and scales. */
export interface CrossoverPair {
  readonly integers: string;
  readonly floats: string;
  readonly bits: number;
  readonly floatElement: FloatElement;
  readonly blockSize: 16 | 32;
  readonly scale: ScaleModel['kind'];
  /** The scale over the ideal one: as the format has it, and as the published point needs it. */
  readonly rho: number;
  readonly publishedRho: number;
  /** arXiv:2510.25602, section 4.2. */
  readonly published: Crossover;
}

const MX = { blockSize: 32, scale: 'powerOfTwo', rho: MEAN_RHO, publishedRho: MEAN_RHO } as const;

export const CROSSOVER_PAIRS: readonly CrossoverPair[] = [
  {
    ...{ integers: 'mxint8', floats: 'mxfp8_e4m3', bits: 8, floatElement: floatElement(4, 3, 'nanOnly'), ...MX },
    published: { kappa: 7.55, qsnrDb: 31.86 },
  },
  {
    ...{ integers: 'mxint6', floats: 'mxfp6_e2m3', bits: 6, floatElement: floatElement(2, 3, 'none'), ...MX },
    published: { kappa: 1.96, qsnrDb: 31.54 },
  },
  {
    ...{ integers: 'mxint4', floats: 'mxfp4', bits: 4, floatElement: floatElement(2, 1, 'none'), ...MX },
    published: { kappa: 2.04, qsnrDb: 19.14 },
  },
  {
    ...{ integers: 'nvint4', floats: 'nvfp4', bits: 4, floatElement: floatElement(2, 1, 'none') },
    ...{ blockSize: 16, scale: 'mantissa', rho: 1 },
    // The value in the authors' script; the text says 1, which moves the crossover to 2.46.
    publishedRho: 1.05,
    published: { kappa: 2.39, qsnrDb: 21.14 },
  },
];

/** The scale of both formats of a pair, `rho` times the ideal one. */
export function scaleOf({ scale, blockSize }: CrossoverPair, rho: number): ScaleModel {
  return scale === 'powerOfTwo' ? { kind: 'powerOfTwo', rho } : { kind: 'mantissa', rho, blockSize };
}

/** Where the two formats of a pair have the same QSNR, in closed form. */
export function crossoverOf(pair: CrossoverPair, rho: number, maximum: IntegerMaximum): Crossover {
  const scale = scaleOf(pair, rho);
  return crossover(
    (kappa) => integerQsnrDb(pair.bits, kappa, scale, maximum),
    (kappa) => floatQsnrDb(pair.floatElement, kappa, scale),
  );
}
