import { DISTRIBUTIONS } from '../models/formats/error/distributions';
import {
  measureFloatSums,
  measureIntegerSums,
  reductionLengths,
  type AccumulatorCodes,
  type FloatSums,
  type IntegerSums,
} from '../models/formats/lab/accumulator';
import { exactProduct } from '../models/formats/error/matrix-product';
import { channelsOf, channelValues, type ChannelValues } from '../models/formats/lab/channels';
import { measureCrestCurve, type CrestCurve } from '../models/formats/lab/crest-curve';
import { histogramOf, type Histogram } from '../models/formats/lab/histogram';
import { measureFormat, tensorOf, type FormatError } from '../models/formats/lab/measure';
import {
  measurePair,
  operandsOf,
  type FormatPair,
  type OperandSources,
  type PairError,
} from '../models/formats/lab/product';
import type { LabQuestion } from '../models/formats/lab/question';
import { defineJob, type Job, type JobContext } from './job';
import { parseFormatLabInput, type CrestBlocks, type FormatLabInput } from './format-lab-input';
import { FORMAT_LAB_JOB_ID } from './format-lab-job-id';

/** Errors of formats on one tensor, and how its values spread. */
export interface LabErrors {
  readonly errors: readonly FormatError[];
  readonly histogram: Histogram;
  readonly largestMagnitude: number;
  readonly elements: number;
  /** The channels with the largest root mean square, and some that are spread evenly; in the order of the tensor. */
  readonly channels: readonly ChannelValues[];
}

/** QSNR in decibels by distribution, then format. */
export interface LabGrid {
  readonly distributions: readonly (typeof DISTRIBUTIONS)[number][];
  readonly qsnrDb: readonly (readonly number[])[];
}

export interface LabProducts {
  readonly pairs: readonly PairError[];
  /** Of weights and of activations that were multiplied, and elements of each. */
  readonly rows: number;
  readonly tokens: number;
  readonly columns: number;
}

/** Sums by reduction length, rising. */
export interface LabAccumulators {
  readonly integers: readonly IntegerSums[];
  readonly floats: readonly FloatSums[];
}

export type FormatLabOutput =
  | ({ readonly ask: 'errors' } & LabErrors)
  | ({ readonly ask: 'distributions' } & LabGrid)
  | { readonly ask: 'crestFactors'; readonly curves: readonly CrestCurve[] }
  | ({ readonly ask: 'products' } & LabProducts)
  | ({ readonly ask: 'accumulators' } & LabAccumulators);

const BINS = 120;
/** Channels whose values are shown. */
const EVEN_CHANNELS = 8;
const LARGE_CHANNELS = 8;
/** The tensors of the grid: enough for a tenth of a decibel. */
const GRID_ROWS = 64;
const GRID_COLUMNS = 1024;
const GRID_SEED = 1;
const BLOCKS_OF_EACH = 4000;
/** Products that are summed for each reduction length. */
const MOST_TERMS = 1 << 23;

/**
 * Measures what formats do to tensors, apart from the page. Can be stopped between formats, and before it begins: of
 * questions that follow each other fast, those that were taken back meanwhile cost nothing.
 */
export const formatLabJob: Job = defineJob<FormatLabInput, FormatLabOutput | null>({
  id: FORMAT_LAB_JOB_ID,
  parse: parseFormatLabInput,
  async run(input, context) {
    await context.nextSlice();
    if (context.shouldStop()) return null;
    switch (input.ask) {
      case 'errors':
        return { ask: 'errors', ...(await askErrors(input.question, context)) };
      case 'distributions':
        return { ask: 'distributions', ...(await askGrid(input.formats, context)) };
      case 'crestFactors':
        return { ask: 'crestFactors', curves: await askCurves(input.blocks, context) };
      case 'products':
        return { ask: 'products', ...(await askProducts(input.operands, input.pairs, context)) };
      case 'accumulators':
        return { ask: 'accumulators', ...(await askAccumulators(input.operands, input.codes, context)) };
    }
  },
});

async function askErrors(question: LabQuestion, context: JobContext): Promise<LabErrors> {
  const tensor = tensorOf(question.source, question.rotation);
  const errors: FormatError[] = [];
  for (const id of question.formats) {
    errors.push(measureFormat(id, tensor, question.source.columns, question));
    context.progress(errors.length);
    await context.nextSlice();
    if (context.shouldStop()) break;
  }
  let largestMagnitude = 0;
  for (const value of tensor) largestMagnitude = Math.max(largestMagnitude, Math.abs(value));
  const { columns } = question.source;
  const channels = channelsOf(tensor, columns, EVEN_CHANNELS, LARGE_CHANNELS);
  return {
    errors,
    histogram: histogramOf(tensor, BINS),
    largestMagnitude,
    elements: tensor.length,
    channels: channels.map((channel) => channelValues(tensor, columns, channel)),
  };
}

async function askGrid(ids: readonly string[], context: JobContext): Promise<LabGrid> {
  const qsnrDb: number[][] = [];
  for (const distribution of DISTRIBUTIONS) {
    const tensor = tensorOf(gridSource(distribution), null);
    const row: number[] = [];
    for (const id of ids) {
      row.push(measureFormat(id, tensor, GRID_COLUMNS).qsnrDb);
      await context.nextSlice();
      if (context.shouldStop()) break;
    }
    qsnrDb.push(row);
    context.progress(qsnrDb.length);
  }
  return { distributions: DISTRIBUTIONS, qsnrDb };
}

async function askCurves(blocks: readonly CrestBlocks[], context: JobContext): Promise<readonly CrestCurve[]> {
  const curves: CrestCurve[] = [];
  for (const { format, size, scaleRule } of blocks) {
    const options = scaleRule === null ? {} : { scaleRule };
    curves.push(measureCrestCurve(format, options, size, BLOCKS_OF_EACH, GRID_SEED));
    context.progress(curves.length);
    await context.nextSlice();
    if (context.shouldStop()) break;
  }
  return curves;
}

async function askProducts(
  sources: OperandSources,
  pairs: readonly FormatPair[],
  context: JobContext,
): Promise<LabProducts> {
  const operands = operandsOf(sources);
  const exact = exactProduct(operands);
  const errors: PairError[] = [];
  for (const pair of pairs) {
    errors.push(measurePair(pair, operands, exact));
    context.progress(errors.length);
    await context.nextSlice();
    if (context.shouldStop()) break;
  }
  const { weights, activations, columns } = operands;
  return { pairs: errors, rows: weights.length / columns, tokens: activations.length / columns, columns };
}

async function askAccumulators(
  sources: OperandSources,
  codes: AccumulatorCodes,
  context: JobContext,
): Promise<LabAccumulators> {
  const operands = operandsOf(sources, MOST_TERMS);
  const integers: IntegerSums[] = [];
  const floats: FloatSums[] = [];
  for (const terms of reductionLengths(operands.columns)) {
    integers.push(measureIntegerSums(operands, codes, terms));
    floats.push(measureFloatSums(operands, terms));
    context.progress(integers.length);
    await context.nextSlice();
    if (context.shouldStop()) break;
  }
  return { integers, floats };
}

function gridSource(distribution: (typeof DISTRIBUTIONS)[number]) {
  const sizes = { rows: GRID_ROWS, columns: GRID_COLUMNS };
  return { kind: 'random', distribution, seed: GRID_SEED, ...sizes, outliers: null } as const;
}
