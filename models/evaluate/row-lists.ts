import type { Phase, RowDescriptor } from '../workload/lowering/rows';
import type { Structure } from '../workload/lowering/types';

/** Rows of a structure sorted by how their time depends on the step. */
export interface RowLists {
  readonly prefill: Int32Array;
  /** Rows of the `steady` stage: those of a phase that take the same time at every step and do more than exchange data. */
  readonly prefillWork: Int32Array;
  readonly steadyWork: Int32Array;
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
  const prefillWork = Int32Array.from(steadyWorkRows(structure, 'prefill'));
  const steadyWork = Int32Array.from(steadyWorkRows(structure, 'decode'));
  const serial = (row: number) => (structure.rows[row]!.vectorOverlaps ? 0 : 1);
  return {
    prefill: Int32Array.from(prefill),
    prefillWork,
    steadyWork,
    prefillWorkSerial: Float64Array.from(prefillWork, serial),
    steadyWorkSerial: Float64Array.from(steadyWork, serial),
    steady: Int32Array.from(steady),
    growing: Int32Array.from(growing),
    growingPosition: Int32Array.from(structure.rows, (_, row) => growing.indexOf(row)),
    vectorSerial: Float64Array.from(structure.rows, (row) => (row.vectorOverlaps ? 0 : 1)),
    starts: Float64Array.from(structure.rows, (row) => (row.kind === 'stored' ? 0 : 1)),
  };
}
