import { sumAffine, sumLargest } from '../cost/context-sum';
import { operatorSeconds, overlapped } from '../cost/roofline';
import { ROW } from '../workload/lowering/rows';
import type { Context } from './context';
import { arrayRowCycles, COMPUTE } from './stages/compute';
import { MACHINE } from './stages/machine';
import { TRAFFIC } from './stages/traffic';

/** Seconds of one step of a row whose time does not depend on the step, all its layers, collectives apart. */
export function steadySeconds(context: Context, row: number, secondsPerOffByte: number): number {
  const { compute, traffic, machine, rows } = context.outputs;
  const c = compute.at + row * COMPUTE.WIDTH;
  const t = traffic.at + row * TRAFFIC.WIDTH;
  const m = machine.at;
  const rates = machine.data;
  const matrix = compute.data[c + COMPUTE.CYCLES]! * rates[m + MACHINE.SECONDS_PER_CYCLE]!;
  const memory = overlapped(
    traffic.data[t + TRAFFIC.OFF]! * secondsPerOffByte,
    traffic.data[t + TRAFFIC.ON]! * rates[m + MACHINE.SECONDS_PER_ON_BYTE]!,
    context.rules.onChipTrafficSerial ? 1 : 0,
  );
  const vector = Math.max(
    compute.data[c + COMPUTE.VECTOR]! * rates[m + MACHINE.SECONDS_PER_LANE_OP]!,
    compute.data[c + COMPUTE.SPECIAL]! * rates[m + MACHINE.SECONDS_PER_SPECIAL_OP]!,
  );
  const overhead =
    rates[m + MACHINE.OPERATOR_OVERHEAD_SECONDS]! *
    rows.data[rows.at + row * ROW.WIDTH + ROW.REPEAT]! *
    context.lists.starts[row]!;
  return operatorSeconds(matrix, memory, vector, context.lists.vectorSerial[row]!) + overhead;
}

/** Seconds of a growing row summed over all its steps, all its layers. Exact: a mean of maxima is no maximum of means. */
export function growingSeconds(context: Context, row: number, secondsPerOffByte: number): number {
  const { compute, traffic, machine, rows } = context.outputs;
  const rates = machine.data;
  const m = machine.at;
  const c = compute.at + row * COMPUTE.WIDTH;
  const t = traffic.at + row * TRAFFIC.WIDTH;
  const steps = rows.data[rows.at + row * ROW.WIDTH + ROW.STEPS]!;
  const repeat = rows.data[rows.at + row * ROW.WIDTH + ROW.REPEAT]!;
  if (repeat === 0 || steps === 0) return 0;
  if (context.rules.level === 'array') return growingArraySeconds(context, row, steps, secondsPerOffByte);

  const cycle = rates[m + MACHINE.SECONDS_PER_CYCLE]!;
  const on = rates[m + MACHINE.SECONDS_PER_ON_BYTE]!;
  const serial = context.rules.onChipTrafficSerial;
  const offBytes = traffic.data[t + TRAFFIC.OFF]! * secondsPerOffByte;
  const offSlope = traffic.data[t + TRAFFIC.OFF_SLOPE]! * secondsPerOffByte;
  const onBytes = traffic.data[t + TRAFFIC.ON]! * on;
  const onSlope = traffic.data[t + TRAFFIC.ON_SLOPE]! * on;
  const lane = rates[m + MACHINE.SECONDS_PER_LANE_OP]!;
  const special = rates[m + MACHINE.SECONDS_PER_SPECIAL_OP]!;
  // Lane operations and special functions of a row grow in proportion, so the longer one is longer throughout.
  const lanes = compute.data[c + COMPUTE.VECTOR]! * lane >= compute.data[c + COMPUTE.SPECIAL]! * special;
  const vector = lanes ? compute.data[c + COMPUTE.VECTOR]! * lane : compute.data[c + COMPUTE.SPECIAL]! * special;
  const vectorSlope = lanes
    ? compute.data[c + COMPUTE.VECTOR_SLOPE]! * lane
    : compute.data[c + COMPUTE.SPECIAL_SLOPE]! * special;
  const after = context.lists.vectorSerial[row] === 1;
  const largest = sumLargest(
    compute.data[c + COMPUTE.CYCLES]! * cycle,
    compute.data[c + COMPUTE.CYCLES_SLOPE]! * cycle,
    serial ? offBytes + onBytes : offBytes,
    serial ? offSlope + onSlope : offSlope,
    serial ? 0 : onBytes,
    serial ? 0 : onSlope,
    after ? 0 : vector,
    after ? 0 : vectorSlope,
    steps,
  );
  const overhead = rates[m + MACHINE.OPERATOR_OVERHEAD_SECONDS]! * repeat * steps;
  return largest + (after ? sumAffine(vector, vectorSlope, steps) : 0) + overhead;
}

