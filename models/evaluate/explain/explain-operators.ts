import { sumAffine } from '../../cost/context-sum';
import { overlapped } from '../../cost/roofline';
import { COMPUTE_CLASSES } from '../../formats/types';
import { ROW, SCALAR, type RowDescriptor } from '../../workload/lowering/rows';
import type { Combined } from '../combined';
import { peakSecondsPerCycle, secondsPerCycle, type Context } from '../context';
import type { ReportOperand, ReportOperator, Resource } from './report';
import { growingSeconds, steadySeconds } from '../row-seconds';
import { BYTES } from '../stages/bytes';
import { COMPUTE } from '../stages/compute-columns';
import { ENERGY, rowJoules } from '../stages/energy';
import { DATAPATH_LABEL } from '../stages/row-rate';
import { MACHINE } from '../stages/machine';
import { TRAFFIC } from '../stages/traffic-columns';

/** Names the rows of the design evaluated last. Rows that it does not need are left out. */
export function explainOperators(context: Context, combined: Combined): readonly ReportOperator[] {
  if (combined.reason !== 0) return [];
  const { rows } = context.outputs;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const decodeSteps = rows.data[scalars + SCALAR.DECODE_STEPS]!;
  const drafts = context.structure.rows.flatMap((row, index) => {
    const used = rows.data[rows.at + index * ROW.WIDTH + ROW.REPEAT]! !== 0;
    if (!used || (row.phase === 'decode' && decodeSteps === 0)) return [];
    return [explainRow(context, combined, row, index, row.phase === 'prefill' ? 1 : decodeSteps)];
  });
  const totals = { prefill: 0, decode: 0 };
  for (const draft of drafts) totals[draft.phase] += Number.isNaN(draft.seconds) ? 0 : draft.seconds;
  return drafts.map((draft) => ({
    ...draft,
    share: totals[draft.phase] > 0 ? draft.seconds / totals[draft.phase] : 0,
  }));
}

/** Id of a row in reports: stable within a model. */
export function operatorId(row: Pick<RowDescriptor, 'phase'>, index: number): string {
  return `${row.phase}-${index}`;
}

