import type { RowDescriptor } from '../workload/lowering/rows';
import type { Structure } from '../workload/lowering/types';
import type { Rules } from '../workload/rules';
import type { MatrixPart } from './parts';

/**
 * What levels `array` and `mapped` compute and level `roofline` does without: it is loaded when a design is at one of
 * them. `rows` and `bytes` are outputs of the stages of that name; `from`, `sizes`, `to` are where a row starts in each.
 */
export interface ArrayModel {
  /** Cycles of one layer of a row at one decode step: see `arrayRowCycles`. */
  rowCycles(
    row: RowDescriptor,
    matrix: MatrixPart,
    rules: Rules,
    rows: Float64Array,
    from: number,
    step: number,
  ): number;
  /** Cycles of a growing row over all its steps, at `at`: see `RUNS`. `compute`: where the row starts in `out`. */
  writeRuns(
    row: RowDescriptor,
    matrix: MatrixPart,
    rules: Rules,
    rows: Float64Array,
    from: number,
    out: Float64Array,
    compute: number,
    at: number,
  ): void;
  /** Times that each weight enters the array. */
  entriesOfWeights(row: RowDescriptor, matrix: MatrixPart, rows: Float64Array, from: number): number;
  /** Adds the lane operations of one pass over the keys. */
  addDivision(
    matrix: MatrixPart,
    rules: Rules,
    rows: Float64Array,
    from: number,
    repeat: number,
    out: Float64Array,
    to: number,
  ): void;
  /**
   * Replaces the single reads of a product's off-chip operands by those of its best tile in `capacity` bytes, which is
   * written at `tile` on the way: see `PRODUCT_TILING`.
   */
  writeTiled(
    row: RowDescriptor,
    capacity: number,
    matrix: MatrixPart,
    rules: Rules,
    rows: Float64Array,
    from: number,
    bytes: Float64Array,
    sizes: number,
    out: Float64Array,
    tile: number,
    to: number,
  ): void;
  /** Adds what the passes of all attention rows move besides single crossings. */
  addAttention(
    structure: Structure,
    capacity: number,
    matrix: MatrixPart,
    rules: Rules,
    rows: Columns,
    bytes: Columns,
    out: Float64Array,
    at: number,
  ): void;
}

interface Columns {
  readonly data: Float64Array;
  readonly at: number;
}
