import type { PairError } from '../../../models/formats/lab/product';
import { findFormat } from '../../../models/formats/registry';
import type { ElementEncoding } from '../../../models/formats/types';
import type { LineData, LineSeries } from '../../charts/lines/data';
import { formatLabel } from './accuracy-rows';
import { NOT_YET } from './accumulator-data';
import { REFERENCE_INTEGERS } from './product-draft';

const ENCODINGS = [
  ['int', 'Integers', 'blue'],
  ['float', 'Floats', 'vermilion'],
  ['codebook', 'Lists of levels', 'green'],
] as const satisfies readonly (readonly [ElementEncoding, string, LineSeries['colour']])[];

/** QSNR of the output against bits: a point for each pair, and the line of the reference integers. */
export function productData(pairs: readonly PairError[]): LineData {
  const rising = pairs.toSorted((a, b) => a.bitsPerElement - b.bitsPerElement);
  const at = Float64Array.from(rising, ({ bitsPerElement }) => bitsPerElement);
  const points = ENCODINGS.map(([encoding, label, colour]): LineSeries => {
    const isOf = ({ weights }: PairError) => findFormat(weights)?.encoding === encoding;
    const y = Float64Array.from(rising, (pair) => (isOf(pair) ? pair.outputQsnrDb : NaN));
    return { id: encoding, label: `${label}, measured`, colour, look: 'points', y };
  });
  return {
    finding: findingOf(pairs),
    note: 'QSNR of the output of activations × weights. Line: integers with one scale a row, the noise of both operands added up.',
    x: { label: 'Mean bits of a weight and an activation, scales included', quantity: 'count', scale: 'linear' },
    y: { label: 'QSNR of the output, dB', quantity: 'count', scale: 'linear' },
    at,
    series: [
      ...points.filter(({ y }) => Array.from(y).some(Number.isFinite)),
      {
        id: 'reference',
        label: 'INT2 to INT8, noises added up',
        colour: 'blue',
        look: 'dashed',
        y: referenceLine(rising, at),
      },
    ],
    marks: [],
  };
}

/** Errors of coarser formats follow the values, so that noises are not independent. */
const COARSE_DB = 6;

function findingOf(pairs: readonly PairError[]): string {
  if (pairs.length === 0) return NOT_YET;
  const fine = pairs.filter(({ predictedQsnrDb }) => predictedQsnrDb >= COARSE_DB);
  const apart = fine.map(differenceDb).filter(Number.isFinite);
  if (apart.length === 0) return 'No output has an error that noises added up could be compared with';
  const most = Math.max(...apart.map(Math.abs));
  return `The noises of both operands add up: outputs of ${COARSE_DB} dB and more lie within ${most.toFixed(2)} dB of their sum`;
}

/** Decibels by which the measured output is better than the sum of both noises; NaN where both are exact. */
export function differenceDb({ outputQsnrDb, predictedQsnrDb }: PairError): number {
  return outputQsnrDb - predictedQsnrDb;
}

/** Straight between the reference integers, so that it has a value at every point; NaN outside of them. */
function referenceLine(rising: readonly PairError[], at: Float64Array): Float64Array {
  const known = rising.filter(({ weights }) => REFERENCE_INTEGERS.some((id) => id === weights));
  return at.map((bits) => {
    const above = known.find(({ bitsPerElement }) => bitsPerElement >= bits);
    const below = known.findLast(({ bitsPerElement }) => bitsPerElement <= bits);
    if (above === undefined || below === undefined) return NaN;
    const width = above.bitsPerElement - below.bitsPerElement;
    const share = width === 0 ? 0 : (bits - below.bitsPerElement) / width;
    return below.predictedQsnrDb + share * (above.predictedQsnrDb - below.predictedQsnrDb);
  });
}

export interface ProductRow {
  readonly id: string;
  readonly weights: string;
  readonly activations: string;
  readonly pair: PairError;
}

/** Best output first; those without a number last. */
export function productRows(pairs: readonly PairError[]): readonly ProductRow[] {
  const order = ({ outputQsnrDb }: PairError) => (Number.isNaN(outputQsnrDb) ? -Infinity : outputQsnrDb);
  return pairs
    .toSorted((a, b) => order(b) - order(a))
    .map((pair) => ({
      id: `${pair.weights} ${pair.activations}`,
      weights: formatLabel(pair.weights),
      activations: formatLabel(pair.activations),
      pair,
    }));
}
