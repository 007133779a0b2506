import { offloadedBytesPerSecond } from '../cost/roofline';
import { exposed } from '../inference/collective-overlap';
import { decodeRoundSeconds, pipelinedSeconds } from '../inference/pipeline';
import { largestBatch, requestLatency, timePerOutputToken } from '../inference/serving';
import { SCALAR, ROW } from '../workload/lowering/rows';
import type { Parallelism } from '../workload/lowering/types';
import type { Combined, Deployed } from './combined';
import { peakSecondsPerCycle, type Context } from './context';
import { writeServingEconomics } from './metrics/economics-metrics';
import { METRIC_INDEX } from './metrics/metrics';
import { bytesOf, type PhaseMemory } from './phase-memory';
import { pipelineSeconds } from './pipeline-seconds';
import { growingSeconds, overheadOfAll, steadyPhaseSeconds } from './row-seconds';
import { instanceChips } from './settle';
import { AREA } from './stages/area';
import { COLLECTIVES_TAIL } from './stages/collectives';
import { COMPUTE_TAIL } from './stages/compute';
import { COMPUTE } from './stages/compute-columns';
import { MACHINE } from './stages/machine';
import { MAPPING, MAPPING_TAIL } from './stages/mapping-columns';
import { STEADY } from './stages/steady';

/** What became of a design; the codes of `Block.status`. `pending`: it was left before its end, and no block has it. */
export const DESIGN_STATUS = { ok: 0, infeasible: 1, missing: 2, pending: 255 } as const;

/**
 * The inner loop: times of one design that is settled, and the metrics that depend on them. Writes to `out`, where
 * `settle` left the others, and returns the status. Allocates nothing but for pipelines.
 */
export function combine(context: Context, deployed: Deployed, combined: Combined, out: Float64Array): number {
  if (combined.reason !== 0) return DESIGN_STATUS.infeasible;
  const { rows, machine } = context.outputs;
  const capacity = machine.data[machine.at + MACHINE.MAIN_CAPACITY_BYTES]!;
  const offloads = machine.data[machine.at + MACHINE.HOST_BYTES_PER_SECOND]! > 0;
  const chips = machine.data[machine.at + MACHINE.CHIPS]!;
  const needed = combined.memoryNeeded;
  prefillTime(context, combined, offloads);
  decodeTime(context, combined, offloads);
  out[METRIC_INDEX.memoryUse] = needed / capacity;
  const instances = chips === Infinity ? 1 : Math.floor(chips / combined.chips);
  if (context.structure.kind === 'layers') writeTableMetrics(context, deployed, combined, capacity, instances, out);
  else writeDecoderMetrics(context, deployed, combined, capacity, instances, out);
  context.scheduler?.writeMetrics(context, out);

  if (combined.chips > chips || (needed > capacity && !offloads) || hasMisfits(context))
    return DESIGN_STATUS.infeasible;
  const steps = rows.data[rows.at + context.structure.rows.length * ROW.WIDTH + SCALAR.DECODE_STEPS]!;
  const timed = !Number.isNaN(combined.prefillSeconds) && (steps === 0 || !Number.isNaN(combined.decodeSeconds));
  return timed && context.structure.unmodelled.length === 0 ? DESIGN_STATUS.ok : DESIGN_STATUS.missing;
}

/** Whether some product has no loop nest that fits the memories on the chip. */
function hasMisfits({ rules, structure, outputs: { mapping } }: Context): boolean {
  if (rules.level !== 'mapped') return false;
  return mapping.data[mapping.at + structure.rows.length * MAPPING.WIDTH + MAPPING_TAIL.MISFITS]! > 0;
}

/** Seconds a byte of main-memory traffic takes, slower when part of what is stored streams from the host. */
function secondsPerOffByte(context: Context, memory: PhaseMemory, offloads: boolean): number {
  const { data, at } = context.outputs.machine;
  const near = data[at + MACHINE.SECONDS_PER_OFF_BYTE]!;
  const needed = bytesOf(memory);
  const capacity = data[at + MACHINE.MAIN_CAPACITY_BYTES]!;
  if (!offloads || !(needed > capacity)) return near;
  const share = data[at + MACHINE.MEMORY_EFFICIENCY]!;
  return 1 / offloadedBytesPerSecond(needed, capacity, 1 / near, data[at + MACHINE.HOST_BYTES_PER_SECOND]! * share);
}

