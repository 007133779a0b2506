import { cpus, totalmem } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import { BENCH_CASES, type BenchGroup, type BenchOptions } from '../../bench/cases';
import type { Measurement } from '../../bench/measure';
import { type QuantiseBench, STATED_PEER_RATES } from '../../bench/quantise';
import { formatQuantity } from '../../models/units';
import { wholeOption } from '../arguments';
import { benchMapper, type MapperBench } from '../bench-mapper';
import type { Arguments, Command, Outcome } from '../command';
import type { CliIo } from '../io';
import { loadJson } from '../load';
import { pairs, print, section, table, type TableColumn } from '../output';
import { done, refused, type Result } from '../result';
import { MOST_WORKERS } from '../sweep-options';

const MILLION = 1_000_000;
const MAPPER = 'mapper';

/** What was measured in one process. */
type CaseResult = Measurement & { readonly id: string };

export const benchCommand: Command = {
  name: 'bench',
  takes: '',
  positionals: { min: 0, max: 0 },
  summary: 'Rates on this machine: designs per second, Pareto filter, elements quantised per second, the mapper',
  details:
    'Medians of several rounds after one to warm up, by the clock and by processor time, for a busy machine. Each case has\n' +
    'a process of its own, as a sweep on the page has a thread of its own: what ran before would change its speed.',
  options: [
    {
      name: 'designs',
      value: 'N',
      help: `Designs in a round, a tenth of them for large workloads at level array; ${MILLION} unless given`,
    },
    { name: 'points', value: 'N', help: `Points of the Pareto filter; ${MILLION} unless given` },
    { name: 'elements', value: 'N', help: `Elements to quantise in a round; ${20 * MILLION} unless given` },
    { name: 'rounds', value: 'N', help: 'Rounds; 5 unless given' },
    { name: 'workers', value: 'N', help: 'Threads; as many as processors unless given' },
    { name: 'cases', value: 'FILE', help: 'ZigZag cases: the mapper on them, beside the time that the tool took' },
    { name: 'only', value: 'CASE', help: 'One case, in this process: an id of the JSON output, or mapper' },
  ],
  async run(args, io) {
    const options = readOptions(args, io);
    if (!options.ok) return { refused: options.message };
    const only = args.text('only');
    return only === undefined ? runAll(options.value, args, io) : runOne(only, options.value, args, io);
  },
};

async function runOne(id: string, options: BenchOptions, args: Arguments, io: CliIo): Promise<Outcome> {
  if (id === MAPPER) return runMapper(options, args, io);
  const found = BENCH_CASES.find((one) => one.id === id);
  if (found === undefined) {
    const ids = [...BENCH_CASES.map((one) => one.id), MAPPER].join(' | ');
    return { refused: `--only: must be one of ${ids}` };
  }
  const measurement = await found.measure(options, () => io.spawnSweepWorker());
  const result: CaseResult = { id, ...measurement };
  print(io, args, { json: () => result, text: () => table(COLUMNS[found.group], [result]) });
  return { exit: 0 };
}

async function runMapper({ rounds }: BenchOptions, args: Arguments, io: CliIo): Promise<Outcome> {
  const path = args.text('cases');
  if (path === undefined) return { refused: '--cases: is missing; it names the file of the cases' };
  const json = await loadJson(io, path);
  if (!json.ok) return { refused: json.message };
  const measured = benchMapper(json.value, rounds, () => io.now());
  if (!measured.ok) return { refused: measured.message };
  print(io, args, { json: () => measured.value, text: () => mapperText(measured.value) });
  return { exit: 0 };
}

async function runAll(options: BenchOptions, args: Arguments, io: CliIo): Promise<Outcome> {
  const groups: Record<BenchGroup, CaseResult[]> = { engine: [], pareto: [], quantise: [] };
  for (const { id, group } of BENCH_CASES) {
    const measured = await apart<CaseResult>(id, options, [], io);
    if (!measured.ok) return { refused: measured.message };
    groups[group].push(measured.value);
  }
  const cases = args.text('cases');
  const mapper = cases === undefined ? null : await apart<MapperBench>(MAPPER, options, ['--cases', cases], io);
  if (mapper?.ok === false) return { refused: mapper.message };
  const { engine, pareto, quantise } = groups;
  const machine = describeMachine(io);
  print(io, args, {
    json: () => ({
      version: packageJson.version,
      machine,
      isolates: 'each case in a process of its own',
      engine: engine.map(withRate('designs')),
      pareto,
      quantise: quantise.map((one) => ({ ...withRate('elements')(one), statedPeerPerSecond: peerRate(one) })),
      mapper: mapper?.value ?? null,
    }),
    text: () =>
      pairs(Object.entries(machine).map(([name, value]) => [name, String(value)])) +
      section('Full evaluations: all operators, time, memory, energy, area', table(COLUMNS.engine, engine)) +
      section('Pareto filter', table(COLUMNS.pareto, pareto)) +
      section('Quantised and dequantised', table(COLUMNS.quantise, quantise) + PEER_NOTE) +
      (mapper === null ? '' : section('Mapper', mapperText(mapper.value))) +
      section('How', 'Each case ran in a process of its own; CPU is the time of all its threads.\n'),
  });
  return { exit: 0 };
}

