/** Vector work of level `array` that follows from how products pass through the array. */
import { rescalingPerScore } from '../../cost/attention-passes';
import { bufferReadsB, type DataflowCode } from '../../cost/systolic';
import { DATAFLOWS } from '../../hardware/types';
import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import type { Rules } from '../../workload/rules';
import type { MatrixPart } from '../parts';
import { keyTileOfMatrix } from './attention-traffic';
import { COMPUTE } from './compute-columns';

/** Times that each weight enters the array: once where it is stationary, else for every fold of M. 1 for attention. */
export function entriesOfWeights(row: RowDescriptor, matrix: MatrixPart, rows: Float64Array, from: number): number {
  if (row.kind !== 'gemm' || matrix.kind !== 'array') return 1;
  const dataflow = DATAFLOWS.indexOf(matrix.dataflow) as DataflowCode;
  const [m, n, k] = [rows[from + ROW.M]!, rows[from + ROW.N]!, rows[from + ROW.K]!];
  return bufferReadsB(dataflow, m, n, k, matrix.rows, matrix.columns) / (n * k);
}

/**
 * What one pass over the keys costs besides its softmax: each row's outputs are rescaled once for each tile of keys
 * (counted by the keys it holds) and divided by the sum in the end. Three passes divide each probability instead.
 */
export function addDivision(
  matrix: MatrixPart,
  { fusedAttention }: Rules,
  rows: Float64Array,
  from: number,
  repeat: number,
  out: Float64Array,
  to: number,
): void {
  const perScore = fusedAttention ? rescalingPerScore(rows[from + ROW.N]!, keyTileOfMatrix(matrix)) : 1;
  out[to + COMPUTE.VECTOR]! += repeat * (perScore * rows[from + ROW.A]! + (fusedAttention ? rows[from + ROW.C]! : 0));
  out[to + COMPUTE.VECTOR_SLOPE]! += repeat * perScore * rows[from + ROW.A_SLOPE]!;
}
