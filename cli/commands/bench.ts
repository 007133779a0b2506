import { cpus, totalmem } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import { benchEngine, benchPool, benchTable, type RateMeasurement } from '../../bench/engine';
import { TABLE_BENCHES } from '../../bench/space';
import type { Measurement } from '../../bench/measure';
import { benchPareto } from '../../bench/pareto';
import { benchQuantise, type QuantiseMeasurement } from '../../bench/quantise';
import { formatQuantity } from '../../models/units';
import { WorkerPool } from '../../workers/pool';
import { wholeOption } from '../arguments';
import type { Arguments, Command } from '../command';
import type { CliIo } from '../io';
import { pairs, print, section, table, type TableColumn } from '../output';
import { done, type Result } from '../result';
import { MOST_WORKERS } from '../sweep-options';

const MILLION = 1_000_000;
/** The level `array` is slower: fewer designs take as long. */
const ARRAY_SHARE = 1 / 10;

interface BenchOptions {
  readonly designs: number;
  readonly points: number;
  readonly elements: number;
  readonly rounds: number;
  readonly workers: number;
}

export const benchCommand: Command = {
  name: 'bench',
  takes: '',
  positionals: { min: 0, max: 0 },
  summary: 'Rates on this machine: designs per second, Pareto filter, elements quantised per second',
  details: 'Medians of several rounds after one to warm up, by the clock and by processor time, for a busy machine.',
  options: [
    {
      name: 'designs',
      value: 'N',
      help: `Designs in a round, a tenth of them at level array; ${MILLION} unless given`,
    },
    { name: 'points', value: 'N', help: `Points of the Pareto filter; ${MILLION} unless given` },
    { name: 'elements', value: 'N', help: `Elements to quantise in a round; ${20 * MILLION} unless given` },
    { name: 'rounds', value: 'N', help: 'Rounds; 5 unless given' },
    { name: 'workers', value: 'N', help: 'Threads; as many as processors unless given' },
  ],
  async run(args, io) {
    const options = readOptions(args, io);
    if (!options.ok) return { refused: options.message };
    const engine = await engineRates(options.value, io);
    const pareto = benchPareto(options.value.points, options.value.rounds);
    const quantise = benchQuantise(options.value.elements, options.value.rounds);
    const machine = describeMachine(io);
    print(io, args, {
      json: () => ({
        version: packageJson.version,
        machine,
        engine: engine.map(withRate),
        pareto,
        quantise: quantise.map(withElementRate),
      }),
      text: () =>
        pairs(Object.entries(machine).map(([name, value]) => [name, String(value)])) +
        section('Full evaluations: all operators, time, memory, energy, area', table(RATES, engine)) +
        section('Pareto filter', table(TIMES, pareto)) +
        section('Quantised and dequantised', table(ELEMENT_RATES, quantise)),
    });
    return { exit: 0 };
  },
};

function readOptions(args: Arguments, io: CliIo): Result<BenchOptions> {
  const designs = wholeOption(args, 'designs', { min: 1, max: MILLION }, MILLION);
  if (!designs.ok) return designs;
  const points = wholeOption(args, 'points', { min: 1, max: 10 * MILLION }, MILLION);
  if (!points.ok) return points;
  const elements = wholeOption(args, 'elements', { min: 1, max: 1000 * MILLION }, 20 * MILLION);
  if (!elements.ok) return elements;
  const rounds = wholeOption(args, 'rounds', { min: 1, max: 101 }, 5);
  if (!rounds.ok) return rounds;
  const workers = wholeOption(args, 'workers', { min: 1, max: MOST_WORKERS }, io.processors);
  if (!workers.ok) return workers;
  return done({
    designs: designs.value,
    points: points.value,
    elements: elements.value,
    rounds: rounds.value,
    workers: workers.value,
  });
}

async function engineRates(options: BenchOptions, io: CliIo): Promise<readonly RateMeasurement[]> {
  const { designs, rounds, workers } = options;
  const pool = new WorkerPool({ spawn: () => io.spawnSweepWorker(), size: workers });
  pool.warm();
  try {
    return [
      benchEngine('roofline', designs, rounds),
      benchEngine('array', Math.ceil(designs * ARRAY_SHARE), rounds),
      ...TABLE_BENCHES.map((bench) =>
        benchTable(bench, bench === 'resnet-50' ? Math.ceil(designs * ARRAY_SHARE) : designs, rounds),
      ),
      await benchPool(pool, workers, designs, rounds),
    ];
  } finally {
    pool.dispose();
  }
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

function withElementRate(measurement: QuantiseMeasurement) {
  const { elements, medianMs, cpuMs } = measurement;
  return {
    ...measurement,
    elementsPerSecond: perSecond(elements, medianMs),
    elementsPerCpuSecond: perSecond(elements, cpuMs),
  };
}

function withRate(measurement: RateMeasurement) {
  const { designs, medianMs, cpuMs } = measurement;
  return {
    ...measurement,
    designsPerSecond: perSecond(designs, medianMs),
    designsPerCpuSecond: perSecond(designs, cpuMs),
  };
}

function rate(value: number): string {
  return formatQuantity(value, 'perSecond').text.replaceAll('\u00a0', ' ');
}

const NAME: TableColumn<Measurement> = { head: 'what', cell: ({ name }) => name };
const NOTE: TableColumn<Measurement> = { head: 'result', cell: ({ note }) => note };
const WALL: TableColumn<Measurement> = {
  head: 'time',
  cell: ({ medianMs }) => `${medianMs.toFixed(0)} ms`,
  align: 'right',
};

const RATES: readonly TableColumn<RateMeasurement>[] = [
  NAME,
  { head: 'designs', cell: ({ designs }) => String(designs), align: 'right' },
  WALL,
  { head: 'rate', cell: ({ designs, medianMs }) => rate(perSecond(designs, medianMs)), align: 'right' },
  { head: 'per CPU second', cell: ({ designs, cpuMs }) => rate(perSecond(designs, cpuMs)), align: 'right' },
  NOTE,
];

const ELEMENT_RATES: readonly TableColumn<QuantiseMeasurement>[] = [
  NAME,
  { head: 'elements', cell: ({ elements }) => String(elements), align: 'right' },
  WALL,
  { head: 'rate', cell: ({ elements, medianMs }) => rate(perSecond(elements, medianMs)), align: 'right' },
  { head: 'per CPU second', cell: ({ elements, cpuMs }) => rate(perSecond(elements, cpuMs)), align: 'right' },
  NOTE,
];

const TIMES: readonly TableColumn<Measurement>[] = [
  NAME,
  WALL,
  { head: 'CPU', cell: ({ cpuMs }) => `${cpuMs.toFixed(0)} ms`, align: 'right' },
  NOTE,
];
