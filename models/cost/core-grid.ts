/**
 * Matrix products on several systolic arrays, cut along two of M, N and K at once.
 *
 * Cuts of what lies on rows and columns are the spatial partition of Raj et al. (ISPASS 2025, arXiv
 * 2504.15377), a cut of the streamed dimension and one other its two spatio-temporal ones; which of M, N, K that is
 * follows from the dataflow. A cut of K leaves every part of it with sums of all outputs: the cores then add them up,
 * each its share of the outputs, one row of `columns` sums a cycle (the source leaves this out).
 * Not modelled: three cuts at once, uneven parts, contention for what cores share, other traffic of the sums.
 */
import { arrayCycles, gemmCycles, type DataflowCode } from './systolic';

/**
 * Cycles of `groups` equal products on `cores` arrays: the best of all grids of parts, and of `arrayCycles`.
 *
 * One side of a grid is a power of two, K's always; the other is what cores are left. Each product is cut over all cores, or, with fewer
 * products than cores, over those that it has to itself. More cores are never slower.
 */
export function gridCycles(
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
  const a = loadOverlap;
  const b = drainOverlap;
  const c = edgeFoldsShrink;
  const whole = arrayCycles(dataflow, m, n, k, groups, rows, columns, cores, a, b, c);
  if (cores === 1) return whole;
  const own = Math.max(1, Math.floor(cores / groups));
  const turns = Math.ceil(groups / cores);
  const apart = bestGrid(dataflow, m, n, k, turns, own, rows, columns, a, b, c);
  if (groups === 1) return Math.min(whole, apart);
  return Math.min(whole, apart, bestGrid(dataflow, m, n, k, groups, cores, rows, columns, a, b, c));
}

/** Cycles of `repeats` products, each cut over `cores` cores by the best grid of two sides; Infinity for less than two cores. */
function bestGrid(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  repeats: number,
  cores: number,
  rows: number,
  columns: number,
  a: number,
  b: number,
  c: number,
): number {
  let best = Infinity;
  for (let one = 2; one <= cores; one *= 2) {
    const other = Math.floor(cores / one);
    // Where both sides are powers of two, a grid and its mirror image have had their turn with the shorter side.
    const isMirror = one > other && one * other === cores && Number.isInteger(one / other);
    if (other > 1 && !isMirror) {
      best = Math.min(best, partCycles(dataflow, m, n, k, repeats, one, other, 1, rows, columns, a, b, c));
      if (one !== other)
        best = Math.min(best, partCycles(dataflow, m, n, k, repeats, other, one, 1, rows, columns, a, b, c));
    }
    // More parts of K mean more sums: only M and N take whatever cores are left.
    best = Math.min(best, partCycles(dataflow, m, n, k, repeats, other, 1, one, rows, columns, a, b, c));
    if (other > 1) best = Math.min(best, partCycles(dataflow, m, n, k, repeats, 1, other, one, rows, columns, a, b, c));
  }
  return best;
}

/** Cycles of the largest of so many parts of M, N and K, and of adding up the sums. */
function partCycles(
  dataflow: DataflowCode,
  m: number,
  n: number,
  k: number,
  repeats: number,
  partsM: number,
  partsN: number,
  partsK: number,
  rows: number,
  columns: number,
  a: number,
  b: number,
  c: number,
): number {
  const partM = Math.ceil(m / partsM);
  const partN = Math.ceil(n / partsN);
  const sums = repeats * Math.ceil((partM * partN * (partsK - 1)) / (partsK * columns));
  return gemmCycles(dataflow, partM, partN, Math.ceil(k / partsK), repeats, rows, columns, a, b, c) + sums;
}