function prefillTime(context: Context, combined: Combined, offloads: boolean): void {
  const { rows, collectives } = context.outputs;
  const perByte = secondsPerOffByte(context, combined.prefillMemory, offloads);
  combined.prefillSecondsPerByte = perByte;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const stages = combined.prefillStarts.length;
  if (stages > 1) {
    const { sum, slowest, hop } = pipelineSeconds(context, 'prefill', combined.prefillStarts, perByte);
    const microbatches = rows.data[scalars + SCALAR.PREFILL_MICROBATCHES]!;
    combined.prefillSeconds = pipelinedSeconds(sum, slowest, microbatches, (stages - 1) * hop);
    return;
  }
  const { prefill, prefillWorkSerial } = context.lists;
  const { steady } = context.outputs;
  const work = steadyPhaseSeconds(context, steady.at, prefillWorkSerial, perByte) + overheadOfAll(context, prefill);
  const exchange = collectives.data[collectives.at + context.structure.rows.length + COLLECTIVES_TAIL.PREFILL]!;
  combined.prefillSeconds = work + exposed(exchange, work, context.rules.collectiveOverlap);
}

function decodeTime(context: Context, combined: Combined, offloads: boolean): void {
  const { rows, collectives } = context.outputs;
  const perByte = secondsPerOffByte(context, combined.decodeMemory, offloads);
  combined.decodeSecondsPerByte = perByte;
  const { steady, prefillWorkSerial, steadyWorkSerial, growing } = context.lists;
  combined.decodeSeconds = 0;
  if (steady.length === 0 && growing.length === 0) return;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const steps = rows.data[scalars + SCALAR.DECODE_STEPS]!;
  if (combined.decodeStarts.length > 1) {
    combined.decodeSeconds = pipelinedDecode(context, steps, combined.decodeStarts, perByte);
    return;
  }
  const from = context.outputs.steady.at + prefillWorkSerial.length * STEADY.WIDTH;
  const work = steadyPhaseSeconds(context, from, steadyWorkSerial, perByte) + overheadOfAll(context, steady);
  const exchange = collectives.data[collectives.at + context.structure.rows.length + COLLECTIVES_TAIL.DECODE]!;
  let attention = 0;
  for (let i = 0; i < growing.length; i++) attention += growingSeconds(context, growing[i]!, perByte);
  const total = work * steps + attention;
  combined.decodeSeconds = total + exposed(exchange * steps, total, context.rules.collectiveOverlap);
}

/** Which stage is slowest can change as the context grows, so a pipeline's rounds are added up one by one. */
function pipelinedDecode(context: Context, steps: number, starts: Int32Array, perByte: number): number {
  const { rows } = context.outputs;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const microbatches = rows.data[scalars + SCALAR.DECODE_MICROBATCHES]!;
  let seconds = 0;
  for (let step = 0; step < steps; step++) {
    const { sum, slowest, hop } = pipelineSeconds(context, 'decode', starts, perByte, step);
    seconds += decodeRoundSeconds(sum, slowest, microbatches, starts.length * hop);
  }
  return seconds;
}

function writeTableMetrics(
  context: Context,
  { tokens: { prefillBatch: batch }, prefill }: Deployed,
  { prefillSeconds, prefillJoules, prefillMemory: { weights, live } }: Combined,
  capacity: number,
  instances: number,
  out: Float64Array,
): void {
  const seconds = context.structure.unmodelled.length === 0 ? prefillSeconds : NaN;
  const joules = prefillJoules + restingJoules(context, prefill, seconds);
  out[METRIC_INDEX.batchLatency] = seconds;
  out[METRIC_INDEX.inferencesPerSecond] = (instances * batch) / seconds;
  out[METRIC_INDEX.energyPerInference] = joules / batch;
  out[METRIC_INDEX.inferencePower] = joules / seconds;
  out[METRIC_INDEX.inferenceUtilisation] = idealSeconds(context, 0) / seconds;
  out[METRIC_INDEX.largestBatch] = live > 0 ? largestBatch(capacity, weights, live / batch) : NaN;
  // A table is not split over chips: one chip runs a batch.
  writeServingEconomics(context, joules / batch, batch / seconds, out);
}

