import * as v from 'valibot';
import { DISTRIBUTIONS } from '../models/formats/error/distributions';
import {
  CREST_SCALE_RULES,
  measureCrestCurve,
  type CrestCurve,
  type CrestScaleRule,
} from '../models/formats/lab/crest-curve';
import { histogramOf, type Histogram } from '../models/formats/lab/histogram';
import { measureFormat, tensorOf, type FormatError } from '../models/formats/lab/measure';
import { questionProblem, type LabQuestion } from '../models/formats/lab/question';
import { defineJob, type Job, type JobContext } from './job';
import { FORMAT_LAB_JOB_ID } from './format-lab-job-id';

const formats = v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(64));
const RandomSchema = v.strictObject({
  kind: v.literal('random'),
  distribution: v.picklist(DISTRIBUTIONS),
  seed: v.number(),
  rows: v.number(),
  columns: v.number(),
  outliers: v.nullable(v.strictObject({ every: v.number(), factor: v.number() })),
});
const TensorSchema = v.strictObject({
  kind: v.literal('tensor'),
  values: v.instance(Float32Array),
  columns: v.number(),
});
const InputSchema = v.variant('ask', [
  v.strictObject({
    ask: v.literal('errors'),
    question: v.strictObject({
      source: v.variant('kind', [RandomSchema, TensorSchema]),
      rotation: v.nullable(v.number()),
      formats,
    }),
  }),
  v.strictObject({ ask: v.literal('distributions'), formats }),
  v.strictObject({
    ask: v.literal('crestFactors'),
    blocks: v.pipe(
      v.array(
        v.strictObject({
          format: v.string(),
          size: v.picklist([16, 32, 64, 128]),
          scaleRule: v.nullable(v.picklist(CREST_SCALE_RULES)),
        }),
      ),
      v.maxLength(16),
    ),
  }),
]);

export type FormatLabInput =
  | { readonly ask: 'errors'; readonly question: LabQuestion }
  /** Errors on every distribution. */
  | { readonly ask: 'distributions'; readonly formats: readonly string[] }
  | { readonly ask: 'crestFactors'; readonly blocks: readonly CrestBlocks[] };

/** Blocks of so many elements that are quantised in a format. */
export interface CrestBlocks {
  readonly format: string;
  readonly size: 16 | 32 | 64 | 128;
  /** Null: the format's own. */
  readonly scaleRule: CrestScaleRule | null;
}

/** Errors of formats on one tensor, and how its values spread. */
export interface LabErrors {
  readonly errors: readonly FormatError[];
  readonly histogram: Histogram;
  readonly largestMagnitude: number;
  readonly elements: number;
}

/** QSNR in decibels by distribution, then format. */
export interface LabGrid {
  readonly distributions: readonly (typeof DISTRIBUTIONS)[number][];
  readonly qsnrDb: readonly (readonly number[])[];
}

export type FormatLabOutput =
  | ({ readonly ask: 'errors' } & LabErrors)
  | ({ readonly ask: 'distributions' } & LabGrid)
  | { readonly ask: 'crestFactors'; readonly curves: readonly CrestCurve[] };

const BINS = 120;
/** The tensors of the grid: enough for a tenth of a decibel. */
const GRID_ROWS = 64;
const GRID_COLUMNS = 1024;
const GRID_SEED = 1;
const BLOCKS_OF_EACH = 4000;

/** Measures what formats do to tensors, apart from the page. Can be stopped between formats. */
export const formatLabJob: Job = defineJob<FormatLabInput, FormatLabOutput>({
  id: FORMAT_LAB_JOB_ID,
  parse(input) {
    const parsed = v.safeParse(InputSchema, input);
    if (!parsed.success) return { ok: false, reason: v.summarize(parsed.issues) };
    const problem = problemOf(parsed.output);
    return problem === null ? { ok: true, value: parsed.output } : { ok: false, reason: problem };
  },
  async run(input, context) {
    switch (input.ask) {
      case 'errors':
        return { ask: 'errors', ...(await askErrors(input.question, context)) };
      case 'distributions':
        return { ask: 'distributions', ...(await askGrid(input.formats, context)) };
      case 'crestFactors':
        return { ask: 'crestFactors', curves: await askCurves(input.blocks, context) };
    }
  },
});

function problemOf(input: FormatLabInput): string | null {
  if (input.ask === 'errors') return questionProblem(input.question);
  const ids = input.ask === 'distributions' ? input.formats : input.blocks.map(({ format }) => format);
  return questionProblem({ source: gridSource('gaussian'), rotation: null, formats: ids });
}

async function askErrors(question: LabQuestion, context: JobContext): Promise<LabErrors> {
  const tensor = tensorOf(question.source, question.rotation);
  const errors: FormatError[] = [];
  for (const id of question.formats) {
    errors.push(measureFormat(id, tensor, question.source.columns));
    context.progress(errors.length);
    await context.nextSlice();
    if (context.shouldStop()) break;
  }
  let largestMagnitude = 0;
  for (const value of tensor) largestMagnitude = Math.max(largestMagnitude, Math.abs(value));
  return { errors, histogram: histogramOf(tensor, BINS), largestMagnitude, elements: tensor.length };
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

function gridSource(distribution: (typeof DISTRIBUTIONS)[number]) {
  const sizes = { rows: GRID_ROWS, columns: GRID_COLUMNS };
  return { kind: 'random', distribution, seed: GRID_SEED, ...sizes, outliers: null } as const;
}
