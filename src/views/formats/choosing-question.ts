import type { MetricId } from '../../../models/evaluate/metrics/metrics';
import type { OperandClass } from '../../../models/formats/accuracy/noise';
import type { PrecisionInput, PrecisionOutcome } from '../../../workers/precision-job';

/** What the Choosing panel asks. */
export type Question = PrecisionInput['question'];

/** What it is answered. */
export type Answered = Extract<PrecisionOutcome, { readonly ok: true }>;

export const CHOICE_COSTS = [
  'tpot',
  'ttft',
  'energyPerOutputToken',
  'memoryNeeded',
] as const satisfies readonly MetricId[];

/** Formats that are offered, BF16 and the reader's own aside: those whose noise is known and which accelerators or kernels have. */
export const FORMAT_OPTIONS = [
  {
    operands: 'weights',
    label: 'Weights',
    formats: ['int8', 'fp8_e4m3', 'mxfp8_e4m3', 'mxfp6_e2m3', 'nvfp4', 'mxfp4', 'int4_g128', 'nf4', 'nf4_dq'],
  },
  {
    operands: 'activations',
    label: 'Activations',
    formats: ['int8', 'fp8_e4m3', 'mxfp8_e4m3', 'nvfp4', 'mxfp4'],
  },
  { operands: 'keyValues', label: 'Keys and values', formats: ['int8', 'fp8_e4m3', 'int4'] },
] as const satisfies readonly { operands: OperandClass; label: string; formats: readonly string[] }[];

export const START_QUESTION: Question = {
  cost: 'tpot',
  choices: {
    weights: ['int8', 'fp8_e4m3', 'mxfp4', 'int4_g128'],
    activations: ['int8', 'fp8_e4m3'],
    keyValues: ['fp8_e4m3', 'int4'],
  },
  layerRuns: 4,
  base: 'bf16',
};

/** Formats to choose from for a class of operands. */
export type Offered = readonly {
  readonly operands: OperandClass;
  readonly label: string;
  readonly formats: readonly string[];
}[];

/** The formats above, then the reader's own. */
export function offeredFormats(own: readonly string[]): Offered {
  return FORMAT_OPTIONS.map((option) => ({ ...option, formats: [...new Set([...option.formats, ...own])] }));
}

/** The question without formats that are offered no more. */
export function withOffered(question: Question, offered: Offered): Question {
  const choices = { ...question.choices };
  for (const { operands, formats } of offered) {
    choices[operands] = choices[operands].filter((id) => formats.includes(id));
  }
  return { ...question, choices };
}
