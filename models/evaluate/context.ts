import type { NetworkLevel } from '../hardware/types';
import type { Structure } from '../workload/lowering/types';
import type { Rules } from '../workload/rules';
import type { MatrixPart } from './parts';
import type { Inputs, StageTools } from './stage';

/** The outputs of all stages for the design at hand. Offsets move as the engine walks through a space. */
export interface StageOutputs {
  readonly rows: Inputs;
  readonly stored: Inputs;
  readonly bytes: Inputs;
  readonly mapping: Inputs;
  readonly compute: Inputs;
  readonly traffic: Inputs;
  readonly steady: Inputs;
  readonly collectives: Inputs;
  readonly technology: Inputs;
  readonly energy: Inputs;
  readonly area: Inputs;
  readonly economicsFigures: Inputs;
  readonly economics: Inputs;
  readonly memory: Inputs;
  readonly machine: Inputs;
  readonly pace: Inputs;
  readonly prefillSchedule: Inputs;
  readonly decodeSchedule: Inputs;
}

/** Seconds of one unit of `COMPUTE.CYCLES`. */
export function secondsPerCycle({ pace }: StageOutputs): number {
  return pace.data[pace.at]!;
}

/** The same at the peak itself, whatever share of it is reached: what utilisation is measured against. */
export function peakSecondsPerCycle({ pace }: StageOutputs): number {
  return pace.data[pace.at + 1]!;
}

export type StageId = keyof StageOutputs;

/** What `combine` works on: fixed for a program's variant, but for the offsets within `outputs`. */
export interface Context extends StageTools {
  readonly structure: Structure;
  readonly rules: Rules;
  readonly outputs: StageOutputs;
  /** The matrix unit of the design at hand: only rows whose cycles are no straight line ask for it. */
  readonly matrix: () => MatrixPart;
  /** The network between its chips, for explaining. */
  readonly network: () => readonly NetworkLevel[];
}