/** One case in a process of its own. */
async function apart<T>(id: string, options: BenchOptions, more: readonly string[], io: CliIo): Promise<Result<T>> {
  const numbers = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const printed = await io.runApart(['bench', '--only', id, ...numbers, ...more, '--json']);
  return printed.ok ? done(JSON.parse(printed.value) as T) : refused(`${id}: ${printed.message}`);
}

function readOptions(args: Arguments, io: CliIo): Result<BenchOptions> {
  const numbers = {
    designs: wholeOption(args, 'designs', { min: 1, max: MILLION }, MILLION),
    points: wholeOption(args, 'points', { min: 1, max: 10 * MILLION }, MILLION),
    elements: wholeOption(args, 'elements', { min: 1, max: 1000 * MILLION }, 20 * MILLION),
    rounds: wholeOption(args, 'rounds', { min: 1, max: 101 }, 5),
    workers: wholeOption(args, 'workers', { min: 1, max: MOST_WORKERS }, io.processors),
  };
  const options: Record<string, number> = {};
  for (const [name, read] of Object.entries(numbers)) {
    if (!read.ok) return read;
    options[name] = read.value;
  }
  return done(options as Readonly<Record<keyof typeof numbers, number>>);
}

/** Rates mean little without the machine they were measured on. */
function describeMachine({ processors }: CliIo) {
  const gibibytes = totalmem() / 1024 ** 3;
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    processors,
    memory: `${gibibytes.toFixed(1)} GiB`,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

function perSecond(count: number, milliseconds: number): number {
  return (1000 * count) / milliseconds;
}

/** The measurement with its rates, under the names of what it counts. */
function withRate(unit: 'designs' | 'elements') {
  return ({ count, ...rest }: CaseResult) => ({
    ...rest,
    [unit]: count,
    [`${unit}PerSecond`]: perSecond(count, rest.medianMs),
    [`${unit}PerCpuSecond`]: perSecond(count, rest.cpuMs),
  });
}

function peerRate({ id }: CaseResult): number | null {
  return STATED_PEER_RATES[id as QuantiseBench] ?? null;
}

const PEER_NOTE =
  "microxcaling (microsoft/microxcaling 7bc4195) on a processor, as stated in the project's requirements: its machine is\n" +
  'not named and not this one.\n';

function mapperText({
  cases,
  totalMs,
  medianMs,
  allObjectivesMs,
  noneWorse,
  statedSeconds,
  runs,
}: MapperBench): string {
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  return pairs([
    [`${cases} ZigZag cases`, `${milliseconds(totalMs)}, each for what the tool sought; median of ${runs} rounds`],
    ['median of a layer', milliseconds(medianMs)],
    ['for energy, latency and EDP', milliseconds(allObjectivesMs)],
    ['beside the tool', noneWorse ? 'none worse' : 'WORSE in some case'],
    ['time of the tool', Number.isFinite(statedSeconds) ? statedTime(statedSeconds) : 'the file does not say'],
  ]);
}

function statedTime(seconds: number): string {
  return `${seconds.toFixed(0)} s for the same cases, as the file states (wall_s); its machine is not named and not this one`;
}

function rate(value: number): string {
  return formatQuantity(value, 'perSecond').text.replaceAll('\u00a0', ' ');
}

const NAME: TableColumn<CaseResult> = { head: 'what', cell: ({ name }) => name };
const NOTE: TableColumn<CaseResult> = { head: 'result', cell: ({ note }) => note };
const WALL: TableColumn<CaseResult> = {
  head: 'time',
  cell: ({ medianMs }) => `${medianMs.toFixed(0)} ms`,
  align: 'right',
};
const RATES: readonly TableColumn<CaseResult>[] = [
  WALL,
  { head: 'rate', cell: ({ count, medianMs }) => rate(perSecond(count, medianMs)), align: 'right' },
  { head: 'per CPU second', cell: ({ count, cpuMs }) => rate(perSecond(count, cpuMs)), align: 'right' },
];

const COLUMNS: Readonly<Record<BenchGroup, readonly TableColumn<CaseResult>[]>> = {
  engine: [NAME, { head: 'designs', cell: ({ count }) => String(count), align: 'right' }, ...RATES, NOTE],
  pareto: [NAME, WALL, { head: 'CPU', cell: ({ cpuMs }) => `${cpuMs.toFixed(0)} ms`, align: 'right' }, NOTE],
  quantise: [
    NAME,
    { head: 'elements', cell: ({ count }) => String(count), align: 'right' },
    ...RATES,
    { head: 'microxcaling', cell: (one) => (peerRate(one) === null ? '' : `about ${rate(peerRate(one)!)}`), align: 'right' }, // prettier-ignore
    NOTE,
  ],
};
