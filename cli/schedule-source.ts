/** Where the graph that `schedule` works on comes from: a graph, a design, a workload, an ONNX model, a preset. */
import { defaultDesign } from '../models/design/presets/default-design';
import { parseJsonText } from '../models/design/json-text';
import { shown } from '../models/design/value-rules';
import { withWorkload } from '../models/design/from-presets';
import type { Design } from '../models/design/types';
import { findFormat } from '../models/formats/registry';
import type { OperatorGraph } from '../models/scheduling/graph';
import { readGraph, readGraphText } from '../models/scheduling/read-graph';
import { designGraph, type DesignGraphOptions } from '../models/scheduling/sources/design-graph';
import { ATTENTION_DRAWINGS, type GraphJson } from '../models/scheduling/sources/graph-json';
import { onnxNotes } from '../models/scheduling/sources/onnx-notes';
import { findModelPreset } from '../models/workload/presets/models';
import type { Workload } from '../models/workload/types';
import { choiceOption, idleOption, wholeOption } from './arguments';
import type { Arguments, CommandOption } from './command';
import type { CliIo } from './io';
import { checkDesign, isLink, loadDesign } from './load';
import { isOnnx, loadOnnx, SIZE_OPTION } from './load-onnx';
import { done, refused, type Result } from './result';

export interface ScheduleSource {
  readonly graph: OperatorGraph;
  /** The graph as a file would hold it. */
  readonly json: unknown;
  /** On what the graph leaves out. */
  readonly notes: readonly string[];
  /** The design that the graph is drawn from, where there is one with a machine of its own. */
  readonly design: Design | null;
}

/** How a graph is drawn: they say nothing to a graph that comes as a file. */
const DRAWING_OPTIONS: readonly CommandOption[] = [
  { name: 'phase', value: 'PHASE', help: 'Of a decoder: prefill, or a step of decode; prefill unless given' },
  { name: 'batch', value: 'N', help: 'Sequences or images at once; those of the design unless given' },
  { name: 'tokens', value: 'N', help: 'Tokens of the prompt, or in decode those that the step sees' },
  {
    name: 'blocks',
    value: 'N | all',
    help: 'Layers of a decoder, turns of a repeated block that are drawn; 1 unless given',
  },
  { name: 'attention', value: 'HOW', help: 'Heads together (whole), apart (heads), or scores inside (fused)' },
  { name: 'weights', value: null, help: 'Weights pass through the scratchpad too' },
  { name: 'format', value: 'ID', help: 'Number format of all tensors; that of the design, or bf16' },
];

export const SOURCE_OPTIONS: readonly CommandOption[] = [
  { name: 'model', value: 'ID', help: 'The graph of this preset, in place of a file' },
  ...DRAWING_OPTIONS,
  SIZE_OPTION,
  { name: 'graph-out', value: 'FILE', help: 'Write the graph to this file' },
];

const MOST = 1_000_000_000;

/** Reads what the arguments name and draws its graph. */
export async function loadSource(args: Arguments, io: CliIo): Promise<Result<ScheduleSource>> {
  const [path] = args.positionals;
  const model = args.text('model');
  if (path !== undefined && model !== undefined) return refused(`--model: can not be given together with ${path}`);
  const hasSizes = path !== undefined && isOnnx(path);
  const idle = hasSizes ? null : idleOption(args, [SIZE_OPTION.name], 'anything but an ONNX file');
  if (idle !== null) return refused(idle);
  if (model !== undefined) {
    const preset = findModelPreset(model);
    if (preset !== undefined) return drawn(args, ownDesign(preset.build()), [], false);
    return refused(`--model: must be the id of a model, not ${shown(model)}; ridgeline list models shows them`);
  }
  if (path === undefined) return refused('schedule: needs a graph, a design, --model ID, or --placement FILE');
  if (isOnnx(path)) return fromOnnx(path, args, io);
  if (isLink(path)) return fromDesign(await loadDesign(io, path), args);
  const text = await io.readText(path);
  if (!text.ok) return text;
  const shownPath = path === '-' ? 'standard input' : path;
  const parsed = parseJsonText(text.value);
  if (!parsed.ok) return refused(`${shownPath}: ${parsed.message}`);
  return fromJson(parsed.value, text.value, shownPath, args);
}

