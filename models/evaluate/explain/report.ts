import type { Module, WorkloadKind } from '../../workload/types';
import type { Operand, Phase, RowKind } from '../../workload/lowering/rows';
import type { MetricId } from '../metrics/metrics';

/** What an operator's or a phase's time goes to. `tier` names are ids of the accelerator's memory tiers. */
export type Resource = 'compute' | 'memory' | 'onChip' | 'vector' | 'network' | 'overhead' | 'none';

/** Bytes of one operand of one layer's operator, and where it travels. */
export interface ReportOperand extends Operand {
  readonly bytes: number;
}

/** One operator of the design: one row of the table on screen. Decode figures are means over the decode steps. */
export interface ReportOperator {
  /** Stable within a model: phase, position. */
  readonly id: string;
  readonly name: string;
  readonly phase: Phase;
  readonly kind: RowKind;
  readonly module: Module;
  /** Which layers it stands for, such as `sliding, 13 layers`; null for embedding and head. */
  readonly layers: string | null;
  /** The part of the context that a windowed decode row covers; null where there is one row only. */
  readonly part: string | null;
  readonly repeat: number;
  /** Decode steps that the row covers; 1 in prefill. */
  readonly steps: number;
  /** Shape of each product at the first step, and how many of them there are; null where the row is no product. */
  readonly shape: { readonly m: number; readonly n: number; readonly k: number; readonly groups: number } | null;
  /** Of one layer at the first step. */
  readonly macs: number;
  readonly a: ReportOperand;
  readonly b: ReportOperand;
  readonly c: ReportOperand;
  /** Mean per step over all layers, in one microbatch. */
  readonly seconds: number;
  /** The same without overlap, by resource. */
  readonly secondsBy: Readonly<Record<Exclude<Resource, 'none'>, number>>;
  readonly bound: Resource;
  /** Of the phase's time, 0..1. */
  readonly share: number;
  /** Bytes per step, all layers: of main memory, and those that the staging memory's bandwidth is timed with. */
  readonly memoryBytes: number;
  readonly onChipBytes: number;
  /** Two per MAC, per step, all layers. */
  readonly operations: number;
  /** Operations per main-memory byte; null without traffic there. `explain-tiers.ts` has those of every memory. */
  readonly intensity: number | null;
  /** Operations per second while the operator runs. */
  readonly opsPerSecond: number;
  /** Time that its MACs would take at peak rate over its time, 0..1; null where it has none. */
  readonly utilisation: number | null;
  readonly computeClass: string | null;
  /** Joules per step on one rank, all layers; NaN where a figure is missing. */
  readonly joules: number;
}

export interface PhaseReport {
  readonly phase: Phase;
  /** TTFT, latency of a batch, or mean time of a decode step. */
  readonly seconds: number;
  /** Share of the time by what bounds it; adds up to 1. */
  readonly shares: Readonly<Record<Exclude<Resource, 'none'>, number>>;
  readonly bound: Resource;
  /** Joules per token, or per inference of a table of layers, by component, all chips; NaN where a figure is missing. */
  readonly energy: EnergyReport;
}

/** NaN: missing. 0 where a component is not counted; `omissions.ts` names it. */
export interface EnergyReport {
  readonly mac: number;
  readonly vector: number;
  readonly registers: number;
  readonly onChip: number;
  /** Clock and control of the die. */
  readonly control: number;
  readonly memory: number;
  readonly link: number;
  /** Of memories and logic; 0 where idle power, which includes it, is given. */
  readonly leakage: number;
  readonly idle: number;
  readonly total: number;
}

export interface MemoryReport {
  readonly capacityBytes: number | null;
  readonly phase: Phase;
  readonly weights: number;
  readonly cache: number;
  readonly live: number;
  readonly needed: number;
  readonly fits: boolean | null;
  readonly largestBatch: number | null;
}

/** NaN: missing. 0 where a part is not counted; `omissions.ts` names it. */
export interface AreaReport {
  readonly macs: number;
  readonly memory: number;
  readonly vector: number;
  readonly links: number;
  /** What the user adds for the rest of the die. */
  readonly other: number;
  readonly total: number;
}

/** A roof of the chart: a rate of operations, or main memory's bandwidth. */
export interface Ceiling {
  readonly label: string;
  readonly kind: 'compute' | 'memory';
  /** Operations per second, or bytes per second. */
  readonly rate: number;
}

export interface Report {
  readonly status: 'ok' | 'infeasible' | 'missing';
  /** Why it is not `ok`, one sentence each. */
  readonly reasons: readonly string[];
  readonly metrics: Readonly<Record<MetricId, number>>;
  readonly workloadKind: WorkloadKind;
  /** Of a table of layers, its one pass; its `decode` is empty. */
  readonly prefill: PhaseReport;
  readonly decode: PhaseReport;
  readonly operators: readonly ReportOperator[];
  readonly memory: MemoryReport;
  readonly area: AreaReport;
  readonly ceilings: readonly Ceiling[];
  /** Figures that are missing and effects that are not modelled, one sentence each. */
  readonly gaps: readonly string[];
}