/** Array cycles rise in stairs: sums where one resource wins throughout, step by step where it changes. */
function growingArraySeconds(context: Context, row: number, steps: number, secondsPerOffByte: number): number {
  const { compute, machine } = context.outputs;
  const c = compute.at + row * COMPUTE.WIDTH;
  const cycle = machine.data[machine.at + MACHINE.SECONDS_PER_CYCLE]!;
  const first = growingStepSeconds(context, row, 0, secondsPerOffByte, 0);
  const last = growingStepSeconds(context, row, steps - 1, secondsPerOffByte, 0);
  const overhead = overheadSeconds(context, row) * steps;
  const after = context.lists.vectorSerial[row] === 1;
  if (!after && compute.data[c + COMPUTE.CYCLES]! * cycle >= last) {
    return compute.data[c + COMPUTE.CYCLES_TOTAL]! * cycle + overhead;
  }
  if (
    !after &&
    compute.data[c + COMPUTE.CYCLES_LAST]! * cycle <= first &&
    context.rules.onChipTrafficSerial === false
  ) {
    return othersSeconds(context, row, steps, secondsPerOffByte) + overhead;
  }
  const matrix = context.matrix();
  const descriptor = context.structure.rows[row]!;
  const { rows } = context.outputs;
  const at = rows.at + row * ROW.WIDTH;
  if (matrix.kind !== 'array') return NaN;
  const cycles0 = arrayRowCycles(descriptor, matrix, context.rules.foldOverlap, rows.data, at, 0);
  const scale = compute.data[c + COMPUTE.CYCLES]! / cycles0;
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const cycles = scale * arrayRowCycles(descriptor, matrix, context.rules.foldOverlap, rows.data, at, step);
    sum += growingStepSeconds(context, row, step, secondsPerOffByte, cycles * cycle);
  }
  return sum + overhead;
}

/** Sum over the steps of everything but the matrix unit. */
function othersSeconds(context: Context, row: number, steps: number, secondsPerOffByte: number): number {
  const { compute, traffic, machine } = context.outputs;
  const rates = machine.data;
  const m = machine.at;
  const c = compute.at + row * COMPUTE.WIDTH;
  const t = traffic.at + row * TRAFFIC.WIDTH;
  const on = rates[m + MACHINE.SECONDS_PER_ON_BYTE]!;
  const lane = rates[m + MACHINE.SECONDS_PER_LANE_OP]!;
  const special = rates[m + MACHINE.SECONDS_PER_SPECIAL_OP]!;
  return sumLargest(
    traffic.data[t + TRAFFIC.OFF]! * secondsPerOffByte,
    traffic.data[t + TRAFFIC.OFF_SLOPE]! * secondsPerOffByte,
    traffic.data[t + TRAFFIC.ON]! * on,
    traffic.data[t + TRAFFIC.ON_SLOPE]! * on,
    compute.data[c + COMPUTE.VECTOR]! * lane,
    compute.data[c + COMPUTE.VECTOR_SLOPE]! * lane,
    compute.data[c + COMPUTE.SPECIAL]! * special,
    compute.data[c + COMPUTE.SPECIAL_SLOPE]! * special,
    steps,
  );
}

/** Seconds of one step of a growing row for a given time of the matrix unit, without its overhead. */
function growingStepSeconds(
  context: Context,
  row: number,
  step: number,
  secondsPerOffByte: number,
  matrixSeconds: number,
): number {
  const { compute, traffic, machine } = context.outputs;
  const rates = machine.data;
  const m = machine.at;
  const c = compute.at + row * COMPUTE.WIDTH;
  const t = traffic.at + row * TRAFFIC.WIDTH;
  const memory = overlapped(
    (traffic.data[t + TRAFFIC.OFF]! + step * traffic.data[t + TRAFFIC.OFF_SLOPE]!) * secondsPerOffByte,
    (traffic.data[t + TRAFFIC.ON]! + step * traffic.data[t + TRAFFIC.ON_SLOPE]!) *
      rates[m + MACHINE.SECONDS_PER_ON_BYTE]!,
    context.rules.onChipTrafficSerial ? 1 : 0,
  );
  const vector = Math.max(
    (compute.data[c + COMPUTE.VECTOR]! + step * compute.data[c + COMPUTE.VECTOR_SLOPE]!) *
      rates[m + MACHINE.SECONDS_PER_LANE_OP]!,
    (compute.data[c + COMPUTE.SPECIAL]! + step * compute.data[c + COMPUTE.SPECIAL_SLOPE]!) *
      rates[m + MACHINE.SECONDS_PER_SPECIAL_OP]!,
  );
  return operatorSeconds(matrixSeconds, memory, vector, context.lists.vectorSerial[row]!);
}

function overheadSeconds(context: Context, row: number): number {
  const { machine, rows } = context.outputs;
  const repeat = rows.data[rows.at + row * ROW.WIDTH + ROW.REPEAT]!;
  return machine.data[machine.at + MACHINE.OPERATOR_OVERHEAD_SECONDS]! * repeat * context.lists.starts[row]!;
}

/** Seconds of one step of a growing row, all its layers: for pipelines, whose slowest stage may change with the step. */
export function growingSecondsAt(context: Context, row: number, step: number, secondsPerOffByte: number): number {
  const { compute, machine, rows } = context.outputs;
  const c = compute.at + row * COMPUTE.WIDTH;
  const cycle = machine.data[machine.at + MACHINE.SECONDS_PER_CYCLE]!;
  let cycles = compute.data[c + COMPUTE.CYCLES]! + step * compute.data[c + COMPUTE.CYCLES_SLOPE]!;
  if (context.rules.level === 'array' && step > 0) {
    const matrix = context.matrix();
    if (matrix.kind !== 'array') return NaN;
    const descriptor = context.structure.rows[row]!;
    const at = rows.at + row * ROW.WIDTH;
    const first = arrayRowCycles(descriptor, matrix, context.rules.foldOverlap, rows.data, at, 0);
    const now = arrayRowCycles(descriptor, matrix, context.rules.foldOverlap, rows.data, at, step);
    cycles = (compute.data[c + COMPUTE.CYCLES]! / first) * now;
  }
  return growingStepSeconds(context, row, step, secondsPerOffByte, cycles * cycle) + overheadSeconds(context, row);
}
