import { offloadedBytesPerSecond } from '../cost/roofline';
import { exposed } from '../inference/collective-overlap';
import { decodeRoundSeconds, pipelinedSeconds } from '../inference/pipeline';
import { largestBatch, requestLatency, timePerOutputToken } from '../inference/serving';
import { SCALAR, ROW } from '../workload/lowering/rows';
import type { Parallelism, Tokens } from '../workload/lowering/types';
import { peakSecondsPerCycle, type Context } from './context';
import { writeEconomics } from './economics-metrics';
import { METRIC_INDEX } from './metrics';
import { phaseMemory, type PhaseMemory } from './phase-memory';
import { balancedStarts, pipelineSeconds } from './pipeline-seconds';
import { growingSeconds, overheadOfAll, steadyPhaseSeconds } from './row-seconds';
import { AREA } from './stages/area';
import { COLLECTIVES_TAIL } from './stages/collectives';
import { COMPUTE_TAIL } from './stages/compute';
import { COMPUTE } from './stages/compute-columns';
import { ENERGY } from './stages/energy';
import { MACHINE } from './stages/machine';
import { MAPPING, MAPPING_TAIL } from './stages/mapping-columns';
import { STEADY } from './stages/steady';

/** What became of a design; the codes of `Block.status`. */
export const DESIGN_STATUS = { ok: 0, infeasible: 1, missing: 2 } as const;

/** Parts that only the last step needs, as plain numbers of the design at hand. */
export interface Deployed {
  readonly tokens: Tokens;
  readonly prefill: Parallelism;
  readonly decode: Parallelism;
}

/** Times and memory of one design, kept for explaining it. `combine` reuses one such object for all designs. */
export interface Combined {
  prefillSeconds: number;
  decodeSeconds: number;
  /** Seconds a byte of main-memory traffic takes in each phase: longer when part of it streams from the host. */
  prefillSecondsPerByte: number;
  decodeSecondsPerByte: number;
  readonly prefillMemory: PhaseMemory;
  readonly decodeMemory: PhaseMemory;
  /** First layer of each pipeline stage; empty where one stage holds all layers. */
  prefillStarts: Int32Array;
  decodeStarts: Int32Array;
  chips: number;
  reason: number;
}

const NO_STAGES = new Int32Array(0);

export function newCombined(): Combined {
  const empty = (): PhaseMemory => ({ weights: 0, cache: 0, live: 0 });
  return {
    prefillSeconds: 0,
    decodeSeconds: 0,
    prefillSecondsPerByte: 0,
    decodeSecondsPerByte: 0,
    prefillMemory: empty(),
    decodeMemory: empty(),
    prefillStarts: NO_STAGES,
    decodeStarts: NO_STAGES,
    chips: 0,
    reason: 0,
  };
}

/**
 * The inner loop: metrics of one design from the outputs of its stages. Writes one double for each metric and returns
 * the status. Allocates nothing.
 */
export function combine(
  context: Context,
  deployed: Deployed,
  combined: Combined,
  out: Float64Array,
  at: number,
): number {
  const { rows, machine } = context.outputs;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  combined.reason = rows.data[scalars + SCALAR.REASON]!;
  if (combined.reason !== 0) {
    out.fill(NaN, at, at + METRIC_COUNT);
    return DESIGN_STATUS.infeasible;
  }
  combined.chips = chipsOf(deployed);
  splitStages(context, combined);
  phaseMemory(context, 0, combined.prefillStarts, combined.prefillMemory);
  phaseMemory(context, 1, combined.decodeStarts, combined.decodeMemory);
  const needed = Math.max(bytesOf(combined.prefillMemory), bytesOf(combined.decodeMemory));
  const capacity = machine.data[machine.at + MACHINE.MAIN_CAPACITY_BYTES]!;
  const offloads = machine.data[machine.at + MACHINE.HOST_BYTES_PER_SECOND]! > 0;
  prefillTime(context, combined, offloads);
  decodeTime(context, combined, offloads);
  writeMetrics(context, deployed, combined, needed, capacity, out, at);

  const chips = machine.data[machine.at + MACHINE.CHIPS]!;
  if (combined.chips > chips || (needed > capacity && !offloads) || hasMisfits(context))
    return DESIGN_STATUS.infeasible;
  const steps = rows.data[scalars + SCALAR.DECODE_STEPS]!;
  const timed = !Number.isNaN(combined.prefillSeconds) && (steps === 0 || !Number.isNaN(combined.decodeSeconds));
  return timed && context.structure.unmodelled.length === 0 ? DESIGN_STATUS.ok : DESIGN_STATUS.missing;
}

