import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrayCycles,
  bufferReadsA,
  bufferReadsB,
  bufferReadsOutput,
  bufferWritesOutput,
  type DataflowCode,
  foldCycles,
  gemmCycles,
  gemmFolds,
  overallUtilisation,
} from './systolic';
import { computeUtilisation, mappingEfficiency } from './utilisation';

const size = fc.integer({ min: 1, max: 700 });
const problem = fc.record({
  dataflow: fc.constantFrom<DataflowCode>(0, 1, 2),
  m: size,
  n: size,
  k: size,
  repeats: fc.integer({ min: 1, max: 9 }),
  rows: fc.integer({ min: 1, max: 130 }),
  columns: fc.integer({ min: 1, max: 130 }),
  loadOverlap: fc.constantFrom(0, 0.5, 1),
  drainOverlap: fc.constantFrom(0, 0.5, 1),
  edgeFoldsShrink: fc.constantFrom(0, 1),
});
type Problem = typeof problem extends fc.Arbitrary<infer P> ? P : never;

const cyclesOf = (p: Problem) =>
  gemmCycles(p.dataflow, p.m, p.n, p.k, p.repeats, p.rows, p.columns, p.loadOverlap, p.drainOverlap, p.edgeFoldsShrink);

const coresCycles = (p: Problem, groups: number, cores: number) =>
  arrayCycles(
    p.dataflow,
    p.m,
    p.n,
    p.k,
    groups,
    p.rows,
    p.columns,
    cores,
    p.loadOverlap,
    p.drainOverlap,
    p.edgeFoldsShrink,
  );

/** Fold by fold, as the docstring of `gemmCycles` tells it. */
function cyclesByFold(p: Problem): number {
  const rowExtent = p.dataflow === 0 ? p.m : p.k;
  const columnExtent = p.dataflow === 2 ? p.m : p.n;
  const stream = [p.k, p.m, p.n][p.dataflow]!;
  const used = (extent: number, edge: number, start: number) =>
    p.edgeFoldsShrink ? Math.min(edge, extent - start) : edge;
  let cycles = 0;
  let isFirst = true;
  for (let repeat = 0; repeat < p.repeats; repeat++) {
    for (let left = 0; left < columnExtent; left += p.columns) {
      for (let top = 0; top < rowExtent; top += p.rows) {
        const r = used(rowExtent, p.rows, top);
        const c = used(columnExtent, p.columns, left);
        const load = p.dataflow === 0 ? 0 : r;
        cycles += stream + (isFirst ? load : load - p.loadOverlap * Math.min(load, stream));
        cycles += (r + c - 2) * (isFirst ? 1 : 1 - p.drainOverlap);
        isFirst = false;
      }
    }
  }
  return cycles;
}

describe('gemmCycles', () => {
  it('matches hand-worked serial folds: 128-cube on 32 x 32', () => {
    expect(gemmCycles(0, 128, 128, 128, 1, 32, 32, 0, 0, 0)).toBe(16 * (128 + 32 + 32 - 2));
    expect(gemmCycles(1, 128, 128, 128, 1, 32, 32, 0, 0, 0)).toBe(16 * foldCycles(1, 128, 32, 32));
  });

  it('costs one tile load per fold for a single row, with everything overlapped', () => {
    // 1 x 256 x 256, weight-stationary on 32 x 32: 64 tiles of 32 rows; streaming one row hides one cycle of a load.
    expect(gemmCycles(1, 1, 256, 256, 1, 32, 32, 1, 1, 1)).toBe(64 * 32 + 1 + 32 + 32 - 2);
  });

  it('equals the sum over folds, for every combination of coefficients', () => {
    fc.assert(fc.property(problem, (p) => void expect(cyclesOf(p)).toBeCloseTo(cyclesByFold(p), 6)));
  });

  it('never falls when M, N, K or the repeats grow', () => {
    const key = fc.constantFrom('m', 'n', 'k', 'repeats');
    fc.assert(
      fc.property(problem, key, fc.integer({ min: 1, max: 300 }), (p, name, more) => {
        expect(cyclesOf({ ...p, [name]: p[name] + more })).toBeGreaterThanOrEqual(cyclesOf(p));
      }),
    );
  });

  it('is never slower with more overlap', () => {
    fc.assert(
      fc.property(problem, (p) => {
        const serial = cyclesOf({ ...p, loadOverlap: 0, drainOverlap: 0, edgeFoldsShrink: 0 });
        const overlapped = cyclesOf({ ...p, loadOverlap: 1, drainOverlap: 1, edgeFoldsShrink: 1 });
        expect(cyclesOf(p)).toBeLessThanOrEqual(serial);
        expect(cyclesOf(p)).toBeGreaterThanOrEqual(overlapped);
      }),
    );
  });
});

