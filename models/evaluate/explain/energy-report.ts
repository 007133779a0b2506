import { SCALAR, ROW, type Phase } from '../../workload/lowering/rows';
import type { Context } from '../context';
import type { MetricId } from '../metrics/metrics';
import type { EnergyReport } from './report';
import type { Runner } from '../runner';
import type { Inputs } from '../stage';
import { AREA } from '../stages/area';
import { ENERGY } from '../stages/energy';

/** The joules that a report is made of: the columns of the stage `energy`, and the power at rest of one chip. */
export interface EnergyData {
  readonly energy: Inputs;
  readonly leakageWatts: number;
  /** NaN: not given. */
  readonly idleWatts: number;
}

/** Those of the design evaluated last. */
export function ownEnergy({ outputs: { energy, area } }: Context): EnergyData {
  return {
    energy,
    leakageWatts: area.data[area.at + AREA.LEAKAGE_WATTS]!,
    idleWatts: area.data[area.at + AREA.IDLE_WATTS]!,
  };
}

/** What turns joules of one rank and microbatch of a phase into joules per token or inference, and watts into the same. */
export interface PerToken {
  readonly ofRank: number;
  readonly secondsOfChips: number;
}

export function perToken(runner: Runner, phase: Phase, metrics: Readonly<Record<MetricId, number>>): PerToken {
  const { context, deployed } = runner;
  const { rows } = context.outputs;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const prefill = phase === 'prefill';
  const split = prefill ? deployed.prefill : deployed.decode;
  const steps = rows.data[scalars + SCALAR.DECODE_STEPS]!;
  const isTable = context.structure.kind === 'layers';
  const { prefillBatch, decodeBatch, promptTokens } = deployed.tokens;
  const units = prefill ? prefillBatch * (isTable ? 1 : promptTokens) : decodeBatch * steps;
  const microbatches = rows.data[scalars + (prefill ? SCALAR.PREFILL_MICROBATCHES : SCALAR.DECODE_MICROBATCHES)]!;
  const pass = isTable ? metrics.batchLatency : metrics.ttft;
  const seconds = prefill ? pass : metrics.tpot * steps;
  const chips = split.tensor * split.pipeline * split.expert;
  return {
    ofRank: (microbatches * split.tensor * split.expert) / units,
    secondsOfChips: (seconds * chips) / units,
  };
}

/** Joules per token of a phase by component. */
export function energyReport(
  runner: Runner,
  phase: Phase,
  metrics: Readonly<Record<MetricId, number>>,
  { energy, leakageWatts, idleWatts }: EnergyData,
): EnergyReport {
  const { ofRank, secondsOfChips } = perToken(runner, phase, metrics);
  const at = energy.at + (phase === 'prefill' ? 0 : ENERGY.WIDTH);
  const component = (index: number) => energy.data[at + index]! * ofRank;
  const isIdleKnown = !Number.isNaN(idleWatts);
  const leakage = isIdleKnown ? 0 : leakageWatts * secondsOfChips;
  const idle = isIdleKnown ? idleWatts * secondsOfChips : 0;
  return {
    mac: component(ENERGY.MAC),
    vector: component(ENERGY.VECTOR),
    registers: component(ENERGY.REGISTERS),
    onChip: component(ENERGY.ON_CHIP),
    control: component(ENERGY.CONTROL),
    memory: component(ENERGY.OFF_CHIP),
    link: component(ENERGY.LINK),
    leakage,
    idle,
    total: component(ENERGY.TOTAL) + leakage + idle,
  };
}
