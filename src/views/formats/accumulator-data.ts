import {
  ACCUMULATOR_MANTISSAS,
  PROBABILITIES,
  type FloatSums,
  type IntegerSums,
} from '../../../models/formats/lab/accumulator';
import { formatQuantity } from '../../../models/units';
import type { LineAxis, LineData, LineSeries } from '../../charts/lines/data';

/** Stands where a finding will. */
export const NOT_YET = 'Not measured yet';

const TERMS: LineAxis = { label: 'Reduction length, products in a sum', quantity: 'count', scale: 'log' };
const COLOURS = ['blue', 'vermilion', 'green', 'purple'] as const satisfies readonly LineSeries['colour'][];
const NAMES: Readonly<Record<(typeof ACCUMULATOR_MANTISSAS)[number], string>> = {
  23: 'FP32, 23 bits',
  10: 'FP16 and TF32, 10 bits',
  7: 'BF16, 7 bits',
  3: '3 bits',
};

/** Bits of an integer accumulator by reduction length. */
export function widthData(sums: readonly IntegerSums[]): LineData {
  const last = sums.at(-1);
  const [rare, rarest] = PROBABILITIES.map(probabilityText);
  const line = (id: string, label: string, colour: LineSeries['colour'], look: LineSeries['look'], of: (one: IntegerSums) => number): LineSeries => ({ id, label, colour, look, y: Float64Array.from(sums, of) }); // prettier-ignore
  return {
    finding:
      last === undefined
        ? NOT_YET
        : `Sums of ${termsText(last.terms)} products need ${last.safeBits} bits to be safe, ${last.bitsFor[0]} bits to overflow less than once in a thousand`,
    note: 'Points: the fewest bits that all but a thousandth of the measured sums fit. One scale a row, so that a whole reduction is one sum of codes.',
    x: TERMS,
    y: { label: 'Bits of the accumulator', quantity: 'count', scale: 'linear' },
    at: Float64Array.from(sums, ({ terms }) => terms),
    series: [
      line('safe', 'No sum can overflow', 'blue', 'line', ({ safeBits }) => safeBits),
      line('rarest', `Normal sums, ${rarest}`, 'green', 'dashed', ({ bitsFor }) => bitsFor[1]!),
      line('rare', `Normal sums, ${rare}`, 'vermilion', 'dashed', ({ bitsFor }) => bitsFor[0]!),
      line('measured', `Measured, ${rare}`, 'vermilion', 'points', ({ measuredBitsFor }) => measuredBitsFor[0]!),
    ],
    marks: [],
  };
}

/** Probability of an overflow by bits, at the longest reduction. */
export function overflowData({ terms, overflows: all, safeBits }: IntegerSums): LineData {
  const overflows = all.filter(({ normal }) => normal < ALMOST_ALWAYS);
  return {
    finding: `An accumulator of ${safeBits} bits never overflows with ${termsText(terms)} products; fewer bits do so with this probability`,
    note: 'Line: the sum taken for normal. Points: share of the measured sums.',
    x: {
      label: 'Bits of the accumulator',
      quantity: 'count',
      scale: 'linear',
      domain: [overflows[0]?.bits ?? 2, safeBits],
    },
    y: { label: 'Probability of an overflow', quantity: 'count', scale: 'log', domain: [SMALLEST_PROBABILITY, 1] },
    at: Float64Array.from(overflows, ({ bits }) => bits),
    series: [
      {
        id: 'normal',
        label: 'Normal sums',
        colour: 'blue',
        look: 'line',
        y: Float64Array.from(overflows, ({ normal }) => (normal >= SMALLEST_PROBABILITY ? normal : NaN)),
      },
      {
        id: 'measured',
        label: 'Measured',
        colour: 'vermilion',
        look: 'points',
        y: Float64Array.from(overflows, ({ measured }) => (measured > 0 ? measured : NaN)),
      },
    ],
    marks: [],
  };
}

/** Widths that overflow more often tell nothing. */
const ALMOST_ALWAYS = 0.9;
/** Below it the closed form has no digits left. */
const SMALLEST_PROBABILITY = 1e-12;

/** What rounding after each addition leaves of a sum, by reduction length. */
export function roundingData(sums: readonly FloatSums[]): LineData {
  const series = ACCUMULATOR_MANTISSAS.flatMap((bits, at): LineSeries[] => [
    {
      id: `closed-${bits}`,
      label: `${NAMES[bits]}, closed form`,
      colour: COLOURS[at]!,
      look: 'line',
      y: Float64Array.from(sums, ({ predictedDb }) => predictedDb[at]!),
    },
    {
      id: `measured-${bits}`,
      label: `${NAMES[bits]}, measured`,
      colour: COLOURS[at]!,
      look: 'points',
      y: Float64Array.from(sums, ({ qsnrDb }) => qsnrDb[at]!),
    },
  ]);
  return {
    finding:
      'Rounding after each addition costs 3 dB with each doubling of a sum, and gives 6 dB with each mantissa bit',
    note: 'The accumulator alone: operands are not quantised. With few bits and many products, small ones are swamped, and the closed form no longer holds.',
    x: TERMS,
    y: { label: 'QSNR of the sum, dB', quantity: 'count', scale: 'linear' },
    at: Float64Array.from(sums, ({ terms }) => terms),
    series,
    marks: [],
  };
}

export function termsText(terms: number): string {
  return formatQuantity(terms, 'count', 6).text;
}

/** A share of sums; what is too small for a digit is said to be so. */
export function probabilityText(probability: number): string {
  if (probability === 0) return '0';
  if (probability < SMALLEST_PROBABILITY) return '< 10⁻¹²';
  return probability >= 0.001
    ? formatQuantity(probability, 'ratio').text
    : probability.toExponential(1).replace('.0', '');
}
