/**
 * `ridgeline check zigzag`: the loop-nest model against ZigZag 3.8.5 (commit 3d12a96e), on the mappings that it chose.
 *
 * Energies, word accesses over every link and direction, cycles, utilisations and stalls per port. The groups are the
 * accelerators.
 */
import { evaluateNest } from '../../models/cost/loop-nest/evaluate';
import type { LoopNest } from '../../models/cost/loop-nest/nest';
import type { LoopNestProblem } from '../../models/cost/loop-nest/problem';
import {
  JOULES,
  MAC_JOULES,
  makeScratch,
  MEMORY_JOULES,
  type NestScratch,
  OFFLOAD_CYCLES,
  ONLOAD_CYCLES,
  STALL_CYCLES,
  TEMPORAL_CYCLES,
} from '../../models/cost/loop-nest/scratch';
import { FROM_HIGHER, FROM_LOWER, TO_HIGHER, TO_LOWER } from '../../models/cost/loop-nest/types';
import {
  type CaseResult,
  type CheckSuite,
  compareNumbers,
  type Comparison,
  isRecord,
  judgeCase,
  numberAt,
  type RawCase,
  readCases,
  type SuiteOptions,
  type SuiteOutcome,
  unreadableCase,
  valueAt,
} from './suite';
import { nestOfCase, problemOfCase } from './zigzag-cases';

const TOLERANCE = 1e-9;
const PICO = 1e-12;

const DIRECTION_NAMES = {
  rd_out_to_low: TO_LOWER,
  wr_in_by_low: FROM_LOWER,
  rd_out_to_high: TO_HIGHER,
  wr_in_by_high: FROM_HIGHER,
} as const;

/** What is compared: the name in `--fields`, and the paths in `expected` that belong to it. */
const FIELDS: readonly { readonly name: string; readonly paths: readonly string[] }[] = [
  { name: 'energy', paths: ['energy_total_pJ', 'mac_energy_pJ', 'mem_energy_pJ', 'energy_per_memory_pJ'] },
  { name: 'total_mac_count', paths: ['total_mac_count'] },
  { name: 'ideal_cycles', paths: ['latency.ideal_cycle', 'latency.ideal_temporal_cycle'] },
  { name: 'stalled_cycles', paths: ['latency.stall_slack_comb', 'latency.latency_total0'] },
  { name: 'onloaded_cycles', paths: ['latency.onload', 'latency.latency_total1'] },
  { name: 'offloaded_cycles', paths: ['latency.offload', 'latency.latency_total2'] },
  { name: 'utilization', paths: ['utilization'] },
  { name: 'levels', paths: ['levels_per_operand_inner_to_outer'] },
  { name: 'stall_per_port', paths: ['stall_slack_per_port'] },
];

const NOT_COMPARED = ['elem_move_count', 'util_shared', 'util_individual of fractional tiles'] as const;

export const zigzagSuite: CheckSuite = { id: 'zigzag', run };

function run(casesJson: unknown, options: SuiteOptions): SuiteOutcome {
  const cases = readCases(grouped(casesJson), options);
  if (typeof cases === 'string') return { kind: 'badInput', message: cases };
  const unknown = options.fields?.find((name) => !FIELDS.some((known) => known.name === name));
  if (unknown !== undefined) {
    const names = FIELDS.map((known) => known.name).join(', ');
    return { kind: 'badInput', message: `--fields: no field "${unknown}"; there are ${names}` };
  }
  const wanted = FIELDS.filter(({ name }) => options.fields?.includes(name) ?? true);
  return { kind: 'done', cases: cases.map((raw) => runCase(raw, wanted)), notCompared: NOT_COMPARED };
}

/** The file names an accelerator where others name a group. */
function grouped(casesJson: unknown): unknown {
  const cases = valueAt(casesJson, 'cases');
  if (!Array.isArray(cases)) return casesJson;
  const list = cases as readonly unknown[];
  return { cases: list.map((entry) => (isRecord(entry) ? { ...entry, group: entry['accelerator'] } : entry)) };
}

function runCase(raw: RawCase, wanted: typeof FIELDS): CaseResult {
  const read = problemOfCase(raw.body);
  if ('unreadable' in read) return unreadableCase(raw.id, raw.group, read.unreadable);
  const nest = nestOfCase(read.problem, raw.body);
  if ('unreadable' in nest) return unreadableCase(raw.id, raw.group, nest.unreadable);
  const predicted = predict(read.problem, nest);
  const comparisons = wanted.flatMap(({ paths }) =>
    paths.flatMap((path) => compareBelow(path, valueAt(predicted, path), valueAt(raw.body['expected'], path))),
  );
  // A difference is named by its whole path, the summary by fields.
  return { ...judgeCase(raw.id, raw.group, comparisons, predicted), fields: wanted.map(({ name }) => name) };
}

