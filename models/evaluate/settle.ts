import { ROW, SCALAR } from '../workload/lowering/rows';
import type { Parallelism } from '../workload/lowering/types';
import type { WorkloadKind } from '../workload/types';
import { NO_STAGES, type Combined, type Deployed } from './combined';
import type { Context, StageId } from './context';
import { writeChipEconomics } from './metrics/economics-metrics';
import { METRIC_INDEX, METRICS, type Metric } from './metrics/metrics';
import { bytesOf, phaseMemory } from './phase-memory';
import { balancedStarts } from './pipeline-seconds';
import { AREA } from './stages/area';
import { ENERGY } from './stages/energy';

/** Stages that `settle` reads where a design has no pipeline. */
export const SETTLING_STAGES: readonly StageId[] = ['rows', 'memory', 'energy', 'area', 'economics'];

/**
 * The part of an evaluation that rates do not change: whether the design can be built at all, its memory, the joules of
 * what it does, metrics of the chip. Designs that differ in bandwidths and efficiencies alone share it.
 */
export function settle(context: Context, deployed: Deployed, combined: Combined, out: Float64Array): void {
  const { rows, area } = context.outputs;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  combined.holds = true;
  combined.reason = rows.data[scalars + SCALAR.REASON]!;
  if (combined.reason !== 0) {
    out.fill(NaN);
    return;
  }
  combined.chips = chipsOf(deployed);
  splitStages(context, scalars, combined);
  phaseMemory(context, 0, combined.prefillStarts, combined.prefillMemory);
  phaseMemory(context, 1, combined.decodeStarts, combined.decodeMemory);
  combined.memoryNeeded = Math.max(bytesOf(combined.prefillMemory), bytesOf(combined.decodeMemory));
  const prefillMicrobatches = rows.data[scalars + SCALAR.PREFILL_MICROBATCHES]!;
  const decodeMicrobatches = rows.data[scalars + SCALAR.DECODE_MICROBATCHES]!;
  combined.prefillJoules = joulesOfWork(context, deployed.prefill, 0, prefillMicrobatches);
  combined.decodeJoules = joulesOfWork(context, deployed.decode, 1, decodeMicrobatches);
  out[METRIC_INDEX.area] = area.data[area.at + AREA.TOTAL]!;
  out[METRIC_INDEX.memoryNeeded] = combined.memoryNeeded;
  out[METRIC_INDEX.chips] = combined.chips;
  writeChipEconomics(context, out);
  const lacking = LACKING[context.structure.kind];
  for (let i = 0; i < lacking.length; i++) out[lacking[i]!] = NaN;
}

/** Metrics that a kind of workload does not have: missing, whatever the design before had. */
const LACKING: Readonly<Record<WorkloadKind, Int32Array>> = {
  decoder: lackingOf('decoder'),
  layers: lackingOf('layers'),
};

function lackingOf(kind: WorkloadKind): Int32Array {
  const lacking = METRICS.filter(({ appliesTo }: Metric) => !appliesTo.includes(kind));
  return Int32Array.from(lacking, ({ id }) => METRIC_INDEX[id]);
}

/** Both pools where prefill and decode run on different splits, one where they are the same. */
function chipsOf({ prefill, decode }: Deployed): number {
  const same =
    prefill.tensor === decode.tensor && prefill.pipeline === decode.pipeline && prefill.expert === decode.expert;
  return instanceChips(decode) + (same ? 0 : instanceChips(prefill));
}

export function instanceChips({ tensor, pipeline, expert }: Parallelism): number {
  return tensor * pipeline * expert;
}

function splitStages(context: Context, scalars: number, combined: Combined): void {
  const { data } = context.outputs.rows;
  const prefill = data[scalars + SCALAR.PREFILL_STAGES]!;
  const decode = data[scalars + SCALAR.DECODE_STAGES]!;
  combined.holds = !(prefill > 1 || decode > 1);
  combined.prefillStarts = prefill > 1 ? balancedStarts(context, prefill) : NO_STAGES;
  if (decode > 1) combined.decodeStarts = decode === prefill ? combined.prefillStarts : balancedStarts(context, decode);
  else combined.decodeStarts = NO_STAGES;
}

/** Joules of what a phase does on all ranks of one instance. */
function joulesOfWork(context: Context, { tensor, expert }: Parallelism, phase: number, microbatches: number): number {
  const { data, at } = context.outputs.energy;
  return data[at + phase * ENERGY.WIDTH + ENERGY.TOTAL]! * microbatches * tensor * expert;
}
