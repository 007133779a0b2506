import * as v from 'valibot';
import type { Design } from '../models/design/types';
import type { GraphOutcome } from '../models/scheduling/graph';
import { readGraph } from '../models/scheduling/read-graph';
import { designGraph, type DesignGraphOptions } from '../models/scheduling/sources/design-graph';
import { longestFittingTokens } from '../models/scheduling/sources/fitting-tokens';
import { ATTENTION_DRAWINGS, type DrawnGraph, type DrawnOutcome } from '../models/scheduling/sources/graph-json';
import { onnxNotes } from '../models/scheduling/sources/onnx-notes';
import { importOnnx } from '../models/workload/onnx/import';
import { defineJob, type Job, type Parsed } from './job';
import { parseBy } from './parse-input';
import { parseJobDesign } from './parse-job-design';
import { DRAW_GRAPH_JOB_ID } from './schedule-job-ids';

const wholeOrNull = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000)));

const InputSchema = v.strictObject({
  /** Formats and deployment, and the workload unless there is a file. */
  design: v.unknown(),
  /** An ONNX model in place of the design's workload, and the sizes that it leaves open. */
  onnx: v.nullable(v.strictObject({ file: v.instance(ArrayBuffer), sizes: v.record(v.string(), v.number()) })),
  options: v.strictObject({
    attention: v.picklist(ATTENTION_DRAWINGS),
    weights: v.boolean(),
    blocks: wholeOrNull,
    phase: v.picklist(['prefill', 'decode']),
    batch: wholeOrNull,
    tokens: wholeOrNull,
  }),
  /** Of decoders: draws as many tokens as fit into so many bytes. */
  fitBytes: v.nullable(v.pipe(v.number(), v.minValue(1))),
});

export interface DrawGraphInput {
  readonly design: unknown;
  readonly onnx: { readonly file: ArrayBuffer; readonly sizes: Readonly<Record<string, number>> } | null;
  readonly options: DesignGraphOptions;
  readonly fitBytes: number | null;
}

export interface DrawnToFit extends DrawnGraph {
  /** Tokens that were drawn to fit; null where that was not asked for. */
  readonly fittingTokens: number | null;
}

/** A graph that can be scheduled, with notes on what it leaves out; or one sentence, and the sizes that a file leaves open. */
export type DrawGraphOutput =
  GraphOutcome<DrawnToFit> | { readonly ok: false; readonly reason: string; readonly openSizes: readonly string[] };

type CheckedInput = DrawGraphInput & { readonly design: Design };

/** Draws the graph of a design's workload or of an ONNX model, apart from the page. */
export const drawGraphJob: Job = defineJob<CheckedInput, DrawGraphOutput>({
  id: DRAW_GRAPH_JOB_ID,
  parse(input): Parsed<CheckedInput> {
    const parsed = parseBy(InputSchema)(input);
    if (!parsed.ok) return parsed;
    const design = parseJobDesign(parsed.value.design);
    return design.ok ? { ok: true, value: { ...parsed.value, design: design.value } } : design;
  },
  async run({ design, onnx, options, fitBytes }) {
    if (onnx === null)
      return fitBytes === null ? checked(designGraph(design, options), []) : toFit(design, options, fitBytes);
    const imported = importOnnx(onnx.file, { sizes: onnx.sizes });
    if (!imported.ok) return imported;
    const { table } = imported.value;
    const formats = design.formats.filter(({ match }) => match.layers === undefined);
    return checked(designGraph({ ...design, formats, workload: table }, options), onnxNotes(imported.value));
  },
});

function toFit(design: Design, options: DesignGraphOptions, bytes: number): GraphOutcome<DrawnToFit> {
  const tokens = longestFittingTokens(design, options, bytes);
  if (tokens === null) return { ok: false, reason: 'Not even a single token fits into this scratchpad.' };
  const outcome = checked(designGraph(design, { ...options, tokens }), []);
  return outcome.ok ? { ok: true, value: { ...outcome.value, fittingTokens: tokens } } : outcome;
}

function checked(outcome: DrawnOutcome, notes: readonly string[]): GraphOutcome<DrawnToFit> {
  if (!outcome.ok) return outcome;
  const { graph } = outcome.value;
  const read = readGraph(graph);
  return read.ok
    ? { ok: true, value: { graph, notes: [...notes, ...outcome.value.notes], fittingTokens: null } }
    : read;
}
