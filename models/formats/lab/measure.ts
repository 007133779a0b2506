/** What quantisation does to a tensor, format by format. */
import { findDefinition } from '../definitions/registry';
import type { FormatDefinition, QuantiseOptions } from '../definitions/types';
import { pow } from '../../units/deterministic-math';
import { randomTensor } from '../error/distributions';
import { rotateByHadamard } from '../error/hadamard';
import { theoryOf } from '../error/crossovers';
import { decibels, errorStatistics } from '../error/statistics';
import { groupingOf } from '../quantise/recipe';
import { findFormat } from '../registry';
import { channelsOf } from './channels';
import type { LabQuestion, LabSource } from './question';
import { channelSpread, groupSpread, quantiseForSpread, type GroupSpread, type Spread } from './spread';

export interface FormatError {
  readonly id: string;
  readonly label: string;
  readonly bitsPerElement: number;
  /** Decibels; NaN where the tensor is all zeros or holds what is no number. */
  readonly qsnrDb: number;
  /** What the closed form makes of the groups' crest factors; NaN where there is none. See `theoryOf`. */
  readonly closedFormDb: number;
  readonly meanSquaredError: number;
  readonly largestError: number;
  /** Elements clamped to the largest value of their type, 0..1. */
  readonly saturatedShare: number;
  /** Of groups that share a scale, of at most `MOST_GROUPS` spread evenly over the tensor, with their crest factors. */
  readonly groups: GroupSpread;
  readonly groupSize: number;
  /** Of the columns in `channelIndices`. */
  readonly channels: Spread;
  readonly channelIndices: readonly number[];
}

/** Choices of a question beside its tensor and formats. */
type MeasureOptions = Partial<Pick<LabQuestion, 'scaleRule' | 'stochasticSeed'>>;

/** Enough for a picture of how they spread. */
export const MOST_GROUPS = 2000;
/** Channels that are measured for their size, besides those that are spread evenly. */
const STANDING_OUT = 16;
/** Groups of formats that have one scale for the tensor or none: what a block would be. */
const GROUP_WITHOUT_SCALE = 32;

/** The tensor of a source, rotated where asked for. A new array, so that the source stays as it is. */
export function tensorOf(source: LabSource, rotation: number | null): Float32Array {
  const values =
    source.kind === 'random'
      ? randomTensor(source.distribution, source.seed, source.rows * source.columns, source.columns, source.outliers)
      : source.values.slice();
  // One seed for all: the rotation is part of a format's definition, not of the sample.
  if (rotation !== null) rotateByHadamard(values, rotation, 1);
  return values;
}

/**
 * Errors of one format on a tensor. A rotated tensor is measured as it is: the rotation back is orthogonal and leaves
 * the length of an error as it was. `options` count where the format has them.
 */
export function measureFormat(
  id: string,
  tensor: Float32Array,
  columns: number,
  options: MeasureOptions = {},
): FormatError {
  const definition = findDefinition(id);
  const format = findFormat(id);
  if (definition === undefined || format === undefined) throw new Error(`unknown number format ${id}`);
  const recipe = definition.recipe(optionsOf(definition, options));
  const quantised = quantiseForSpread(recipe, tensor, columns);
  const { qsnrDb, meanSquaredError, largestError } = errorStatistics(tensor, quantised.values);
  const grouping = groupingOf(recipe);
  const groupSize =
    grouping.kind === 'group' ? Math.min(grouping.size, columns) : grouping.kind === 'channel' && recipe.kind !== 'cast' ? columns : Math.min(GROUP_WITHOUT_SCALE, columns); // prettier-ignore
  const channelIndices = channelsOf(tensor, columns, MOST_GROUPS, STANDING_OUT);
  const groups = groupSpread(quantised, groupSize, MOST_GROUPS);
  return {
    id,
    label: format.label,
    bitsPerElement: format.bitsPerElement,
    qsnrDb,
    closedFormDb: closedFormDb(theoryOf(recipe, columns), groups),
    meanSquaredError,
    largestError,
    saturatedShare: tensor.length === 0 ? 0 : quantised.saturated / tensor.length,
    groups,
    groupSize,
    channels: channelSpread(quantised, channelIndices),
    channelIndices,
  };
}

function optionsOf(
  { options, stochastic }: FormatDefinition,
  { scaleRule = null, stochasticSeed = null }: MeasureOptions,
): QuantiseOptions {
  return {
    ...(scaleRule !== null && options.includes('scaleRule') ? { scaleRule } : {}),
    ...(stochasticSeed !== null && stochastic !== null ? { rounding: { seed: stochasticSeed } } : {}),
  };
}

/** Noise of the closed form over all groups, by their power. Groups of zeros have neither. */
function closedFormDb(
  qsnrAt: ((crestFactor: number) => number) | null,
  { crestFactor, meanSquare }: GroupSpread,
): number {
  if (qsnrAt === null) return NaN;
  let signal = 0;
  let noise = 0;
  for (const [i, power] of meanSquare.entries()) {
    if (power === 0) continue;
    signal += power;
    noise += power * pow(10, -qsnrAt(crestFactor[i]!) / 10);
  }
  return decibels(signal / noise);
}
