/**
 * A systolic array running matrix products: folds, cycles and accesses of its buffers.
 *
 * A product is `O[M x N] = A[M x K] B[K x N]`. The dataflow decides which two of M, N, K lie on the rows and columns of
 * the array (`spatialRows`, `spatialColumns`) and which one is streamed through it (`streamLength`); a *fold* is one
 * filling of the array. Everything here is `(numbers) => number`: these functions run for every operator of every design.
 *
 * Source: Samajdar et al., "A systematic methodology for characterizing scalability of DNN accelerators", ISPASS 2020,
 * eq. 1-6, with the coefficients below for what that model leaves serial.
 */

/** Outputs stay in the array: M on rows, N on columns, K streamed. */
export const OUTPUT_STATIONARY = 0;
/** B (the weights) stays in the array: K on rows, N on columns, M streamed. */
export const WEIGHT_STATIONARY = 1;
/** A (the inputs) stays in the array: K on rows, M on columns, N streamed. */
export const INPUT_STATIONARY = 2;
/** A small integer rather than a name: it is read once per operator and design. */
export type DataflowCode = typeof OUTPUT_STATIONARY | typeof WEIGHT_STATIONARY | typeof INPUT_STATIONARY;

/** The dimension laid on the rows of the array. */
export function spatialRows(dataflow: DataflowCode, m: number, k: number): number {
  return dataflow === OUTPUT_STATIONARY ? m : k;
}

/** The dimension laid on the columns of the array. */
export function spatialColumns(dataflow: DataflowCode, m: number, n: number): number {
  return dataflow === INPUT_STATIONARY ? m : n;
}

/** The dimension streamed through the array, one element a cycle. */
export function streamLength(dataflow: DataflowCode, m: number, n: number, k: number): number {
  return dataflow === OUTPUT_STATIONARY ? k : dataflow === WEIGHT_STATIONARY ? m : n;
}

/** Fillings of an edge of `size` processing elements by `extent` elements. */
export function folds(extent: number, size: number): number {
  return Math.ceil(extent / size);
}

/** Fillings of the whole array by one product. */
export function gemmFolds(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  rows: number,
  columns: number,
): number {
  return folds(spatialRows(dataflow, m, k), rows) * folds(spatialColumns(dataflow, m, n), columns);
}

/**
 * Cycles of one fold alone: load the stationary tile (one row a cycle), stream, and let the skewed wavefront fill and
 * drain the array. `usedRows` and `usedColumns` may be the physical sizes.
 */
export function foldCycles(dataflow: DataflowCode, stream: number, usedRows: number, usedColumns: number): number {
  const load = dataflow === OUTPUT_STATIONARY ? 0 : usedRows;
  return load + stream + usedRows + usedColumns - 2;
}

/**
 * Cycles of `repeats` equal products run one after the other on one array.
 *
 * Without overlap a product costs `folds x foldCycles`. The coefficients say how much of that is hidden:
 * - `loadOverlap` (0..1): the share of loading the next stationary tile that proceeds while the present one streams,
 *   as with doubled weight registers. At most `min(stream, tile rows)` of a load can hide; the first never does. This
 *   is what makes a product of one row look like one: each tile then costs its load.
 * - `drainOverlap` (0..1): the share of fill and drain that the next fold's wavefront follows without a gap. The last
 *   drain never hides, and counts as that of the largest fold.
 * - `edgeFoldsShrink` (0 or 1): 1 when a partly filled fold costs the rows and columns it uses, 0 when it costs the
 *   whole array.
 *
 * All zero is the serial model of the source; all one approaches `folds x max(stream, tile rows)`.
 * Not modelled: stalls on the buffers (see the traffic models), shifting outputs out of an output-stationary array that
 * has no second accumulator, bubbles between different operators.
 */
