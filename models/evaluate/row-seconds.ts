import { sumAffine, sumLargest } from '../cost/context-sum';
import { resourceSeconds } from '../cost/roofline';
import { ROW } from '../workload/lowering/rows';
import { secondsPerCycle, type Context } from './context';
import { COMPUTE_TAIL } from './stages/compute';
import { COMPUTE, RUNS } from './stages/compute-columns';
import { MACHINE } from './stages/machine';
import { STEADY } from './stages/steady';
import { TRAFFIC } from './stages/traffic-columns';

/** Seconds of one step of a row whose time does not depend on the step, all its layers, collectives apart. */
export function steadySeconds(context: Context, row: number, secondsPerOffByte: number): number {
  return stepSeconds(context, row, 0, secondsPerOffByte, matrixSeconds(context, row)) + overheadSeconds(context, row);
}

function matrixSeconds(context: Context, row: number): number {
  const { compute } = context.outputs;
  const cycles = compute.data[compute.at + row * COMPUTE.WIDTH + COMPUTE.CYCLES]!;
  return cycles * secondsPerCycle(context.outputs);
}

/**
 * Seconds of the steady rows of a phase without overheads and collectives: the innermost loop of every sweep.
 *
 * @param from first double of the phase's rows in the `steady` stage
 * @param serial for each of these rows, 1 where vector work comes after the matrix unit's
 */
export function steadyPhaseSeconds(
  context: Context,
  from: number,
  serial: Float64Array,
  secondsPerOffByte: number,
): number {
  const { steady, machine } = context.outputs;
  const { data } = steady;
  const rates = machine.data;
  const cycle = secondsPerCycle(context.outputs);
  const onByte = rates[machine.at + MACHINE.SECONDS_PER_ON_BYTE]!;
  const lane = rates[machine.at + MACHINE.SECONDS_PER_LANE_OP]!;
  const special = rates[machine.at + MACHINE.SECONDS_PER_SPECIAL_OP]!;
  const memorySerial = context.rules.onChipTrafficSerial ? 1 : 0;
  let sum = 0;
  let at = from;
  for (let row = 0; row < serial.length; row++) {
    sum += resourceSeconds(
      data[at + STEADY.CYCLES]! * cycle,
      data[at + STEADY.OFF]! * secondsPerOffByte,
      data[at + STEADY.ON]! * onByte,
      data[at + STEADY.VECTOR]! * lane,
      data[at + STEADY.SPECIAL]! * special,
      memorySerial,
      serial[row]!,
    );
    at += STEADY.WIDTH;
  }
  return sum;
}

/** Seconds of a growing row summed over all its steps, all its layers. Exact: a mean of maxima is no maximum of means. */
export function growingSeconds(context: Context, row: number, secondsPerOffByte: number): number {
  const { compute, rows } = context.outputs;
  const steps = rows.data[rows.at + row * ROW.WIDTH + ROW.STEPS]!;
  if (rows.data[rows.at + row * ROW.WIDTH + ROW.REPEAT] === 0 || steps === 0) return 0;
  const overhead = overheadSeconds(context, row) * steps;
  if (context.rules.level !== 'roofline') return arrayRunsSeconds(context, row, steps, secondsPerOffByte) + overhead;
  const c = compute.at + row * COMPUTE.WIDTH;
  const cycles = compute.data[c + COMPUTE.CYCLES]!;
  const slope = compute.data[c + COMPUTE.CYCLES_SLOPE]!;
  return runSeconds(context, row, 0, steps, cycles, slope, secondsPerOffByte) + overhead;
}

/** Array cycles rise in stairs: adds up the runs between them, and what lies beyond the last run step by step. */
function arrayRunsSeconds(context: Context, row: number, steps: number, secondsPerOffByte: number): number {
  const { compute } = context.outputs;
  const at = runsAt(context, row);
  const count = compute.data[at + RUNS.COUNT]!;
  let sum = 0;
  let begin = 0;
  for (let i = 0; i < count; i++) {
    const run = at + RUNS.FIRST + i * RUNS.RUN_WIDTH;
    const length = compute.data[run + RUNS.LENGTH]!;
    const value = compute.data[run + RUNS.VALUE]!;
    sum += runSeconds(context, row, begin, length, value, compute.data[run + RUNS.SLOPE]!, secondsPerOffByte);
    begin += length;
  }
  const cycle = secondsPerCycle(context.outputs);
  for (let step = begin; step < steps; step++) {
    sum += stepSeconds(context, row, step, secondsPerOffByte, arrayCyclesAt(context, row, step) * cycle);
  }
  return sum;
}

function runsAt(context: Context, row: number): number {
  const tail = context.outputs.compute.at + context.structure.rows.length * COMPUTE.WIDTH;
  return tail + COMPUTE_TAIL.WIDTH + context.lists.growingPosition[row]! * RUNS.WIDTH;
}

/** Cycles of a growing row at one step on the array, all its layers. */
function arrayCyclesAt(context: Context, row: number, step: number): number {
  const { rows, compute } = context.outputs;
  const descriptor = context.structure.rows[row]!;
  const scale = compute.data[runsAt(context, row) + RUNS.SCALE]!;
  return (
    scale *
    context.array!.rowCycles(descriptor, context.matrix(), context.rules, rows.data, rows.at + row * ROW.WIDTH, step)
  );
}

