import { findDefinition } from '../definitions/registry';
import { DISTRIBUTIONS, type Distribution, type OutlierChannels } from '../error/distributions';
import type { ScaleRule } from '../quantise/scale-rules';

/** A random tensor, the same for the same seed. */
export interface RandomSource {
  readonly kind: 'random';
  readonly distribution: Distribution;
  readonly seed: number;
  readonly rows: number;
  readonly columns: number;
  readonly outliers: OutlierChannels | null;
}

/** Elements of the reader's own, row after row. */
export interface TensorSource {
  readonly kind: 'tensor';
  readonly values: Float32Array;
  readonly columns: number;
}

export type LabSource = RandomSource | TensorSource;

export interface LabQuestion {
  readonly source: LabSource;
  /** Neighbours that are rotated together before they are quantised, and back after; null: not rotated. */
  readonly rotation: number | null;
  /** Ids of formats. */
  readonly formats: readonly string[];
  /** Of the formats whose scales are powers of two; null: the rule of each. */
  readonly scaleRule: ScaleRule | null;
  /** Seed of stochastic rounding of the formats that hardware rounds so; null: all go to the nearest. */
  readonly stochasticSeed: number | null;
}

/** Elements of a random tensor: more tell no more, and take seconds. */
export const MOST_RANDOM_ELEMENTS = 1 << 22;
export const MOST_FORMATS = 64;

const LARGEST_ROTATION = 1 << 14;

/** Null, or one sentence that says what can not be asked. */
export function questionProblem({
  source,
  rotation,
  formats,
  stochasticSeed = null,
}: Pick<LabQuestion, 'source' | 'rotation' | 'formats'> & Partial<LabQuestion>): string | null {
  if (formats.length > MOST_FORMATS) return `formats: must be at most ${MOST_FORMATS}`;
  const unknown = formats.find((id) => findDefinition(id) === undefined);
  if (unknown !== undefined) return `formats: there is no format ${JSON.stringify(unknown.slice(0, 40))}`;
  if (stochasticSeed !== null && !isSeed(stochasticSeed)) return `seed of the rounding: ${SEED_RANGE}`;
  const problem = source.kind === 'random' ? randomProblem(source) : tensorProblem(source);
  if (problem !== null) return problem;
  if (rotation === null) return null;
  if (!isWhole(rotation, 2, LARGEST_ROTATION) || (rotation & (rotation - 1)) !== 0) {
    return `rotation: must be a power of two from 2 to ${LARGEST_ROTATION}`;
  }
  if (source.columns % rotation === 0) return null;
  return `rotation: rows of ${source.columns} elements do not divide into runs of ${rotation}`;
}

function randomProblem({ distribution, seed, rows, columns, outliers }: RandomSource): string | null {
  if (!DISTRIBUTIONS.includes(distribution)) return 'distribution: there is none of that name';
  if (!isSeed(seed)) return `seed: ${SEED_RANGE}`;
  if (!isWhole(rows, 1, MOST_RANDOM_ELEMENTS)) return 'rows: must be a whole number above 0';
  if (!isWhole(columns, 1, MOST_RANDOM_ELEMENTS)) return 'columns: must be a whole number above 0';
  if (rows * columns > MOST_RANDOM_ELEMENTS) return `rows: at most ${MOST_RANDOM_ELEMENTS} elements in all`;
  if (outliers === null) return null;
  if (!isWhole(outliers.every, 1, columns)) return `outliers: every must be a whole number from 1 to ${columns}`;
  return outliers.factor > 0 && Number.isFinite(outliers.factor) ? null : 'outliers: factor must be above 0';
}

function tensorProblem({ values, columns }: TensorSource): string | null {
  if (values.length === 0) return 'The tensor is empty.';
  return isWhole(columns, 1, values.length) ? null : 'columns: must be a whole number from 1 to the number of elements';
}

const SEED_RANGE = 'must be a whole number from 0 to 4294967295';

function isSeed(value: number): boolean {
  return isWhole(value, 0, 0xffffffff);
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
