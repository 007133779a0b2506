/** Runs designs, and steps that a design has no field for, through the engine, and reads off every operator row. */
import { overlapped } from '../../models/cost/roofline';
import type { Design } from '../../models/design/types';
import { compileDesign } from '../../models/evaluate/compile';
import type { CompiledStage, Program } from '../../models/evaluate/program';
import { secondsPerCycle, type Context } from '../../models/evaluate/context';
import { rowLists } from '../../models/evaluate/row-lists';
import { growingSeconds, steadySeconds } from '../../models/evaluate/row-seconds';
import { Runner } from '../../models/evaluate/runner';
import { BYTES } from '../../models/evaluate/stages/bytes';
import { COMPUTE } from '../../models/evaluate/stages/compute-columns';
import { MACHINE } from '../../models/evaluate/stages/machine';
import { TRAFFIC } from '../../models/evaluate/stages/traffic-columns';
import { reasonCode } from '../../models/workload/lowering/reasons';
import type { LoweredStep } from '../../models/workload/lowering/genz/chunked';
import { ROW, SCALAR, type Phase } from '../../models/workload/lowering/rows';
import type { Structure } from '../../models/workload/lowering/types';
import { resolveRules } from '../../models/workload/rules';
import type { OperatorRow } from './genz-quantities';

/** What the engine says of one phase. */
export interface Evaluated {
  readonly rows: readonly OperatorRow[];
  readonly seconds: number;
  /** Bytes of a chip. */
  readonly weights: number;
  readonly cache: number;
  readonly capacity: number;
  /** Whether the model can be split as the design says; if not, there is nothing else. */
  readonly possible: boolean;
}

export function evaluatePhase(design: Design, phase: Phase): Evaluated {
  return evaluate(compileDesign(design), phase);
}

/** A step's rows take the place of the prefill phase. */
export function evaluateStep(design: Design, step: LoweredStep): Evaluated {
  return evaluate(programOf(design, step), 'prefill');
}

function programOf(design: Design, step: LoweredStep): Program {
  const program = compileDesign(design);
  const variant = program.variants[0]!;
  const structure: Structure = { ...variant.structure, rows: step.rows, unmodelled: step.unmodelled };
  const stages = program.stages.map((compiled) => withRows(compiled, step));
  const rules = resolveRules(design.assumptions);
  const widths = Object.fromEntries(
    stages.map(({ stage }) => [stage.id, stage.width(structure, rules, program.schedules)]),
  );
  return {
    ...program,
    stages,
    variants: [{ ...variant, structure, lists: rowLists(structure), widths: { ...variant.widths, ...widths } }],
  };
}

function withRows(compiled: CompiledStage, step: LoweredStep): CompiledStage {
  const { stage } = compiled;
  // What a rank stores follows from the rows themselves in this assumption set.
  if (stage.id === 'stored') return { ...compiled, stage: { ...stage, run: () => undefined } };
  if (stage.id !== 'rows') return compiled;
  const run: typeof stage.run = (_parts, _inputs, _structure, out, at) => {
    out.set(step.values, at);
    const scalars = at + step.values.length;
    out.fill(0, scalars, scalars + SCALAR.WIDTH);
    out[scalars + SCALAR.PREFILL_MICROBATCHES] = 1;
    out[scalars + SCALAR.PREFILL_STAGES] = 1;
    out[scalars + SCALAR.REASON] = reasonCode(step.reason);
  };
  return { ...compiled, stage: { ...stage, run } };
}

function evaluate(program: Program, phase: Phase): Evaluated {
  const runner = new Runner(program);
  runner.evaluate(0);
  const { context, combined } = runner;
  const { data, at } = context.outputs.machine;
  const memory = phase === 'prefill' ? combined.prefillMemory : combined.decodeMemory;
  const perByte = phase === 'prefill' ? combined.prefillSecondsPerByte : combined.decodeSecondsPerByte;
  return {
    rows: operatorRows(context, phase, perByte),
    seconds: phase === 'prefill' ? combined.prefillSeconds : combined.decodeSeconds,
    weights: memory.weights,
    cache: memory.cache,
    capacity: data[at + MACHINE.MAIN_CAPACITY_BYTES]!,
    possible: combined.reason === reasonCode('none'),
  };
}

function operatorRows(context: Context, phase: Phase, perByte: number): readonly OperatorRow[] {
  return context.structure.rows.flatMap((row, index) =>
    row.phase === phase ? [operatorRow(context, index, perByte)] : [],
  );
}

/** Sizes of one layer as lowered, times of all layers shared between them. */
function operatorRow(context: Context, index: number, perByte: number): OperatorRow {
  const { rows, bytes } = context.outputs;
  const row = context.structure.rows[index]!;
  const count = (column: keyof typeof ROW) => rows.data[rows.at + index * ROW.WIDTH + ROW[column]]!;
  const size = (column: keyof typeof BYTES) => bytes.data[bytes.at + index * BYTES.WIDTH + BYTES[column]]!;
  return {
    name: row.name,
    kind: row.kind,
    collective: row.collective,
    places: [row.a.place, row.b.place, row.c.place],
    repeat: count('REPEAT'),
    macs: count('MACS'),
    groups: count('GROUPS'),
    m: count('M'),
    n: count('N'),
    k: count('K'),
    queries: count('QUERIES'),
    ranks: count('RANKS'),
    payload: count('PAYLOAD'),
    aBytes: size('A'),
    bBytes: size('B'),
    cBytes: size('C'),
    payloadBytes: size('PAYLOAD'),
    ...rowSeconds(context, index, perByte, count('REPEAT')),
  };
}

function rowSeconds(context: Context, index: number, perByte: number, repeat: number) {
  const { compute, traffic, collectives, machine } = context.outputs;
  const rate = (column: keyof typeof MACHINE) => machine.data[machine.at + MACHINE[column]]!;
  const moved = (column: keyof typeof TRAFFIC) => traffic.data[traffic.at + index * TRAFFIC.WIDTH + TRAFFIC[column]]!;
  const cycles = compute.data[compute.at + index * COMPUTE.WIDTH + COMPUTE.CYCLES]!;
  const exchange = collectives.data[collectives.at + index]!;
  const memory = overlapped(moved('OFF') * perByte, moved('ON') * rate('SECONDS_PER_ON_BYTE'), 1);
  const seconds = context.lists.growing.includes(index)
    ? growingSeconds(context, index, perByte)
    : steadySeconds(context, index, perByte);
  const perLayer = (all: number) => (repeat === 0 ? 0 : all / repeat);
  return {
    computeSeconds: perLayer(cycles * secondsPerCycle(context.outputs)),
    memorySeconds: perLayer(memory),
    collectiveSeconds: perLayer(exchange),
    seconds: perLayer(seconds + exchange),
  };
}
