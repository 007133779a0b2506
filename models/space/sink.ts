import type { ResultBlock, ResultSink } from '../evaluate/run-range';

/**
 * What a sweep hands out and what takes it in.
 *
 * `runRange` evaluates designs in blocks of about a thousand and offers each block to every sink, so that a space of
 * billions never has to exist as columns. Design indices are doubles, exact up to 2^53.
 */

export type Block = ResultBlock;
export type Sink = ResultSink;

/** What became of a design. `pending` marks rows that no block has reached yet; an engine never writes it. */
export const STATUS = { ok: 0, infeasible: 1, missing: 2, pending: 255 } as const;

/** A bound on one metric: a design stays when `min <= value <= max`. A missing value satisfies no bound. */
export interface Constraint {
  /** Position in `Block.columns`. */
  readonly column: number;
  /** -Infinity for none. */
  readonly min: number;
  /** Infinity for none. */
  readonly max: number;
}

/** Whether a value keeps within a bound. Written so that NaN is outside. */
export function within(constraint: Constraint, value: number): boolean {
  return value >= constraint.min && value <= constraint.max;
}

/** Whether design `row` of a block was evaluated, fits, and keeps within every constraint. */
export function admits(constraints: readonly Constraint[], block: Block, row: number): boolean {
  if (block.status[row] !== STATUS.ok) return false;
  for (let i = 0; i < constraints.length; i++) {
    const constraint = constraints[i]!;
    if (!within(constraint, block.columns[constraint.column]![row]!)) return false;
  }
  return true;
}