/** Sum over `steps` steps from `begin` on, while the matrix unit's cycles lie on a line. */
function runSeconds(
  context: Context,
  row: number,
  begin: number,
  steps: number,
  cycles: number,
  cyclesSlope: number,
  secondsPerOffByte: number,
): number {
  const { compute, traffic, machine } = context.outputs;
  const rates = machine.data;
  const m = machine.at;
  const c = compute.at + row * COMPUTE.WIDTH;
  const t = traffic.at + row * TRAFFIC.WIDTH;
  const cycle = secondsPerCycle(context.outputs);
  const onByte = rates[m + MACHINE.SECONDS_PER_ON_BYTE]!;
  const serial = context.rules.onChipTrafficSerial ? 1 : 0;
  const offSlope = traffic.data[t + TRAFFIC.OFF_SLOPE]! * secondsPerOffByte;
  const off = traffic.data[t + TRAFFIC.OFF]! * secondsPerOffByte + begin * offSlope;
  const onSlope = traffic.data[t + TRAFFIC.ON_SLOPE]! * onByte;
  const on = traffic.data[t + TRAFFIC.ON]! * onByte + begin * onSlope;
  const lane = rates[m + MACHINE.SECONDS_PER_LANE_OP]!;
  const special = rates[m + MACHINE.SECONDS_PER_SPECIAL_OP]!;
  // Lane operations and special functions of a row grow in proportion, so the longer one is longer throughout.
  const lanes = compute.data[c + COMPUTE.VECTOR]! * lane >= compute.data[c + COMPUTE.SPECIAL]! * special;
  const vectorSlope = lanes
    ? compute.data[c + COMPUTE.VECTOR_SLOPE]! * lane
    : compute.data[c + COMPUTE.SPECIAL_SLOPE]! * special;
  const vector =
    (lanes ? compute.data[c + COMPUTE.VECTOR]! * lane : compute.data[c + COMPUTE.SPECIAL]! * special) +
    begin * vectorSlope;
  const after = context.lists.vectorSerial[row]!;
  const largest = sumLargest(
    cycles * cycle,
    cyclesSlope * cycle,
    off + serial * on,
    offSlope + serial * onSlope,
    (1 - serial) * on,
    (1 - serial) * onSlope,
    (1 - after) * vector,
    (1 - after) * vectorSlope,
    steps,
  );
  return largest + (after === 1 ? sumAffine(vector, vectorSlope, steps) : 0);
}

/** Seconds of one step of a row for a given time of the matrix unit, without its overhead. */
function stepSeconds(context: Context, row: number, step: number, secondsPerOffByte: number, matrix: number): number {
  const { compute, traffic, machine } = context.outputs;
  const rates = machine.data;
  const m = machine.at;
  const c = compute.at + row * COMPUTE.WIDTH;
  const t = traffic.at + row * TRAFFIC.WIDTH;
  return resourceSeconds(
    matrix,
    (traffic.data[t + TRAFFIC.OFF]! + step * traffic.data[t + TRAFFIC.OFF_SLOPE]!) * secondsPerOffByte,
    (traffic.data[t + TRAFFIC.ON]! + step * traffic.data[t + TRAFFIC.ON_SLOPE]!) *
      rates[m + MACHINE.SECONDS_PER_ON_BYTE]!,
    (compute.data[c + COMPUTE.VECTOR]! + step * compute.data[c + COMPUTE.VECTOR_SLOPE]!) *
      rates[m + MACHINE.SECONDS_PER_LANE_OP]!,
    (compute.data[c + COMPUTE.SPECIAL]! + step * compute.data[c + COMPUTE.SPECIAL_SLOPE]!) *
      rates[m + MACHINE.SECONDS_PER_SPECIAL_OP]!,
    context.rules.onChipTrafficSerial ? 1 : 0,
    context.lists.vectorSerial[row]!,
  );
}

/** Time that the operators of a list take to start. */
export function overheadOfAll(context: Context, list: Int32Array): number {
  const { machine } = context.outputs;
  if (machine.data[machine.at + MACHINE.OPERATOR_OVERHEAD_SECONDS] === 0) return 0;
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += overheadSeconds(context, list[i]!);
  return sum;
}

function overheadSeconds(context: Context, row: number): number {
  const { machine, rows } = context.outputs;
  const repeat = rows.data[rows.at + row * ROW.WIDTH + ROW.REPEAT]!;
  return machine.data[machine.at + MACHINE.OPERATOR_OVERHEAD_SECONDS]! * repeat * context.lists.starts[row]!;
}

/** Seconds of one step of a growing row, all its layers: for pipelines, whose slowest stage may change with the step. */
export function growingSecondsAt(context: Context, row: number, step: number, secondsPerOffByte: number): number {
  const { compute } = context.outputs;
  const c = compute.at + row * COMPUTE.WIDTH;
  const onLine = compute.data[c + COMPUTE.CYCLES]! + step * compute.data[c + COMPUTE.CYCLES_SLOPE]!;
  const cycles = context.rules.level === 'roofline' ? onLine : arrayCyclesAt(context, row, step);
  const matrix = cycles * secondsPerCycle(context.outputs);
  return stepSeconds(context, row, step, secondsPerOffByte, matrix) + overheadSeconds(context, row);
}
