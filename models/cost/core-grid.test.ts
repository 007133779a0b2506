import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridCycles } from './core-grid';
import { arrayCycles, type DataflowCode } from './systolic';

const problem = fc.record({
  dataflow: fc.constantFrom<DataflowCode>(0, 1, 2),
  m: fc.integer({ min: 1, max: 600 }),
  n: fc.integer({ min: 1, max: 600 }),
  k: fc.integer({ min: 1, max: 600 }),
  groups: fc.integer({ min: 1, max: 20 }),
  rows: fc.integer({ min: 1, max: 40 }),
  columns: fc.integer({ min: 1, max: 40 }),
  overlap: fc.constantFrom(0, 1),
  edges: fc.constantFrom(0, 1),
});
type Problem = typeof problem extends fc.Arbitrary<infer P> ? P : never;

const cycles = (p: Problem, cores: number) =>
  gridCycles(p.dataflow, p.m, p.n, p.k, p.groups, p.rows, p.columns, cores, p.overlap, p.overlap, p.edges);

describe('gridCycles', () => {
  it('is the best of the three partitions of SCALE-Sim v3 and the sums of parts of K', () => {
    // Weight-stationary, K on rows, N on columns, M streamed: (2 R + C + T - 2) folds, as that simulator counts.
    const [r, c, cores] = [16, 16, 8];
    const [m, n, k] = [100, 300, 500];
    const formula = (partsM: number, partsN: number, partsK: number) => {
      const folds = Math.ceil(k / partsK / r) * Math.ceil(n / partsN / c);
      const sums = (Math.ceil(m / partsM) * Math.ceil(n / partsN) * (partsK - 1)) / (partsK * c);
      return folds * (2 * r + c + Math.ceil(m / partsM) - 2) + Math.ceil(sums);
    };
    const sides = [1, 2, 4, 8].map((side) => [side, cores / side] as const);
    const spatial = sides.map(([one, other]) => formula(1, one, other));
    const temporal = sides.flatMap(([one, other]) => [formula(one, other, 1), formula(one, 1, other)]);
    expect(gridCycles(1, m, n, k, 1, r, c, cores, 0, 0, 0)).toBe(Math.min(...spatial, ...temporal));
  });

  it('cuts a product that is short in M and N along K, and pays for the sums', () => {
    // Output-stationary: one fold of 8 x 8 outputs with 4096 streamed; four parts of 1024 and 3/4 of 8 x 8 sums.
    expect(arrayCycles(0, 8, 8, 4096, 1, 8, 8, 4, 1, 1, 1)).toBe(4096 + 8 + 2 - 2);
    expect(gridCycles(0, 8, 8, 4096, 1, 8, 8, 4, 1, 1, 1)).toBe(1024 + 8 + 8 - 2 + 6);
  });

  it('is never slower than cuts along one side, nor with more cores, nor faster than an even share of the work', () => {
    const cores = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(problem, cores, cores, (p, few, more) => {
        const fast = cycles(p, few + more);
        const { dataflow, m, n, k, groups, rows, columns, overlap, edges } = p;
        expect(fast).toBeLessThanOrEqual(cycles(p, few));
        expect(fast).toBeLessThanOrEqual(
          arrayCycles(dataflow, m, n, k, groups, rows, columns, few + more, overlap, overlap, edges),
        );
        expect(fast * (few + more) * rows * columns).toBeGreaterThanOrEqual(m * n * k * groups);
      }),
    );
  });
});
