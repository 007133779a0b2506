import * as v from 'valibot';
import { createProductMapper } from '../models/mapping/product-mapper';
import type { Machine, Product, ProductAnswer } from '../models/evaluate/mapped/product-mapper';
import { TIER_OPERANDS } from '../models/hardware/types';
import { defineJob, type Job } from './job';
import { MAPPING_JOB_ID, type MappingJobInput } from './mapping-job-id';
import { parseBy } from './parse-input';

const MOST_QUESTIONS = 10_000;

const size = v.pipe(v.number(), v.integer(), v.minValue(1));
const positive = v.pipe(v.number(), v.gtValue(0));
/** Figures that are not known are NaN. */
const figure = v.custom<number>((value) => typeof value === 'number');
const Operand = v.strictObject({ bits: positive, place: v.picklist(['off', 'on']) });
const Axis = v.object({ outputs: size, kernel: size, stride: size, dilation: size });
const WindowsSchema = v.strictObject({
  images: size,
  channels: size,
  tiles: v.strictObject({
    ...{ height: Axis, width: Axis },
    ...{ outputHeight: size, outputWidth: size, kernelArea: size, input: v.number(), pairs: v.number() },
    ...{ reuse: v.number(), tiles: v.instance(Float64Array) },
  }),
});
const ProductSchema = v.strictObject({
  ...{ groups: size, m: size, n: size, k: size, input: Operand, weight: Operand, output: Operand },
  partialBits: positive,
  windows: v.exactOptional(WindowsSchema),
}) satisfies v.GenericSchema<Product>;
const MachineSchema = v.strictObject({
  ...{ rows: size, columns: size, cores: size },
  tiers: v.array(
    v.strictObject({
      ...{ id: v.string(), label: v.string(), scope: v.picklist(['element', 'core', 'chip']), isMain: v.boolean() },
      ...{ bits: figure, bitsPerCycle: positive, readJoulesPerBit: figure, writeJoulesPerBit: figure },
      holds: v.array(v.picklist(TIER_OPERANDS)),
    }),
  ),
  ...{ loadOverlap: v.boolean(), drainOverlap: v.boolean(), loadingCounts: v.boolean() },
  loadingBelowMinimum: v.boolean(),
}) satisfies v.GenericSchema<Machine>;
const InputSchema: v.GenericSchema<MappingJobInput> = v.pipe(
  v.array(v.strictObject({ product: ProductSchema, machine: MachineSchema })),
  v.maxLength(MOST_QUESTIONS),
);

/** Finds loop nests apart from the page. It keeps its answers, so that what was asked before it was stopped costs nothing. */
export function createMappingJob(mapper = createProductMapper()): Job {
  return defineJob<MappingJobInput, readonly ProductAnswer[]>({
    id: MAPPING_JOB_ID,
    parse: parseBy(InputSchema),
    async run(questions, context) {
      const answers: ProductAnswer[] = [];
      for (const { product, machine } of questions) {
        if (context.shouldStop()) break;
        answers.push(mapper.map(product, machine));
        context.progress(answers.length);
        await context.nextSlice();
      }
      return answers;
    },
  });
}
