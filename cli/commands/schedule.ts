import { StaircaseSearch } from '../../models/scheduling/curve';
import { capacityFault, largestOperator } from '../../models/scheduling/footprint';
import type { OperatorGraph } from '../../models/scheduling/graph';
import { readGraph } from '../../models/scheduling/read-graph';
import { Scheduler } from '../../models/scheduling/scheduler';
import { parseQuantity, type Quantity } from '../../models/units';
import type { Arguments, Command, Outcome } from '../command';
import type { CliIo } from '../io';
import { loadJson } from '../load';
import { print } from '../output';
import { done, refused, type Result } from '../result';
import { reportSchedule } from '../schedule-report';
import { scheduleText } from '../schedule-text';
import { runSlices } from '../slices';
import { placeBuffers } from './place';

const TIME_LIMIT = '10s';
/** After the time for a better order is over, what was found is placed: seconds at most. */
const PLACING_MS = 5000;

export const scheduleCommand: Command = {
  name: 'schedule',
  takes: '<graph.json | ->',
  positionals: { min: 0, max: 1 },
  summary:
    'The order, addresses and traffic of a graph in a scratchpad, with proof or gap; exits 1 when it does not fit',
  details: 'Graph: {ops: [{id, in, out}], tensors: {name: {size, kind}}}, kinds input, weight, act, output.',
  options: [
    { name: 'scratchpad', value: 'BYTES', help: 'Size of the scratchpad, such as 2MiB (required with a graph)' },
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
    { name: 'placement', value: 'FILE', help: 'Places buffers alone: a table id,lower,upper,size' },
    { name: 'capacity', value: 'BYTES', help: 'Size of the memory that the buffers are placed in' },
  ],
  async run(args, io) {
    const limit = quantityOption(args, 'time-limit', 'seconds', TIME_LIMIT);
    if (!limit.ok) return { refused: limit.message };
    const table = args.text('placement');
    if (table !== undefined) {
      if (args.positionals.length > 0) return { refused: 'schedule: takes a graph or --placement, not both' };
      const capacity = quantityOption(args, 'capacity', 'bytes');
      if (!capacity.ok) return { refused: capacity.message };
      return placeBuffers(table, capacity.value, limit.value * 1000, args, io);
    }
    const scratchpad = quantityOption(args, 'scratchpad', 'bytes');
    if (!scratchpad.ok) return { refused: scratchpad.message };
    const path = args.positionals[0];
    if (path === undefined) return { refused: 'schedule: needs a graph, or --placement FILE' };
    const graph = await loadGraph(io, path);
    if (!graph.ok) return { refused: graph.message };
    return scheduleGraph(graph.value, scratchpad.value, limit.value * 1000, args, io);
  },
};

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

async function loadGraph(io: CliIo, path: string): Promise<Result<OperatorGraph>> {
  const json = await loadJson(io, path);
  if (!json.ok) return json;
  const graph = readGraph(json.value);
  return graph.ok ? done(graph.value) : refused(`${path}: ${graph.reason}`);
}

async function scheduleGraph(
  graph: OperatorGraph,
  scratchpadBytes: number,
  milliseconds: number,
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
  const report = {
    ...reportSchedule(graph, scratchpadBytes, scheduler, ended),
    ...(staircase === null ? {} : { curve: staircase.stairs, isCurveComplete: staircase.isDone }),
  };
  print(io, args, { json: () => report, text: () => scheduleText(report) });
  return { exit: ended === 'stopped' ? 130 : 0 };
}
