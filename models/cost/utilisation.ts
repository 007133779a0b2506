/** How well a product fills a systolic array while its folds run. */
import {
  gemmFolds,
  OUTPUT_STATIONARY,
  overallUtilisation,
  spatialColumns,
  spatialRows,
  type DataflowCode,
} from './systolic';

/** Share of the array's elements that hold work, averaged over the folds, 0..1. */
export function mappingEfficiency(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  rows: number,
  columns: number,
): number {
  const work = spatialRows(dataflow, m, k) * spatialColumns(dataflow, m, n);
  return work / (gemmFolds(dataflow, m, n, k, rows, columns) * rows * columns);
}

/**
 * Multiply-accumulates done per multiply-accumulate possible while folds run, 0..1.
 *
 * `cycles` are those of `gemmCycles` with the same coefficients. `skewCountedTwice` (0 or 1) adds the column skew of
 * each fold a second time for the two dataflows that load a stationary tile, as one published simulator does; ours is 0.
 */
export function computeUtilisation(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  rows: number,
  columns: number,
  cycles: number,
  skewCountedTwice: number,
): number {
  const loads = dataflow === OUTPUT_STATIONARY ? 0 : 1;
  const skew = skewCountedTwice * loads * (columns - 1) * gemmFolds(dataflow, m, n, k, rows, columns);
  return overallUtilisation(m, n, k, rows, columns, cycles + skew, 0);
}