function explainRow(
  context: Context,
  combined: Combined,
  row: RowDescriptor,
  index: number,
  phaseSteps: number,
): ReportOperator {
  const { rows, bytes, compute, traffic, collectives, machine } = context.outputs;
  const at = rows.at + index * ROW.WIDTH;
  const c = compute.at + index * COMPUTE.WIDTH;
  const t = traffic.at + index * TRAFFIC.WIDTH;
  const rates = machine.data;
  const m = machine.at;
  const perByte = row.phase === 'prefill' ? combined.prefillSecondsPerByte : combined.decodeSecondsPerByte;
  const steps = rows.data[at + ROW.STEPS]!;
  const repeat = rows.data[at + ROW.REPEAT]!;
  const mean = (first: number, slope: number) => sumAffine(first, slope, steps) / phaseSteps;
  const network = (collectives.data[collectives.at + index]! * steps) / phaseSteps;
  const grows = row.phase === 'decode' && (row.kind === 'scores' || row.kind === 'values');
  const work = grows
    ? growingSeconds(context, index, perByte) / phaseSteps
    : (steadySeconds(context, index, perByte) * steps) / phaseSteps;
  const memoryBytes = mean(traffic.data[t + TRAFFIC.OFF]!, traffic.data[t + TRAFFIC.OFF_SLOPE]!);
  const onChipBytes = mean(traffic.data[t + TRAFFIC.ON]!, traffic.data[t + TRAFFIC.ON_SLOPE]!);
  const lane = mean(compute.data[c + COMPUTE.VECTOR]!, compute.data[c + COMPUTE.VECTOR_SLOPE]!);
  const special = mean(compute.data[c + COMPUTE.SPECIAL]!, compute.data[c + COMPUTE.SPECIAL_SLOPE]!);
  const cycle = secondsPerCycle(context.outputs);
  const secondsBy = {
    compute: (compute.data[c + COMPUTE.CYCLES_TOTAL]! * cycle) / phaseSteps,
    memory: memoryBytes * perByte,
    onChip: onChipBytes * rates[m + MACHINE.SECONDS_PER_ON_BYTE]!,
    vector: Math.max(
      lane * rates[m + MACHINE.SECONDS_PER_LANE_OP]!,
      special * rates[m + MACHINE.SECONDS_PER_SPECIAL_OP]!,
    ),
    network,
    overhead:
      (rates[m + MACHINE.OPERATOR_OVERHEAD_SECONDS]! * repeat * context.lists.starts[index]! * steps) / phaseSteps,
  };
  const seconds = work + network;
  const joules = new Float64Array(ENERGY.WIDTH);
  rowJoules(row, index, context.rules, context.outputs, context.network(), joules, 0);
  const macs = rows.data[at + ROW.MACS]!;
  const ops = 2 * repeat * mean(macs, rows.data[at + ROW.MACS_SLOPE]!);
  const ideal = (compute.data[c + COMPUTE.IDEAL_TOTAL]! * peakSecondsPerCycle(context.outputs)) / phaseSteps;
  const classIndex = compute.data[c + COMPUTE.CLASS]!;
  const operand = (which: 'a' | 'b' | 'c', column: number): ReportOperand => ({
    ...row[which],
    bytes: bytes.data[bytes.at + index * BYTES.WIDTH + column]!,
  });
  return {
    id: operatorId(row, index),
    name: row.name,
    phase: row.phase,
    kind: row.kind,
    module: row.module,
    layers: layersOf(context, row),
    part: row.part === 'all' ? null : row.part,
    repeat,
    steps,
    shape: shapeOf(rows.data, at, macs),
    macs,
    a: operand('a', BYTES.A),
    b: operand('b', BYTES.B),
    c: operand('c', BYTES.C),
    seconds,
    secondsBy,
    bound: boundOf(secondsBy, context),
    share: 0,
    memoryBytes,
    onChipBytes,
    operations: ops,
    intensity: memoryBytes > 0 && ops > 0 ? ops / memoryBytes : null,
    opsPerSecond: seconds > 0 ? ops / seconds : 0,
    utilisation: ideal > 0 ? ideal / seconds : null,
    computeClass: classIndex < 0 ? null : (COMPUTE_CLASSES[classIndex] ?? DATAPATH_LABEL),
    joules: joules[ENERGY.TOTAL]! / phaseSteps,
  };
}

function shapeOf(rows: Float64Array, at: number, macs: number): ReportOperator['shape'] {
  if (macs === 0) return null;
  return {
    m: rows[at + ROW.M]!,
    n: rows[at + ROW.N]!,
    k: rows[at + ROW.K]!,
    groups: rows[at + ROW.GROUPS]!,
  };
}

/** The resource that takes longest where several overlap; vector work that comes after counts by itself. */
function boundOf(seconds: ReportOperator['secondsBy'], context: Context): Resource {
  const serial = context.rules.onChipTrafficSerial ? 1 : 0;
  const memory = overlapped(seconds.memory, seconds.onChip, serial);
  const overlappedLongest = Math.max(seconds.compute, memory);
  let bound: Resource = 'none';
  let longest = 0;
  const offer = (resource: Resource, value: number) => {
    if (!(value > longest)) return;
    longest = value;
    bound = resource;
  };
  offer('compute', seconds.compute >= memory ? overlappedLongest : 0);
  offer(seconds.memory >= seconds.onChip ? 'memory' : 'onChip', memory > seconds.compute ? memory : 0);
  offer('vector', seconds.vector);
  offer('network', seconds.network);
  offer('overhead', seconds.overhead);
  return bound;
}

/** Which layers a row stands for, where the model has several kinds. */
function layersOf(context: Context, row: RowDescriptor): string | null {
  const { structure } = context;
  if (structure.kind === 'layers') return structure.lowering.nameOf(structure.layers.kinds[row.owner]!);
  const kind = structure.layers.kinds[row.owner];
  if (kind === undefined || structure.layers.kinds.length === 1) return null;
  const { mixer, ffn } = kind.layer;
  const words = [mixer.kind === 'none' ? null : mixer.kind, ffn.moe ? (ffn.dense ? 'dense + MoE' : 'MoE') : null];
  return `${words.filter((word) => word !== null).join(', ') || 'dense'} × ${kind.count}`;
}
