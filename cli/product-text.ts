import {
  ACCUMULATOR_MANTISSAS,
  PROBABILITIES,
  type FloatSums,
  type IntegerSums,
} from '../models/formats/lab/accumulator';
import type { PairError } from '../models/formats/lab/product';
import type { ProductResult } from './product';
import { section, table, type TableColumn } from './output';

export function productText(result: ProductResult): string {
  const { products, weightRows, activationRows, columns, codes, integerSums, floatSums } = result;
  const { weightBits, activationBits } = codes;
  return [
    `${activationRows} rows of activations x ${weightRows} rows of weights, ${columns} products in each output\n`,
    section('QSNR, dB', table(PRODUCT_COLUMNS, products)),
    section(
      `Bits of an accumulator of INT${weightBits} x INT${activationBits}, one scale a row`,
      table(WIDTH_COLUMNS, integerSums),
    ),
    section(
      `Overflows with ${integerSums.at(-1)?.terms ?? 0} products`,
      table(
        OVERFLOW_COLUMNS,
        (integerSums.at(-1)?.overflows ?? []).filter(({ normal }) => normal < 0.9),
      ),
    ),
    section('QSNR of sums in float accumulators, dB: closed form, measured', table(FLOAT_COLUMNS, floatSums)),
  ].join('');
}

const decibels = (value: number) => (value === Infinity ? 'exact' : Number.isNaN(value) ? '' : value.toFixed(2));

function column<Row>(head: string, cell: (row: Row) => string): TableColumn<Row> {
  return { head, cell, align: 'right' };
}

const PRODUCT_COLUMNS: readonly TableColumn<PairError>[] = [
  { head: 'weights', cell: ({ weights }) => weights },
  { head: 'activations', cell: ({ activations }) => activations },
  column('bits', ({ bitsPerElement }) => String(Number(bitsPerElement.toPrecision(5)))),
  column('of weights', ({ weightsQsnrDb }) => decibels(weightsQsnrDb)),
  column('of activations', ({ activationsQsnrDb }) => decibels(activationsQsnrDb)),
  column('output', ({ outputQsnrDb }) => decibels(outputQsnrDb)),
  column('noises added', ({ predictedQsnrDb }) => decibels(predictedQsnrDb)),
];

const width = (bits: number | undefined) => (bits === undefined || Number.isNaN(bits) ? '' : String(bits));

const WIDTH_COLUMNS: readonly TableColumn<IntegerSums>[] = [
  column('products', ({ terms }) => String(terms)),
  column('never overflows', ({ safeBits }) => String(safeBits)),
  ...PROBABILITIES.flatMap((probability, at) => [
    column<IntegerSums>(`${probability}, normal`, ({ bitsFor }) => width(bitsFor[at])),
    column<IntegerSums>(`${probability}, measured`, ({ measuredBitsFor }) => width(measuredBitsFor[at])),
  ]),
];

const OVERFLOW_COLUMNS: readonly TableColumn<IntegerSums['overflows'][number]>[] = [
  column('bits', ({ bits }) => String(bits)),
  // The closed form has no digits left below 1e-12.
  column('normal sums', ({ normal }) => (normal < 1e-12 ? '< 1e-12' : normal.toPrecision(3))),
  column('measured', ({ measured }) => measured.toPrecision(3)),
];

const FLOAT_COLUMNS: readonly TableColumn<FloatSums>[] = [
  column('products', ({ terms }) => String(terms)),
  ...ACCUMULATOR_MANTISSAS.map((bits, at) =>
    column<FloatSums>(
      `${bits} bits`,
      ({ predictedDb, qsnrDb }) => `${decibels(predictedDb[at]!)}, ${decibels(qsnrDb[at]!)}`,
    ),
  ),
];