function writeDecoderMetrics(
  context: Context,
  { tokens, prefill, decode }: Deployed,
  combined: Combined,
  capacity: number,
  instances: number,
  out: Float64Array,
): void {
  const { rows } = context.outputs;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const steps = rows.data[scalars + SCALAR.DECODE_STEPS]!;
  const timed = context.structure.unmodelled.length === 0;
  const ttft = timed ? combined.prefillSeconds : NaN;
  const tpot = timed ? timePerOutputToken(combined.decodeSeconds, steps) : NaN;
  const decodeChips = instanceChips(decode);
  const prefillTokens = tokens.prefillBatch * tokens.promptTokens;
  out[METRIC_INDEX.ttft] = ttft;
  out[METRIC_INDEX.tpot] = tpot;
  out[METRIC_INDEX.latency] = requestLatency(ttft, tpot, tokens.outputTokens);
  out[METRIC_INDEX.decodeThroughput] = (instances * tokens.decodeBatch) / tpot;
  out[METRIC_INDEX.decodeThroughputPerChip] = tokens.decodeBatch / tpot / decodeChips;
  out[METRIC_INDEX.prefillThroughput] = (instances * prefillTokens) / ttft;
  const prefillJoules = combined.prefillJoules + restingJoules(context, prefill, ttft);
  const decodeJoules = combined.decodeJoules + restingJoules(context, decode, tpot * steps);
  const perOutputToken = decodeJoules / (tokens.decodeBatch * steps);
  out[METRIC_INDEX.energyPerPromptToken] = prefillJoules / prefillTokens;
  out[METRIC_INDEX.energyPerOutputToken] = perOutputToken;
  out[METRIC_INDEX.decodePower] = (perOutputToken * tokens.decodeBatch) / tpot / decodeChips;
  out[METRIC_INDEX.prefillUtilisation] = idealSeconds(context, 0) / ttft;
  out[METRIC_INDEX.decodeUtilisation] = idealSeconds(context, 1) / (tpot * steps);
  const { weights, cache, live } = combined.decodeMemory;
  const perRequest = (cache + live) / tokens.decodeBatch;
  // A set that sends one microbatch through the stages stores only that one's cache: requests can not be told from it.
  const counted = context.rules.pipelineMicrobatches || decode.pipeline === 1;
  out[METRIC_INDEX.largestBatch] = counted ? largestBatch(capacity, weights, perRequest) : NaN;
  writeServingEconomics(context, perOutputToken, tokens.decodeBatch / tpot / decodeChips, out);
}

/** Joules of leakage, or of idle power where it is given, on all ranks of one instance. */
function restingJoules(context: Context, { tensor, pipeline, expert }: Parallelism, seconds: number): number {
  const { data, at } = context.outputs.area;
  return data[at + AREA.STATIC_WATTS]! * seconds * tensor * pipeline * expert;
}

/** Seconds that the MACs of a phase would take if every one found a free unit: per rank, all stages. */
function idealSeconds(context: Context, phase: number): number {
  const { compute, rows } = context.outputs;
  const tail = compute.at + context.structure.rows.length * COMPUTE.WIDTH;
  const cycles = compute.data[tail + (phase === 0 ? COMPUTE_TAIL.IDEAL_PREFILL : COMPUTE_TAIL.IDEAL_DECODE)]!;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const stages = rows.data[scalars + (phase === 0 ? SCALAR.PREFILL_STAGES : SCALAR.DECODE_STAGES)]!;
  const microbatches = rows.data[scalars + (phase === 0 ? SCALAR.PREFILL_MICROBATCHES : SCALAR.DECODE_MICROBATCHES)]!;
  return (cycles * peakSecondsPerCycle(context.outputs) * microbatches) / stages;
}