function splitStages(context: Context, combined: Combined): void {
  const { rows } = context.outputs;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const prefill = rows.data[scalars + SCALAR.PREFILL_STAGES]!;
  const decode = rows.data[scalars + SCALAR.DECODE_STAGES]!;
  combined.prefillStarts = prefill > 1 ? balancedStarts(context, prefill) : NO_STAGES;
  if (decode > 1) combined.decodeStarts = decode === prefill ? combined.prefillStarts : balancedStarts(context, decode);
  else combined.decodeStarts = NO_STAGES;
}

/** Whether some product has no loop nest that fits the memories on the chip. */
function hasMisfits({ rules, structure, outputs: { mapping } }: Context): boolean {
  if (rules.level !== 'mapped') return false;
  return mapping.data[mapping.at + structure.rows.length * MAPPING.WIDTH + MAPPING_TAIL.MISFITS]! > 0;
}

const METRIC_COUNT = Object.keys(METRIC_INDEX).length;

/** Both pools where prefill and decode run on different splits, one where they are the same. */
function chipsOf({ prefill, decode }: Deployed): number {
  const same =
    prefill.tensor === decode.tensor && prefill.pipeline === decode.pipeline && prefill.expert === decode.expert;
  return instanceChips(decode) + (same ? 0 : instanceChips(prefill));
}

function instanceChips({ tensor, pipeline, expert }: Parallelism): number {
  return tensor * pipeline * expert;
}