describe('arrayCycles', () => {
  it('runs independent products in turns when there are more of them than cores', () => {
    const one = gemmCycles(1, 4, 512, 128, 1, 128, 128, 0, 0, 0);
    expect(arrayCycles(1, 4, 512, 128, 8, 128, 128, 4, 0, 0, 0)).toBe(2 * one);
    expect(arrayCycles(1, 4, 512, 128, 8, 128, 128, 8, 0, 0, 0)).toBe(one);
  });

  it('cuts a single product along the better dimension', () => {
    // One row cannot be cut along M; half of the columns is half of the tiles.
    expect(arrayCycles(1, 1, 512, 128, 1, 128, 128, 2, 0, 0, 0)).toBe(gemmCycles(1, 1, 256, 128, 1, 128, 128, 0, 0, 0));
  });

  it('is never slower with more cores, nor faster than an even share of the work', () => {
    const cores = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(problem, fc.integer({ min: 1, max: 40 }), cores, cores, (p, groups, few, more) => {
        const fast = coresCycles(p, groups, few + more);
        expect(fast).toBeLessThanOrEqual(coresCycles(p, groups, few));
        expect(fast * (few + more) * p.rows * p.columns).toBeGreaterThanOrEqual(p.m * p.n * p.k * groups);
      }),
    );
  });
});

describe('utilisation', () => {
  it('lies between 0 and 1, and mapping efficiency bounds the rest for the serial model', () => {
    fc.assert(
      fc.property(problem, (p) => {
        const { dataflow, m, n, k, rows, columns } = p;
        const cycles = cyclesOf({ ...p, repeats: 1 });
        const mapping = mappingEfficiency(dataflow, m, n, k, rows, columns);
        const overall = overallUtilisation(m, n, k, rows, columns, cycles, 0);
        const compute = computeUtilisation(dataflow, m, n, k, rows, columns, cycles, 0);
        expect(mapping).toBeLessThanOrEqual(1);
        expect(overall).toBeGreaterThan(0);
        expect(overall).toBeLessThanOrEqual(mapping * (1 + 1e-12));
        expect(compute).toBe(overall);
        expect(computeUtilisation(dataflow, m, n, k, rows, columns, cycles, 1)).toBeLessThanOrEqual(compute);
      }),
    );
  });
});

describe('buffer accesses', () => {
  it('reads at least every operand once and writes every output once', () => {
    fc.assert(
      fc.property(problem, ({ dataflow, m, n, k, rows, columns }) => {
        expect(bufferReadsA(dataflow, m, n, k, rows, columns)).toBeGreaterThanOrEqual(m * k);
        expect(bufferReadsB(dataflow, m, n, k, rows, columns)).toBeGreaterThanOrEqual(k * n);
        expect(bufferWritesOutput(dataflow, m, n, k, rows)).toBeGreaterThanOrEqual(m * n);
        expect(bufferReadsOutput(dataflow, m, n, k, rows, 1)).toBe(bufferWritesOutput(dataflow, m, n, k, rows) - m * n);
        expect(gemmFolds(dataflow, m, n, k, rows, columns)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
