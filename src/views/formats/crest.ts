import { findDefinition } from '../../../models/formats/definitions/registry';
import {
  CROSSOVER_PAIRS,
  crossoverOf,
  scaleOf,
  theoryOf,
  type CrossoverPair,
} from '../../../models/formats/error/crossovers';
import { floatQsnrDb, integerQsnrDb, type IntegerMaximum } from '../../../models/formats/error/theory';
import { LARGEST_CREST_BLOCK, type CrestCurve } from '../../../models/formats/lab/crest-curve';
import { findFormat } from '../../../models/formats/registry';
import { formatQuantity } from '../../../models/units';
import type { LineData, LineSeries } from '../../charts/lines/data';

/** A pair as the reader sees it. */
export interface CrestPair extends CrossoverPair {
  readonly id: string;
  readonly label: string;
}

const LABELS: Readonly<Record<string, string>> = {
  mxint8: 'MXINT8 and MXFP8',
  mxint6: 'MXINT6 and MXFP6',
  mxint4: 'MXINT4 and MXFP4',
  nvint4: 'NVINT4 and NVFP4',
};

export const CREST_PAIRS: readonly CrestPair[] = CROSSOVER_PAIRS.map((pair) => ({
  ...pair,
  id: pair.integers,
  label: LABELS[pair.integers]!,
}));

function labelOf(format: string): string {
  return findFormat(format)?.label ?? format;
}

/** Any other format, in the blocks that share a scale in it; a block of g has a crest factor of at most sqrt(g). */
export interface CrestFormat {
  readonly format: string;
  readonly label: string;
  readonly blockSize: number;
  /** Closed form by crest factor, with the largest integer that there is; null where there is none. */
  readonly closedForm: ((kappa: number) => number) | null;
}

/** Formats without blocks of their own are measured in those of the pair; null for a format that there is not. */
export function alsoOf(id: string, { blockSize }: CrestPair): CrestFormat | null {
  const format = findFormat(id);
  const definition = findDefinition(id);
  if (format === undefined || definition === undefined) return null;
  const size = Math.max(2, Math.min(LARGEST_CREST_BLOCK, format.blockSize ?? blockSize));
  const closedForm = theoryOf(definition.recipe({}), size);
  return { format: id, label: format.label, blockSize: size, closedForm };
}

function alsoSeries(
  { format, label, blockSize, closedForm }: CrestFormat,
  at: ArrayLike<number>,
  curves: readonly CrestCurve[],
): readonly LineSeries[] {
  // The last one: it may be a format of the pair once more, in other blocks.
  const measured = curves.findLast(({ id }) => id === format)?.qsnrDb;
  const isThere = curves.length > 2 && measured !== undefined;
  return [
    ...(closedForm === null
      ? []
      : [
          theory(
            'also',
            label,
            'green',
            Float64Array.from(at, (kappa) => (kappa * kappa > blockSize ? NaN : closedForm(kappa))),
          ),
        ]),
    ...(isThere
      ? [
          {
            id: 'alsoBlocks',
            label: `${label}, measured in blocks of ${blockSize}`,
            colour: 'green',
            look: 'points',
            y: measured,
          } as const,
        ]
      : []),
  ];
}

export function crestData(
  of: CrestPair,
  rho: number,
  maximum: IntegerMaximum,
  curves: readonly CrestCurve[],
  also: CrestFormat | null = null,
): LineData {
  const at = curves[0]?.crestFactor ?? Float64Array.from({ length: 110 }, (_, i) => 1.05 + i * 0.1);
  const scale = scaleOf(of, rho);
  const { kappa, qsnrDb } = crossoverOf(of, rho, maximum);
  const measured = (format: string) => curves.find(({ id }) => id === format)?.qsnrDb;
  const series: LineSeries[] = [
    theory(
      'integer',
      labelOf(of.integers),
      'blue',
      Float64Array.from(at, (crest) => integerQsnrDb(of.bits, crest, scale, maximum)),
    ),
    theory(
      'float',
      labelOf(of.floats),
      'vermilion',
      Float64Array.from(at, (crest) => floatQsnrDb(of.floatElement, crest, scale)),
    ),
  ];
  const integerBlocks = measured(of.integers);
  const floatBlocks = measured(of.floats);
  if (integerBlocks)
    series.push({
      id: 'integerBlocks',
      label: `${labelOf(of.integers)}, measured`,
      colour: 'blue',
      look: 'points',
      y: integerBlocks,
    });
  if (floatBlocks)
    series.push({
      id: 'floatBlocks',
      label: `${labelOf(of.floats)}, measured`,
      colour: 'vermilion',
      look: 'points',
      y: floatBlocks,
    });
  if (also !== null) series.push(...alsoSeries(also, at, curves));
  return {
    finding: crestFinding(of, kappa, qsnrDb),
    note: `Points: mean noise of blocks of ${of.blockSize} with that crest factor, of all distributions. Lines: closed form for normal numbers. A block of ${of.blockSize} has a crest factor of at most √${of.blockSize}: one value alone is not zero.`,
    x: {
      label: 'Crest factor of a block, largest magnitude / root mean square',
      quantity: 'count',
      scale: 'linear',
      domain: [1, 9],
    },
    y: { label: 'QSNR, dB', quantity: 'count', scale: 'linear' },
    at,
    series,
    marks: [
      { x: largestCrestFactor(of), label: `most of a block: ${largestCrestFactor(of).toFixed(2)}` },
      ...(Number.isNaN(kappa) ? [] : [{ x: kappa, label: `crossover ${formatQuantity(kappa, 'count').text}` }]),
    ],
  };
}

/** max|x| / sqrt(mean x^2) of g values is largest, sqrt(g), where all but one are zero. */
function largestCrestFactor({ blockSize }: CrestPair): number {
  return Math.sqrt(blockSize);
}

function crestFinding(of: CrestPair, kappa: number, qsnrDb: number): string {
  if (Number.isNaN(kappa)) return `${of.label} do not cross`;
  const crossing = `${labelOf(of.integers)} is better below a crest factor of ${kappa.toFixed(2)}, at ${qsnrDb.toFixed(2)} dB`;
  return kappa > largestCrestFactor(of) ? `${crossing}: more than any block of ${of.blockSize} can have` : crossing;
}

function theory(id: string, label: string, colour: LineSeries['colour'], y: Float64Array): LineSeries {
  return { id, label: `${label}, closed form`, colour, look: 'line', y };
}
