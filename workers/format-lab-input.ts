/** What the format lab is asked, checked where it arrives. */
import * as v from 'valibot';
import { DISTRIBUTIONS } from '../models/formats/error/distributions';
import type { AccumulatorCodes } from '../models/formats/lab/accumulator';
import { CREST_SCALE_RULES, LARGEST_CREST_BLOCK, type CrestScaleRule } from '../models/formats/lab/crest-curve';
import { operandsProblem, type FormatPair, type OperandSources } from '../models/formats/lab/product';
import { SCALE_RULES } from '../models/formats/quantise/scale-rules';
import { questionProblem, type LabQuestion } from '../models/formats/lab/question';
import type { Parsed } from './job';
import { parseBy } from './parse-input';

/** Blocks of so many elements that are quantised in a format. */
export interface CrestBlocks {
  readonly format: string;
  readonly size: number;
  /** Null: the format's own. */
  readonly scaleRule: CrestScaleRule | null;
}

export type FormatLabInput =
  | { readonly ask: 'errors'; readonly question: LabQuestion }
  /** Errors on every distribution. */
  | { readonly ask: 'distributions'; readonly formats: readonly string[] }
  | { readonly ask: 'crestFactors'; readonly blocks: readonly CrestBlocks[] }
  | { readonly ask: 'products'; readonly operands: OperandSources; readonly pairs: readonly FormatPair[] }
  | { readonly ask: 'accumulators'; readonly operands: OperandSources; readonly codes: AccumulatorCodes };

const format = v.pipe(v.string(), v.maxLength(64));
const formats = v.pipe(v.array(format), v.maxLength(64));
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
const source = v.variant('kind', [RandomSchema, TensorSchema]);
const operands = v.strictObject({ weights: source, activations: RandomSchema, rotation: v.nullable(v.number()) });
const codeBits = v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(8));

const InputSchema = v.variant('ask', [
  v.strictObject({
    ask: v.literal('errors'),
    question: v.strictObject({
      source,
      rotation: v.nullable(v.number()),
      formats,
      scaleRule: v.nullable(v.picklist(SCALE_RULES)),
      stochasticSeed: v.nullable(v.number()),
    }),
  }),
  v.strictObject({ ask: v.literal('distributions'), formats }),
  v.strictObject({
    ask: v.literal('crestFactors'),
    blocks: v.pipe(
      v.array(
        v.strictObject({
          format: v.string(),
          size: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(LARGEST_CREST_BLOCK)),
          scaleRule: v.nullable(v.picklist(CREST_SCALE_RULES)),
        }),
      ),
      v.maxLength(16),
    ),
  }),
  v.strictObject({
    ask: v.literal('products'),
    operands,
    pairs: v.pipe(v.array(v.strictObject({ weights: format, activations: format })), v.maxLength(64)),
  }),
  v.strictObject({
    ask: v.literal('accumulators'),
    operands,
    codes: v.strictObject({ weightBits: codeBits, activationBits: codeBits }),
  }),
]);

export function parseFormatLabInput(input: unknown): Parsed<FormatLabInput> {
  const parsed = parseBy(InputSchema)(input);
  if (!parsed.ok) return parsed;
  const problem = problemOf(parsed.value);
  return problem === null ? parsed : { ok: false, reason: problem };
}

/** Of questions about formats alone, any source will do. */
const ANY_SOURCE = { kind: 'random', distribution: 'gaussian', seed: 1, rows: 1, columns: 1, outliers: null } as const;
const ANY_QUESTION = { source: ANY_SOURCE, rotation: null } as const;

function problemOf(input: FormatLabInput): string | null {
  switch (input.ask) {
    case 'errors':
      return questionProblem(input.question);
    case 'products':
      return operandsProblem(
        input.operands,
        input.pairs.flatMap(({ weights, activations }) => [weights, activations]),
      );
    case 'accumulators':
      return operandsProblem(input.operands, []);
    case 'distributions':
      return questionProblem({ ...ANY_QUESTION, formats: input.formats });
    case 'crestFactors':
      return questionProblem({ ...ANY_QUESTION, formats: input.blocks.map(({ format: id }) => id) });
  }
}
