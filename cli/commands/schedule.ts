import {
  type Certificate,
  CERTIFICATE_MODELS,
  type CertificateModel,
  certify,
  poseCertificate,
} from '../../models/scheduling/certificate/certify';
import { StaircaseSearch } from '../../models/scheduling/curve';
import { capacityFault, largestOperator } from '../../models/scheduling/footprint';
import type { OperatorGraph } from '../../models/scheduling/graph';
import { Scheduler } from '../../models/scheduling/scheduler';
import type { Quantity } from '../../models/units';
import { parseQuantity } from '../../models/units/parse';
import { highsProgrammeSolver } from '../../workers/highs-programme';
import { choiceOption } from '../arguments';
import type { Arguments, Command, Outcome } from '../command';
import type { CliIo } from '../io';
import { jsonText, print } from '../output';
import { done, refused, type Result } from '../result';
import { reportSchedule } from '../schedule-report';
import { loadSource, SOURCE_OPTIONS, type ScheduleSource, stagingBytes } from '../schedule-source';
import { scheduleText } from '../schedule-text';
import { runSlices } from '../slices';
import { placeBuffers } from './place';

const TIME_LIMIT = '10s';
/** After the time for a better order is over, what was found is placed: seconds at most. */
const PLACING_MS = 5000;

export const scheduleCommand: Command = {
  name: 'schedule',
  takes: '<graph.json | design.json | model.onnx | link | ->',
  positionals: { min: 0, max: 1 },
  summary:
    'The order, addresses and traffic of a graph in a scratchpad, with proof or gap; exits 1 when it does not fit',
  details:
    'Graph: {ops: [{id, in, out}], tensors: {name: {size, kind}}}, kinds input, weight, act, output. Of designs, workloads and ONNX models the graph is drawn, and what it leaves out is said.',
  options: [
    {
      name: 'scratchpad',
      value: 'BYTES',
      help: 'Size of the scratchpad, such as 2MiB; of a design, its SRAM unless given',
    },
    {
      name: 'time-limit',
      value: 'SECONDS',
      help: `Ends with the best answer so far and its gap; ${TIME_LIMIT} unless given`,
    },
    {
      name: 'curve',
      value: null,
      help: 'Also bytes over sizes, from the smallest to the one where nothing moves twice',
    },
    {
      name: 'certificate',
      value: 'MODEL',
      help: `Also a proof by an integer programme, in the time limit: ${CERTIFICATE_MODELS.join(' or ')}`,
    },
    ...SOURCE_OPTIONS,
    { name: 'placement', value: 'FILE', help: 'Places buffers alone: a table id,lower,upper,size' },
    { name: 'capacity', value: 'BYTES', help: 'Size of the memory that the buffers are placed in' },
  ],
  async run(args, io) {
    const model = args.has('certificate')
      ? choiceOption(args, 'certificate', CERTIFICATE_MODELS, 'compact')
      : done<CertificateModel | null>(null);
    if (!model.ok) return { refused: model.message };
    const limit = quantityOption(args, 'time-limit', 'seconds', TIME_LIMIT);
    if (!limit.ok) return { refused: limit.message };
    const table = args.text('placement');
    if (table !== undefined) {
      if (args.positionals.length > 0) return { refused: 'schedule: takes a graph or --placement, not both' };
      const capacity = quantityOption(args, 'capacity', 'bytes');
      if (!capacity.ok) return { refused: capacity.message };
      return placeBuffers(table, capacity.value, limit.value * 1000, args, io);
    }
    const source = await loadSource(args, io);
    if (!source.ok) return { refused: source.message };
    const scratchpad = scratchpadOf(source.value, args);
    if (!scratchpad.ok) return { refused: scratchpad.message };
    const out = args.text('graph-out');
    const written = out === undefined ? null : io.writeText(out, jsonText(source.value.json));
    if (written?.ok === false) return { refused: written.message };
    return scheduleGraph(source.value, scratchpad.value, limit.value * 1000, model.value, args, io);
  },
};

function scratchpadOf({ design }: ScheduleSource, args: Arguments): Result<number> {
  const staged = design === null || args.has('scratchpad') ? null : stagingBytes(design);
  return staged === null ? quantityOption(args, 'scratchpad', 'bytes') : done(staged);
}

/** A positive amount with its unit. */
function quantityOption(args: Arguments, name: string, quantity: Quantity, fallback?: string): Result<number> {
  const text = args.text(name) ?? fallback;
  if (text === undefined) return refused(`--${name}: is missing`);
  const parsed = parseQuantity(text, quantity);
  if (!parsed.ok) return refused(`--${name}: ${parsed.reason}`);
  if (!(parsed.value > 0)) return refused(`--${name}: must be above zero`);
  if (quantity === 'bytes' && !Number.isSafeInteger(parsed.value))
    return refused(`--${name}: must be a whole number of bytes`);
  return done(parsed.value);
}

async function scheduleGraph(
  { graph, notes }: ScheduleSource,
  scratchpadBytes: number,
  milliseconds: number,
  model: CertificateModel | null,
  args: Arguments,
  io: CliIo,
): Promise<Outcome> {
  const fault = capacityFault(graph, scratchpadBytes);
  if (fault !== null) {
    const needs = largestOperator(graph).bytes;
    print(io, args, {
      json: () => ({ status: 'infeasible', reason: fault, needsBytes: needs }),
      text: () => `${fault}\n`,
    });
    return { exit: 1 };
  }
  const scheduler = new Scheduler(graph, scratchpadBytes);
  let ended = await runSlices(io, scheduler, milliseconds);
  if (ended === 'time') {
    scheduler.stopSearching();
    await runSlices(io, scheduler, PLACING_MS);
  }
  if (scheduler.isProven) ended = 'done';
  const staircase = args.has('curve') ? new StaircaseSearch(graph) : null;
  if (staircase !== null && ended !== 'stopped') await runSlices(io, staircase, milliseconds);
  const certificate =
    model === null || ended === 'stopped'
      ? null
      : await certificateOf(graph, scratchpadBytes, model, scheduler, milliseconds);
  const report = {
    ...reportSchedule(graph, scratchpadBytes, scheduler, ended),
    notes,
    ...(certificate === null ? {} : { certificate }),
    ...(staircase === null ? {} : { curve: staircase.stairs, isCurveComplete: staircase.isDone }),
  };
  print(io, args, { json: () => report, text: () => scheduleText(report) });
  return { exit: ended === 'stopped' ? 130 : 0 };
}

/** The certificate, or why there is none. */
async function certificateOf(
  graph: OperatorGraph,
  scratchpadBytes: number,
  model: CertificateModel,
  { best }: Scheduler,
  milliseconds: number,
): Promise<Certificate | { readonly model: CertificateModel; readonly refused: string }> {
  const posed = poseCertificate(graph, scratchpadBytes, model);
  if (!posed.ok) return { model, refused: posed.reason };
  return certify(model, posed.value, best, highsProgrammeSolver(), milliseconds / 1000);
}