export function gemmCycles(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  repeats: number,
  rows: number,
  columns: number,
  loadOverlap: number,
  drainOverlap: number,
  edgeFoldsShrink: number,
): number {
  const rowExtent = spatialRows(dataflow, m, k);
  const columnExtent = spatialColumns(dataflow, m, n);
  const stream = streamLength(dataflow, m, n, k);
  const rowFolds = folds(rowExtent, rows);
  const columnFolds = folds(columnExtent, columns);
  const passes = repeats * columnFolds;
  const totalFolds = passes * rowFolds;

  const lastRows = rows - edgeFoldsShrink * (rowFolds * rows - rowExtent);
  const lastColumns = columns - edgeFoldsShrink * (columnFolds * columns - columnExtent);
  const firstRows = rowFolds > 1 ? rows : lastRows;
  const firstColumns = columnFolds > 1 ? columns : lastColumns;
  const rowsOfAllFolds = passes * ((rowFolds - 1) * rows + lastRows);
  const columnsOfAllFolds = repeats * rowFolds * ((columnFolds - 1) * columns + lastColumns);

  const drains = rowsOfAllFolds + columnsOfAllFolds - 2 * totalFolds;
  const hiddenDrains = drainOverlap * (drains - (firstRows + firstColumns - 2));
  const cycles = totalFolds * stream + drains - hiddenDrains;
  if (dataflow === OUTPUT_STATIONARY) return cycles;

  const loadsThatFit = passes * ((rowFolds - 1) * Math.min(rows, stream) + Math.min(lastRows, stream));
  const hiddenLoads = loadOverlap * (loadsThatFit - Math.min(firstRows, stream));
  return cycles + rowsOfAllFolds - hiddenLoads;
}

/**
 * Cycles of `groups` independent, equal products on `cores` arrays: the best of two ways to share the work.
 *
 * - Products over cores: each core runs `ceil(groups / cores)` of them one after the other. With fewer products than
 *   cores, each product is cut over the `floor(cores / groups)` cores that it has to itself.
 * - Every product cut over all cores, one product after the other.
 *
 * A cut is along M or along N, whichever is faster; the slowest core decides (`ceil(M / parts)`). More cores are never
 * slower, since each way is monotone in `cores`.
 * Not modelled: cuts along K (they need a reduction between cores), cuts along both, unequal groups, contention for
 * shared tiers.
 */
export function arrayCycles(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  groups: number,
  rows: number,
  columns: number,
  cores: number,
  loadOverlap: number,
  drainOverlap: number,
  edgeFoldsShrink: number,
): number {
  const parts = Math.max(1, Math.floor(cores / groups));
  const turns = Math.ceil(groups / cores);
  const a = loadOverlap;
  const b = drainOverlap;
  const c = edgeFoldsShrink;
  const byProduct = splitCycles(dataflow, m, n, k, turns, parts, rows, columns, a, b, c);
  if (cores === 1 || groups === 1) return byProduct;
  return Math.min(byProduct, splitCycles(dataflow, m, n, k, groups, cores, rows, columns, a, b, c));
}

/** Cycles of `repeats` products, each cut into `parts` along M or along N, whichever is faster. */
function splitCycles(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  repeats: number,
  parts: number,
  rows: number,
  columns: number,
  a: number,
  b: number,
  c: number,
): number {
  const alongM = gemmCycles(dataflow, Math.ceil(m / parts), n, k, repeats, rows, columns, a, b, c);
  if (parts === 1) return alongM;
  return Math.min(alongM, gemmCycles(dataflow, m, Math.ceil(n / parts), k, repeats, rows, columns, a, b, c));
}

/**
 * Multiply-accumulates done per multiply-accumulate possible over the whole run, stalls included, 0..1.
 *
 * `offByOne` (0 or 1) counts one cycle less, for reports that give the index of the last cycle instead of their number.
 */
export function overallUtilisation(
  m: number,
  n: number,
  k: number,
  rows: number,
  columns: number,
  cycles: number,
  offByOne: number,
): number {
  return (m * n * k) / ((cycles - offByOne) * rows * columns);
}

/** Elements of A read from its buffer: A is streamed again for every column fold, or held (input-stationary). */
export function bufferReadsA(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  _rows: number,
  columns: number,
): number {
  return dataflow === INPUT_STATIONARY ? m * k : m * k * folds(n, columns);
}

/** Elements of B read from its buffer: once when held, else again for every fold of M. */
export function bufferReadsB(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  rows: number,
  columns: number,
): number {
  if (dataflow === WEIGHT_STATIONARY) return k * n;
  return k * n * (dataflow === OUTPUT_STATIONARY ? folds(m, rows) : folds(m, columns));
}

/** Outputs and partial sums written to the output buffer: one set for every fold of K that is not summed in the array. */
export function bufferWritesOutput(dataflow: DataflowCode, m: number, n: number, k: number, rows: number): number {
  return dataflow === OUTPUT_STATIONARY ? m * n : m * n * folds(k, rows);
}

/**
 * Partial sums read back from the output buffer to be added to: all but the first set.
 * `partialSumReadBack` (0 or 1) is 0 for models that never count them.
 */
export function bufferReadsOutput(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  rows: number,
  partialSumReadBack: number,
): number {
  return partialSumReadBack * (bufferWritesOutput(dataflow, m, n, k, rows) - m * n);
}