function fromJson(json: unknown, text: string, path: string, args: Arguments): Result<ScheduleSource> {
  const kind = kindOf(json);
  if (kind === 'workload') {
    // Of any shape until the design is checked as a whole.
    const checked = checkDesign(ownDesign(json as Workload));
    return checked.ok ? drawn(args, checked.value, [], false) : refused(`${path}: ${checked.message}`);
  }
  if (kind === 'design') return fromDesign(checkDesign(unwrapped(json)), args);
  const options = DRAWING_OPTIONS.map(({ name }) => name);
  const idle = idleOption(args, options, 'a graph, which is scheduled as it stands in the file');
  if (idle !== null) return refused(idle);
  const read = readGraphText(text);
  return read.ok ? done({ ...read.value, notes: [], design: null }) : refused(`${path}: ${read.reason}`);
}

function fromDesign(design: Result<Design>, args: Arguments): Result<ScheduleSource> {
  return design.ok ? drawn(args, design.value, [], true) : design;
}

async function fromOnnx(path: string, args: Arguments, io: CliIo): Promise<Result<ScheduleSource>> {
  const imported = await loadOnnx(path, args, io);
  if (!imported.ok) return imported;
  return drawn(args, ownDesign(imported.value.table), onnxNotes(imported.value), false);
}

/** The design of a workload that comes without one. */
function ownDesign(workload: Workload): Design {
  return withWorkload(defaultDesign(), workload, null);
}

function drawn(args: Arguments, design: Design, notes: readonly string[], hasMachine: boolean): Result<ScheduleSource> {
  const isTable = design.workload.kind === 'layers';
  const idle = isTable ? idleOption(args, ['phase', 'tokens'], 'a table of layers') : null;
  if (idle !== null) return refused(idle);
  const options = drawingOptions(args);
  if (!options.ok) return options;
  const format = args.text('format');
  if (format !== undefined && findFormat(format) === undefined) {
    return refused(
      `--format: must be the id of a number format, not ${shown(format)}; ridgeline list formats shows them`,
    );
  }
  const formatted = format === undefined ? design : { ...design, formats: [{ match: {}, format }] };
  const outcome = designGraph(formatted, options.value);
  if (!outcome.ok) return refused(outcome.reason);
  const json: GraphJson = outcome.value.graph;
  const graph = readGraph(json);
  if (!graph.ok) return refused(graph.reason);
  return done({
    graph: graph.value,
    json,
    notes: [...notes, ...outcome.value.notes],
    design: hasMachine ? formatted : null,
  });
}

function drawingOptions(args: Arguments): Result<DesignGraphOptions> {
  const phase = choiceOption(args, 'phase', ['prefill', 'decode'], 'prefill');
  if (!phase.ok) return phase;
  const attention = choiceOption(args, 'attention', ATTENTION_DRAWINGS, 'whole');
  if (!attention.ok) return attention;
  const batch = wholeOrNull(args, 'batch');
  if (!batch.ok) return batch;
  const tokens = wholeOrNull(args, 'tokens');
  if (!tokens.ok) return tokens;
  const blocks = args.text('blocks') === 'all' ? done(null) : wholeOption(args, 'blocks', { min: 1, max: MOST }, 1);
  if (!blocks.ok) return blocks;
  return done({
    phase: phase.value,
    attention: attention.value,
    batch: batch.value,
    tokens: tokens.value,
    blocks: blocks.value,
    weights: args.has('weights'),
  });
}

function wholeOrNull(args: Arguments, name: string): Result<number | null> {
  return args.has(name) ? wholeOption(args, name, { min: 1, max: MOST }, 1) : done(null);
}

function kindOf(json: unknown): 'graph' | 'design' | 'workload' {
  if (typeof json !== 'object' || json === null || Object.hasOwn(json, 'ops')) return 'graph';
  if (Object.hasOwn(json, 'workload') || Object.hasOwn(json, 'design')) return 'design';
  const kind = (json as Readonly<Record<string, unknown>>)['kind'];
  return kind === 'layers' || kind === 'decoder' ? 'workload' : 'graph';
}

/** What `evaluate --json` prints has the design beside its report. */
function unwrapped(json: unknown): unknown {
  const record = json as Readonly<Record<string, unknown>>;
  return Object.hasOwn(record, 'design') ? record['design'] : json;
}
