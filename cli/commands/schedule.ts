import { CERTIFICATE_MODELS, type CertificateModel } from '../../models/scheduling/certificate/certify';
import type { Quantity } from '../../models/units';
import { parseQuantity } from '../../models/units/parse';
import { choiceOption, idleOption } from '../arguments';
import type { Arguments, Command } from '../command';
import { jsonText } from '../output';
import { done, refused, type Result } from '../result';
import { MACHINE_OPTION, machineOf, type ScheduleMachine } from '../schedule-machine';
import { runSchedule } from '../schedule-run';
import { loadSource, SOURCE_OPTIONS } from '../schedule-source';
import { placeBuffers } from './place';

const TIME_LIMIT = '10s';

/** They say nothing to buffers whose lifetimes are given. */
const GRAPH_OPTIONS = ['scratchpad', 'curve', 'certificate', ...SOURCE_OPTIONS, MACHINE_OPTION].map((option) =>
  typeof option === 'string' ? option : option.name,
);

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
      help: 'Size of the scratchpad, such as 2MiB; the SRAM of the machine unless given',
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
    MACHINE_OPTION,
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
      const idle = idleOption(args, GRAPH_OPTIONS, '--placement');
      if (idle !== null) return { refused: idle };
      const capacity = quantityOption(args, 'capacity', 'bytes');
      if (!capacity.ok) return { refused: capacity.message };
      return placeBuffers(table, capacity.value, limit.value * 1000, args, io);
    }
    if (args.has('capacity')) return { refused: '--capacity: has no effect without --placement' };
    const source = await loadSource(args, io);
    if (!source.ok) return { refused: source.message };
    const machine = machineOf(args, source.value.design);
    if (!machine.ok) return { refused: machine.message };
    const scratchpad = scratchpadOf(machine.value, args);
    if (!scratchpad.ok) return { refused: scratchpad.message };
    const out = args.text('graph-out');
    const written = out === undefined ? null : io.writeText(out, jsonText(source.value.json));
    if (written?.ok === false) return { refused: written.message };
    const question = {
      source: source.value,
      machine: machine.value,
      scratchpadBytes: scratchpad.value,
      milliseconds: limit.value * 1000,
      certificate: model.value,
      hasCurve: args.has('curve'),
    };
    return runSchedule(question, args, io);
  },
};

function scratchpadOf(machine: ScheduleMachine | null, args: Arguments): Result<number> {
  const staged = args.has('scratchpad') ? null : (machine?.scratchpadBytes ?? null);
  if (staged !== null) return done(staged);
  if (args.has('scratchpad')) return quantityOption(args, 'scratchpad', 'bytes');
  const reason = machine === null ? 'there is no machine to take it from' : 'the machine states no size of its SRAM';
  return refused(`--scratchpad: must be given: ${reason}`);
}

/** A positive amount with its unit. */
function quantityOption(args: Arguments, name: string, quantity: Quantity, fallback?: string): Result<number> {
  const text = args.text(name) ?? fallback;
  if (text === undefined) return refused(`--${name}: is missing`);
  const parsed = parseQuantity(text, quantity);
  if (!parsed.ok) return refused(`--${name}: ${parsed.reason}`);
  if (!(parsed.value > 0)) return refused(`--${name}: must be above zero`);
  if (quantity !== 'bytes') return done(parsed.value);
  // 4.6 MiB is no whole number of bytes, and means as many as lie in it; a bare 1.5 means nothing.
  const bytes = /[a-z]/i.test(text) ? Math.floor(parsed.value) : parsed.value;
  return Number.isSafeInteger(bytes) && bytes > 0 ? done(bytes) : refused(`--${name}: must be a whole number of bytes`);
}