/** Compares every number that we predict at or below a path; what is expected there must be all that we predict. */
function compareBelow(path: string, predicted: unknown, expected: unknown): readonly Comparison[] {
  if (Array.isArray(predicted)) {
    const list = Array.isArray(expected) ? (expected as readonly unknown[]) : [];
    const length = Math.max(predicted.length, list.length);
    return Array.from({ length }, (_, at) => compareBelow(`${path}.${at}`, predicted[at], list[at])).flat();
  }
  if (isRecord(predicted)) {
    return Object.keys(predicted).flatMap((key) =>
      compareBelow(`${path}.${key}`, predicted[key], isRecord(expected) ? expected[key] : undefined),
    );
  }
  const values = { predicted: asNumber(predicted), expected: asNumber(expected) };
  return [compareNumbers(path, numberAt(values, 'predicted'), numberAt(values, 'expected'), TOLERANCE)];
}

/** Flags count as 0 and 1, names are compared by where they stand. */
function asNumber(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** Everything that the model says of one nest, under the names of the reference. */
function predict(problem: LoopNestProblem, nest: LoopNest) {
  const scratch = makeScratch(problem);
  evaluateNest(problem, nest, scratch);
  const at = (place: number) => scratch.result[place]!;
  const [ideal, temporal] = [problem.idealCycles, at(TEMPORAL_CYCLES)];
  const total0 = temporal + at(STALL_CYCLES);
  const total1 = total0 + at(ONLOAD_CYCLES);
  const total2 = total1 + at(OFFLOAD_CYCLES);
  return {
    energy_total_pJ: at(JOULES) / PICO,
    mac_energy_pJ: at(MAC_JOULES) / PICO,
    mem_energy_pJ: at(MEMORY_JOULES) / PICO,
    total_mac_count: problem.macs,
    latency: {
      ideal_cycle: ideal,
      ideal_temporal_cycle: temporal,
      stall_slack_comb: at(STALL_CYCLES),
      onload: at(ONLOAD_CYCLES),
      offload: at(OFFLOAD_CYCLES),
      ...{ latency_total0: total0, latency_total1: total1, latency_total2: total2 },
    },
    utilization: {
      spatial: ideal / temporal,
      with_stall: ideal / total0,
      with_onload: ideal / total1,
      with_offload: ideal / total2,
    },
    levels_per_operand_inner_to_outer: Object.fromEntries(
      problem.operands.map((_, operand) => [problem.operands[operand]!.name, predictLevels(problem, operand, scratch)]),
    ),
    stall_slack_per_port: predictPorts(problem, scratch),
    energy_per_memory_pJ: energyPerMemory(problem, scratch),
  };
}

function byDirection(value: (direction: number) => number) {
  return Object.fromEntries(Object.entries(DIRECTION_NAMES).map(([name, direction]) => [name, value(direction)]));
}

function predictLevels(problem: LoopNestProblem, operand: number, scratch: NestScratch) {
  const plan = problem.operands[operand]!;
  return plan.memories.map((_, level) => {
    const link = (direction: number) => plan.firstLink + level * 4 + direction;
    const carries = (direction: number) => scratch.real[link(direction)]! > 0;
    const entry = (direction: number) => problem.linkEntry[link(direction)]!;
    const energy = (direction: number) =>
      scratch.words[link(direction)]! === 0
        ? 0
        : (scratch.words[link(direction)]! * problem.linkJoules[link(direction)]!) / PICO;
    return {
      energy_pJ: energy(0) + energy(1) + energy(2) + energy(3),
      energy_by_dir_pJ: byDirection(energy),
      word_accesses: byDirection((direction) => scratch.words[link(direction)]!),
      unit_count: plan.instances[level + 1]!,
      double_buffered: scratch.overlaps[plan.firstCut + level] === 1,
      period: byDirection((direction) => (carries(direction) ? scratch.period[entry(direction)]! : 0)),
      period_count: byDirection((direction) => (carries(direction) ? scratch.count[entry(direction)]! : 0)),
      allowed_cycles: byDirection((direction) => (carries(direction) ? scratch.allowed[entry(direction)]! : 0)),
      real_cycles: byDirection((direction) => scratch.real[link(direction)]!),
    };
  });
}

function predictPorts(problem: LoopNestProblem, scratch: NestScratch) {
  return problem.hardware.memories.flatMap((_, memory) => {
    const ports = problem.ports.flatMap((port, index) =>
      port.memory === memory ? [[port.name, scratch.portStall[index]!] as const] : [],
    );
    const isUsed = problem.operands.some(({ memories }) => memories.includes(memory));
    return isUsed ? [{ ports: Object.fromEntries(ports) }] : [];
  });
}

function energyPerMemory(problem: LoopNestProblem, scratch: NestScratch) {
  const perMemory = new Map<string, number>();
  for (let link = 0; link < problem.linkCount; link++) {
    if (scratch.words[link] === 0) continue;
    const { name } = problem.hardware.memories[problem.ports[problem.linkPort[link]!]!.memory]!;
    const joules = scratch.words[link]! * problem.linkJoules[link]!;
    perMemory.set(name, (perMemory.get(name) ?? 0) + joules / PICO);
  }
  return Object.fromEntries(perMemory);
}