export function bytesOf(memory: PhaseMemory): number {
  return memory.weights + memory.cache + memory.live;
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
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const steps = rows.data[scalars + SCALAR.DECODE_STEPS]!;
  if (combined.decodeStarts.length > 1) {
    combined.decodeSeconds = pipelinedDecode(context, steps, combined.decodeStarts, perByte);
    return;
  }
  const { steady, prefillWorkSerial, steadyWorkSerial, growing } = context.lists;
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

function writeMetrics(
  context: Context,
  deployed: Deployed,
  combined: Combined,
  needed: number,
  capacity: number,
  out: Float64Array,
  at: number,
): void {
  const { area, machine } = context.outputs;
  out.fill(NaN, at, at + METRIC_COUNT);
  out[at + METRIC_INDEX.area] = area.data[area.at + AREA.TOTAL]!;
  out[at + METRIC_INDEX.memoryNeeded] = needed;
  out[at + METRIC_INDEX.memoryUse] = needed / capacity;
  out[at + METRIC_INDEX.chips] = combined.chips;
  const available = machine.data[machine.at + MACHINE.CHIPS]!;
  const instances = available === Infinity ? 1 : Math.floor(available / combined.chips);
  if (context.structure.kind === 'layers') {
    writeTableMetrics(context, deployed, combined, capacity, instances, out, at);
  } else writeDecoderMetrics(context, deployed, combined, capacity, instances, out, at);
}

function writeTableMetrics(
  context: Context,
  { tokens: { prefillBatch: batch }, prefill }: Deployed,
  { prefillSeconds, prefillMemory: { weights, live } }: Combined,
  capacity: number,
  instances: number,
  out: Float64Array,
  at: number,
): void {
  const seconds = context.structure.unmodelled.length === 0 ? prefillSeconds : NaN;
  const joules = phaseJoules(context, prefill, 0, SCALAR.PREFILL_MICROBATCHES, seconds);
  out[at + METRIC_INDEX.batchLatency] = seconds;
  out[at + METRIC_INDEX.inferencesPerSecond] = (instances * batch) / seconds;
  out[at + METRIC_INDEX.energyPerInference] = joules / batch;
  out[at + METRIC_INDEX.inferencePower] = joules / seconds;
  out[at + METRIC_INDEX.inferenceUtilisation] = idealSeconds(context, 0) / seconds;
  out[at + METRIC_INDEX.largestBatch] = live > 0 ? largestBatch(capacity, weights, live / batch) : NaN;
  // Cost and carbon of the chip alone: a table of layers has no tokens to spread them over.
  writeEconomics(context, NaN, NaN, out, at);
}

function writeDecoderMetrics(
  context: Context,
  deployed: Deployed,
  combined: Combined,
  capacity: number,
  instances: number,
  out: Float64Array,
  at: number,
): void {
  const { rows } = context.outputs;
  const { tokens } = deployed;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const steps = rows.data[scalars + SCALAR.DECODE_STEPS]!;
  const timed = context.structure.unmodelled.length === 0;
  const ttft = timed ? combined.prefillSeconds : NaN;
  const tpot = timed ? timePerOutputToken(combined.decodeSeconds, steps) : NaN;
  const decodeChips = instanceChips(deployed.decode);
  const prefillTokens = tokens.prefillBatch * tokens.promptTokens;
  out[at + METRIC_INDEX.ttft] = ttft;
  out[at + METRIC_INDEX.tpot] = tpot;
  out[at + METRIC_INDEX.latency] = requestLatency(ttft, tpot, tokens.outputTokens);
  out[at + METRIC_INDEX.decodeThroughput] = (instances * tokens.decodeBatch) / tpot;
  out[at + METRIC_INDEX.decodeThroughputPerChip] = tokens.decodeBatch / tpot / decodeChips;
  out[at + METRIC_INDEX.prefillThroughput] = (instances * prefillTokens) / ttft;
  const prefillJoules = phaseJoules(context, deployed.prefill, 0, SCALAR.PREFILL_MICROBATCHES, ttft);
  const decodeJoules = phaseJoules(context, deployed.decode, 1, SCALAR.DECODE_MICROBATCHES, tpot * steps);
  const perOutputToken = decodeJoules / (tokens.decodeBatch * steps);
  out[at + METRIC_INDEX.energyPerPromptToken] = prefillJoules / prefillTokens;
  out[at + METRIC_INDEX.energyPerOutputToken] = perOutputToken;
  out[at + METRIC_INDEX.decodePower] = (perOutputToken * tokens.decodeBatch) / tpot / decodeChips;
  out[at + METRIC_INDEX.prefillUtilisation] = idealSeconds(context, 0) / ttft;
  out[at + METRIC_INDEX.decodeUtilisation] = idealSeconds(context, 1) / (tpot * steps);
  const { weights, cache, live } = combined.decodeMemory;
  const perRequest = (cache + live) / tokens.decodeBatch;
  // A set that sends one microbatch through the stages stores only that one's cache: requests can not be told from it.
  const counted = context.rules.pipelineMicrobatches || deployed.decode.pipeline === 1;
  out[at + METRIC_INDEX.largestBatch] = counted ? largestBatch(capacity, weights, perRequest) : NaN;
  writeEconomics(context, perOutputToken, tokens.decodeBatch / tpot / decodeChips, out, at);
}

/** Joules of a whole phase on all ranks of one instance, leakage or idle power included. */
function phaseJoules(
  context: Context,
  { tensor, pipeline, expert }: Parallelism,
  phase: number,
  microbatchScalar: number,
  seconds: number,
): number {
  const { energy, area, rows } = context.outputs;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const microbatches = rows.data[scalars + microbatchScalar]!;
  const joules = energy.data[energy.at + phase * ENERGY.WIDTH + ENERGY.TOTAL]!;
  const resting = area.data[area.at + AREA.STATIC_WATTS]! * seconds * tensor * pipeline * expert;
  return joules * microbatches * tensor * expert + resting;
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
