import type { Structure } from '../workload/lowering/types';
import type { Rules } from '../workload/rules';
import type { MatrixPart } from './parts';
import type { Inputs } from './stage';

/** The outputs of all stages for the design at hand. Offsets move as the engine walks through a space. */
export interface StageOutputs {
  readonly rows: Inputs;
  readonly stored: Inputs;
  readonly bytes: Inputs;
  readonly compute: Inputs;
  readonly traffic: Inputs;
  readonly collectives: Inputs;
  readonly energy: Inputs;
  readonly area: Inputs;
  readonly memory: Inputs;
  readonly machine: Inputs;
  readonly pace: Inputs;
}

/** Seconds of one unit of `COMPUTE.CYCLES`. */
export function secondsPerCycle({ pace }: StageOutputs): number {
  return pace.data[pace.at]!;
}

export type StageId = keyof StageOutputs;

/** Rows of a structure sorted by how their time depends on the step. */
export interface RowLists {
  readonly prefill: Int32Array;
  /** Those of `prefill` and `steady` that are no collectives: only they have work to time in the inner loop. */
  readonly prefillWork: Int32Array;
  readonly steadyWork: Int32Array;
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
}

export function rowLists(structure: Structure): RowLists {
  const prefill: number[] = [];
  const steady: number[] = [];
  const growing: number[] = [];
  structure.rows.forEach((row, index) => {
    const grows = row.kind === 'scores' || row.kind === 'values';
    (row.phase === 'prefill' ? prefill : grows ? growing : steady).push(index);
  });
  const works = (row: number) => structure.rows[row]!.collective === null;
  return {
    prefill: Int32Array.from(prefill),
    prefillWork: Int32Array.from(prefill.filter(works)),
    steadyWork: Int32Array.from(steady.filter(works)),
    steady: Int32Array.from(steady),
    growing: Int32Array.from(growing),
    growingPosition: Int32Array.from(structure.rows, (_, row) => growing.indexOf(row)),
    vectorSerial: Float64Array.from(structure.rows, (row) => (row.vectorOverlaps ? 0 : 1)),
    starts: Float64Array.from(structure.rows, (row) => (row.kind === 'stored' ? 0 : 1)),
  };
}
