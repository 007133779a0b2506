/** What quantisation does to a tensor, format by format. */
import { findDefinition } from '../definitions/registry';
import { randomTensor } from '../error/distributions';
import { rotateByHadamard } from '../error/hadamard';
import { decibels, errorStatistics } from '../error/statistics';
import { quantiseTensor } from '../quantise/quantiser';
import { groupingOf } from '../quantise/recipe';
import { findFormat } from '../registry';
import type { LabQuestion, LabSource } from './question';

export interface FormatError {
  readonly id: string;
  readonly label: string;
  readonly bitsPerElement: number;
  /** Decibels; NaN where the tensor is all zeros or holds what is no number. */
  readonly qsnrDb: number;
  readonly meanSquaredError: number;
  readonly largestError: number;
  /** Elements clamped to the largest value of their type, 0..1. */
  readonly saturatedShare: number;
  /** QSNR and crest factor of groups that share a scale, of at most `MOST_GROUPS` spread evenly over the tensor. */
  readonly groupQsnrDb: Float64Array;
  readonly groupCrestFactor: Float64Array;
  readonly groupSize: number;
  /** QSNR of each column (channel), of at most `MOST_GROUPS` spread evenly. */
  readonly channelQsnrDb: Float64Array;
}

/** Enough for a picture of how they spread. */
export const MOST_GROUPS = 2000;
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
 * the length of an error as it was.
 */
export function measureFormat(id: string, tensor: Float32Array, columns: number): FormatError {
  const definition = findDefinition(id);
  const format = findFormat(id);
  if (definition === undefined || format === undefined) throw new Error(`unknown number format ${id}`);
  const recipe = definition.recipe({});
  const { values, saturated } = quantiseTensor(recipe, tensor, columns);
  const { qsnrDb, meanSquaredError, largestError } = errorStatistics(tensor, values);
  const grouping = groupingOf(recipe);
  const groupSize =
    grouping.kind === 'group' ? Math.min(grouping.size, columns) : grouping.kind === 'channel' ? columns : Math.min(GROUP_WITHOUT_SCALE, columns); // prettier-ignore
  return {
    id,
    label: format.label,
    bitsPerElement: format.bitsPerElement,
    qsnrDb,
    meanSquaredError,
    largestError,
    saturatedShare: tensor.length === 0 ? 0 : saturated / tensor.length,
    ...groupErrors(tensor, values, columns, groupSize),
    groupSize,
    channelQsnrDb: channelErrors(tensor, values, columns),
  };
}

/** What a measurement of the given question answers, one after the other, so that a worker can be stopped between. */
export function* measureAll({ source, rotation, formats }: LabQuestion): Generator<FormatError> {
  const tensor = tensorOf(source, rotation);
  for (const id of formats) yield measureFormat(id, tensor, source.columns);
}

function groupErrors(tensor: Float32Array, values: Float32Array, columns: number, size: number) {
  const perRow = Math.ceil(columns / size);
  const groups = Math.ceil(tensor.length / columns) * perRow;
  const shown = Math.min(groups, MOST_GROUPS);
  const groupQsnrDb = new Float64Array(shown);
  const groupCrestFactor = new Float64Array(shown);
  for (let i = 0; i < shown; i++) {
    const group = Math.floor((i * groups) / shown);
    const row = Math.floor(group / perRow) * columns;
    const from = row + (group % perRow) * size;
    const to = Math.min(from + size, row + columns, tensor.length);
    const { qsnrDb, crestFactor } = errorStatistics(tensor, values, from, to);
    groupQsnrDb[i] = qsnrDb;
    groupCrestFactor[i] = crestFactor;
  }
  return { groupQsnrDb, groupCrestFactor };
}

function channelErrors(tensor: Float32Array, values: Float32Array, columns: number): Float64Array {
  const shown = Math.min(columns, MOST_GROUPS);
  const result = new Float64Array(shown);
  for (let i = 0; i < shown; i++) {
    let signal = 0;
    let noise = 0;
    for (let at = Math.floor((i * columns) / shown); at < tensor.length; at += columns) {
      const error = tensor[at]! - values[at]!;
      signal += tensor[at]! * tensor[at]!;
      noise += error * error;
    }
    result[i] = noise === 0 && signal === 0 ? NaN : decibels(signal / noise);
  }
  return result;
}
