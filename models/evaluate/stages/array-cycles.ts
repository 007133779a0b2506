import { prefillAttentionCycles } from '../../cost/attention-array';
import { gridCycles } from '../../cost/core-grid';
import { arrayCycles, type DataflowCode } from '../../cost/systolic';
import { DATAFLOWS } from '../../hardware/types';
import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import type { Rules } from '../../workload/rules';
import type { MatrixPart } from '../parts';
import { COMPUTE, RUNS } from './compute-columns';

/** How folds of the array overlap, and how cores share them. */
export type FoldRules = Pick<Rules, 'loadOverlap' | 'drainOverlap' | 'edgeFoldsShrink' | 'coreGrid'>;

/**
 * Array cycles of one layer's row at one decode step; step 0 for prefill. Expected numbers of products round up. Missing
 * where only peak rates of the matrix unit are known.
 */
export function arrayRowCycles(
  row: RowDescriptor,
  matrix: MatrixPart,
  rules: FoldRules,
  rows: Float64Array,
  from: number,
  step: number,
): number {
  if (matrix.kind !== 'array') return NaN;
  const dataflow = DATAFLOWS.indexOf(matrix.dataflow) as DataflowCode;
  const load = rules.loadOverlap ? 1 : 0;
  const drain = rules.drainOverlap ? 1 : 0;
  const edge = rules.edgeFoldsShrink ? 1 : 0;
  const groups = rows[from + ROW.GROUPS]!;
  const m = rows[from + ROW.M]!;
  const n = rows[from + ROW.N]!;
  const k = rows[from + ROW.K]!;
  const { rows: height, columns: width, cores } = matrix;
  if (row.kind !== 'scores' && row.kind !== 'values') {
    const share = rules.coreGrid ? gridCycles : arrayCycles;
    return expectedProductCycles(share, dataflow, m, n, k, groups, height, width, cores, load, drain, edge);
  }
  if (row.phase === 'decode') {
    const growth = rows[from + ROW.MACS_SLOPE] === 0 ? 0 : step;
    const columns = row.kind === 'scores' ? n + growth : n;
    const depth = row.kind === 'values' ? k + growth : k;
    return arrayCycles(dataflow, m, columns, depth, groups, height, width, cores, load, drain, edge);
  }
  const queries = rows[from + ROW.QUERIES]!;
  const keys = row.kind === 'scores' ? n : k;
  const depth = row.kind === 'scores' ? k : n;
  const reach = rows[from + ROW.REACH]!;
  const heads = m / queries;
  return prefillAttentionCycles(
    row.kind,
    dataflow,
    heads,
    queries,
    keys,
    depth,
    groups,
    reach,
    height,
    width,
    cores,
    load,
    drain,
    edge,
  );
}

/**
 * Cycles of products whose number and rows are expectations, as of experts: between the whole numbers on either side,
 * rows and numbers of products are mixed so that their means come out right. Whole numbers are exact.
 */
function expectedProductCycles(
  share: typeof arrayCycles,
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  groups: number,
  height: number,
  width: number,
  cores: number,
  load: number,
  drain: number,
  edge: number,
): number {
  const below = Math.max(1, Math.floor(groups));
  const rest = Math.max(0, groups - below);
  const fewer = Math.max(1, Math.floor(m));
  const restRows = Math.max(0, m - fewer);
  const cycles = (rowsOfOne: number, products: number) =>
    share(dataflow, rowsOfOne, n, k, products, height, width, cores, load, drain, edge);
  const of = (products: number) =>
    restRows === 0
      ? cycles(fewer, products)
      : (1 - restRows) * cycles(fewer, products) + restRows * cycles(fewer + 1, products);
  return rest === 0 ? of(below) : (1 - rest) * of(below) + rest * of(below + 1);
}

/** Cuts the steps of a row into runs and replaces its total by the sum over them. */
export function writeRuns(
  row: RowDescriptor,
  matrix: MatrixPart,
  rules: FoldRules,
  rows: Float64Array,
  from: number,
  out: Float64Array,
  compute: number,
  at: number,
): void {
  out.fill(0, at, at + RUNS.WIDTH);
  const steps = rows[from + ROW.STEPS]!;
  if (matrix.kind !== 'array' || rows[from + ROW.REPEAT] === 0 || steps === 0) return;
  const single = arrayRowCycles(row, matrix, rules, rows, from, 0);
  const scale = out[compute + COMPUTE.CYCLES]! / single;
  out[at + RUNS.SCALE] = scale;
  let begin = 0;
  let value = single;
  let slope = 0;
  let previous = single;
  let total = single;
  for (let step = 1; step < steps; step++) {
    const cycles = arrayRowCycles(row, matrix, rules, rows, from, step);
    total += cycles;
    if (step === begin + 1) slope = cycles - value;
    else if (cycles - previous !== slope) {
      keepRun(out, at, step - begin, value * scale, slope * scale);
      begin = step;
      value = cycles;
      slope = 0;
    }
    previous = cycles;
  }
  keepRun(out, at, steps - begin, value * scale, slope * scale);
  out[compute + COMPUTE.CYCLES_TOTAL] = total * scale;
}

function keepRun(out: Float64Array, at: number, length: number, value: number, slope: number): void {
  const count = out[at + RUNS.COUNT]!;
  if (count === RUNS.MOST) return;
  const run = at + RUNS.FIRST + count * RUNS.RUN_WIDTH;
  out[run + RUNS.LENGTH] = length;
  out[run + RUNS.VALUE] = value;
  out[run + RUNS.SLOPE] = slope;
  out[at + RUNS.COUNT] = count + 1;
  out[at + RUNS.COVERED] = out[at + RUNS.COVERED]! + length;
}
