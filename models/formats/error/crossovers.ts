/** Theory by recipe, and the crest factors where integers and floats of one width are equally good. */
import { floatElement, integerElement, mxIntegerElement, type Element } from '../elements/float-element';
import { groupingOf, type Recipe } from '../quantise/recipe';
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
  return qsnrOf(recipe.element, scale, 'exact');
}

function qsnrOf(element: Element, scale: ScaleModel, maximum: IntegerMaximum): (kappa: number) => number {
  return element.kind === 'float'
    ? (kappa) => floatQsnrDb(element, kappa, scale)
    : (kappa) => integerQsnrDb(element.bits, kappa, scale, maximum);
}

export interface CrossoverPair {
  readonly integers: string;
  readonly floats: string;
  readonly integerElement: Element;
  readonly floatElement: Element;
  /** With the assumptions that give the published point. */
  readonly publishedScale: ScaleModel;
  readonly scale: ScaleModel;
  /** arXiv:2510.25602, section 4.2. */
  readonly published: Crossover;
}

const POWER: ScaleModel = { kind: 'powerOfTwo', rho: MEAN_RHO };

/** The scale of the NV formats; the text of the paper says rho = 1, the script of its authors has 1.05. */
function nvScale(rho: number): ScaleModel {
  return { kind: 'mantissa', rho, blockSize: 16 };
}

export const CROSSOVER_PAIRS: readonly CrossoverPair[] = [
  {
    integers: 'mxint8',
    floats: 'mxfp8_e4m3',
    integerElement: mxIntegerElement(8),
    floatElement: floatElement(4, 3, 'nanOnly'),
    publishedScale: POWER,
    scale: POWER,
    published: { kappa: 7.55, qsnrDb: 31.86 },
  },
  {
    integers: 'mxint6',
    floats: 'mxfp6_e2m3',
    integerElement: mxIntegerElement(6),
    floatElement: floatElement(2, 3, 'none'),
    publishedScale: POWER,
    scale: POWER,
    published: { kappa: 1.96, qsnrDb: 31.54 },
  },
  {
    integers: 'mxint4',
    floats: 'mxfp4',
    integerElement: mxIntegerElement(4),
    floatElement: floatElement(2, 1, 'none'),
    publishedScale: POWER,
    scale: POWER,
    published: { kappa: 2.04, qsnrDb: 19.14 },
  },
  {
    integers: 'nvint4',
    floats: 'nvfp4',
    integerElement: integerElement(4),
    floatElement: floatElement(2, 1, 'none'),
    publishedScale: nvScale(1.05),
    scale: nvScale(1),
    published: { kappa: 2.39, qsnrDb: 21.14 },
  },
];

/** `published`: under the paper's assumptions. `exact`: with the largest integers that there are, and rho = 1 for NV. */
export function crossoverOf(pair: CrossoverPair, assumptions: IntegerMaximum): Crossover {
  const scale = assumptions === 'published' ? pair.publishedScale : pair.scale;
  return crossover(qsnrOf(pair.integerElement, scale, assumptions), qsnrOf(pair.floatElement, scale, assumptions));
}
