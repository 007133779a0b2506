import type { NetworkLevel } from '../hardware/types';
import type { Phase, RowDescriptor } from '../workload/lowering/rows';
import type { Structure } from '../workload/lowering/types';
import type { Rules } from '../workload/rules';
import type { MatrixPart } from './parts';
import type { ProductMapper } from './product-mapper';
import type { Inputs } from './stage';

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
  readonly economics: Inputs;
  readonly memory: Inputs;
  readonly machine: Inputs;
  readonly pace: Inputs;
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

/** Rows of a structure sorted by how their time depends on the step. */
export interface RowLists {
  readonly prefill: Int32Array;
  /** Vector work that comes after the matrix unit's (1) or overlaps it (0), for the rows of the `steady` stage. */
  readonly prefillWorkSerial: Float64Array;
  readonly steadyWorkSerial: Float64Array;
  /** Decode rows whose time is the same at every step. */
  readonly steady: Int32Array;
  /** Decode rows whose time grows with the context. */
  readonly growing: Int32Array;
  /** Position of every row in `growing`; -1 for the others. */
  readonly growingPosition: Int32Array;
  /** 1 where vector work comes after the matrix unit's, 0 where the two overlap. */
  readonly vectorSerial: Float64Array;
  /** 1 where a row is an operator that starts on its own, 0 for mere storage. */
  readonly starts: Float64Array;
}

/** What `combine` works on: fixed for a program's variant, but for the offsets within `outputs`. */
export interface Context {
  readonly structure: Structure;
  readonly rules: Rules;
  readonly lists: RowLists;
  readonly outputs: StageOutputs;
  /** The matrix unit of the design at hand: only rows whose cycles are no straight line ask for it. */
  readonly matrix: () => MatrixPart;
  /** The network between its chips, for explaining. */
  readonly network: () => readonly NetworkLevel[];
  /** Null: none was given, or it is not there yet. Only level `mapped` asks for it. */
  readonly mapper: ProductMapper | null;
}

/** Attention rows of decode: their work grows with the context. */
export function isGrowing(row: RowDescriptor): boolean {
  return row.phase === 'decode' && (row.kind === 'scores' || row.kind === 'values');
}

/** Rows of a phase that take the same time at every step and do something besides exchanging data. */
export function steadyWorkRows(structure: Structure, phase: Phase): readonly number[] {
  return structure.rows.flatMap((row, index) =>
    row.phase === phase && !isGrowing(row) && row.collective === null ? [index] : [],
  );
}

export function rowLists(structure: Structure): RowLists {
  const prefill: number[] = [];
  const steady: number[] = [];
  const growing: number[] = [];
  structure.rows.forEach((row, index) => {
    (row.phase === 'prefill' ? prefill : isGrowing(row) ? growing : steady).push(index);
  });
  const serial = (row: number) => (structure.rows[row]!.vectorOverlaps ? 0 : 1);
  return {
    prefill: Int32Array.from(prefill),
    prefillWorkSerial: Float64Array.from(steadyWorkRows(structure, 'prefill'), serial),
    steadyWorkSerial: Float64Array.from(steadyWorkRows(structure, 'decode'), serial),
    steady: Int32Array.from(steady),
    growing: Int32Array.from(growing),
    growingPosition: Int32Array.from(structure.rows, (_, row) => growing.indexOf(row)),
    vectorSerial: Float64Array.from(structure.rows, (row) => (row.vectorOverlaps ? 0 : 1)),
    starts: Float64Array.from(structure.rows, (row) => (row.kind === 'stored' ? 0 : 1)),
  };
}
