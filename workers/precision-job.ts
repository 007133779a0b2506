import * as v from 'valibot';
import type { Design } from '../models/design/types';
import { METRIC_IDS, type MetricId } from '../models/evaluate/metrics/metrics';
import type { ProductMapper } from '../models/evaluate/mapped/product-mapper';
import { fitAccuracyModel, type AccuracyModel, type FormatTriple } from '../models/formats/accuracy/estimate';
import { accuracyFacts } from '../models/formats/accuracy/facts';
import { accuracyValue, type Accuracy } from '../models/precision/accuracy-of';
import type { ChoiceSolver } from '../models/precision/choice-problem';
import { MIXED_BASES } from '../models/precision/choices';
import { poseMixedProblem, type MixedProblem, type MixedQuestion } from '../models/precision/mixed';
import { frontierBudgets, solveMixed, type MixedAnswer } from '../models/precision/solve-mixed';
import { uniformPoints, withBase } from '../models/precision/uniform';
import { levelOf } from '../models/workload/rules';
import { defineJob, type Job } from './job';
import { loadProductMapper } from './load-mapper';
import { parseBy } from './parse-input';
import { parseJobDesign } from './parse-job-design';
import { PRECISION_JOB_ID } from './precision-job-id';

const formats = v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(16));

const InputSchema = v.strictObject({
  design: v.unknown(),
  question: v.strictObject({
    cost: v.picklist(METRIC_IDS),
    choices: v.strictObject({ weights: formats, activations: formats, keyValues: formats }),
    layerRuns: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
    base: v.optional(v.picklist(MIXED_BASES), 'bf16'),
  }),
  /** Ratios of perplexity to that at 16 bits; as many as asked for, spread over the frontier, where it is a count. */
  budgets: v.union([
    v.pipe(v.array(v.pipe(v.number(), v.minValue(1))), v.minLength(1), v.maxLength(64)),
    v.strictObject({ count: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(64)) }),
  ]),
});

export interface PrecisionInput {
  readonly design: unknown;
  readonly question: Omit<MixedQuestion, 'sensitivity'>;
  readonly budgets: readonly number[] | { readonly count: number };
}

type CheckedInput = PrecisionInput & { readonly design: Design };

/** One format for each class of operands, on a machine that can run it. */
export interface UniformAnswer {
  readonly formats: FormatTriple;
  /** Of perplexity to that at 16 bits; NaN where nothing is known. */
  readonly ratio: number;
  readonly accuracy: Accuracy;
  readonly metrics: Readonly<Record<MetricId, number>>;
}

export type PrecisionOutcome =
  | {
      readonly ok: true;
      readonly uniform: readonly UniformAnswer[];
      readonly problem: MixedProblem;
      readonly answers: readonly MixedAnswer[];
    }
  | { readonly ok: false; readonly reason: string };

/** Poses the problem of mixed precision for a design and solves it for every budget, apart from the page. */
export function createPrecisionJob(
  solver: ChoiceSolver,
  loadMapper: () => Promise<ProductMapper> = loadProductMapper,
): Job {
  return defineJob<CheckedInput, PrecisionOutcome>({
    id: PRECISION_JOB_ID,
    parse(input) {
      const parsed = parseBy(InputSchema)(input);
      if (!parsed.ok) return parsed;
      const design = parseJobDesign(parsed.value.design);
      return design.ok ? { ok: true, value: { ...parsed.value, design: design.value } } : design;
    },
    async run({ design, question, budgets }, context) {
      const accuracy = fitAccuracyModel(accuracyFacts());
      const mapper = levelOf(design.assumptions) === 'mapped' ? await loadMapper() : null;
      const uniform = uniformAnswers(design, question, accuracy, mapper);
      await context.nextSlice();
      const posed = poseMixedProblem(design, question, accuracy, mapper);
      if (!posed.ok) return posed;
      await context.nextSlice();
      if (context.shouldStop()) return { ok: false, reason: 'stopped' };
      const wanted = 'count' in budgets ? frontierBudgets(posed.value, budgets.count) : budgets;
      const answers = await solveMixed(posed.value, wanted, solver, mapper);
      return { ok: true, uniform, problem: posed.value, answers };
    },
  });
}

function uniformAnswers(
  design: Design,
  { choices, base }: PrecisionInput['question'],
  accuracy: AccuracyModel,
  mapper: ProductMapper | null,
): readonly UniformAnswer[] {
  const points = uniformPoints(design, withBase(choices, design, base), accuracy, mapper);
  return points.flatMap(({ ok, formats, metrics, accuracy: found }) =>
    ok ? [{ formats, ratio: accuracyValue(found), accuracy: found, metrics }] : [],
  );
}
