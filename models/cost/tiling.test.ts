import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gemmTiling, tilingBytes, TILING_WIDTH } from './tiling';
import { gemmCompulsoryBytes, gemmTrafficBound } from './traffic-bound';

interface Problem {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly bytesA: number;
  readonly bytesB: number;
  readonly bytesAccumulator: number;
  readonly bytesOutput: number;
  readonly unit: number;
}

const problem: fc.Arbitrary<Problem> = fc.record({
  m: fc.integer({ min: 1, max: 5000 }),
  n: fc.integer({ min: 1, max: 5000 }),
  k: fc.integer({ min: 1, max: 5000 }),
  bytesA: fc.constantFrom(0.5, 1, 2),
  bytesB: fc.constantFrom(0.5, 1, 2),
  bytesAccumulator: fc.constant(4),
  bytesOutput: fc.constantFrom(1, 2, 4),
  unit: fc.constantFrom(1, 8, 32, 128),
});
const capacity = fc.oneof(fc.integer({ min: 1, max: 4096 }), fc.integer({ min: 4096, max: 1 << 27 }));

function tiling(p: Problem, capacityBytes: number): Float64Array {
  const out = new Float64Array(TILING_WIDTH);
  const { m, n, k, bytesA, bytesB, bytesAccumulator, bytesOutput, unit } = p;
  gemmTiling(m, n, k, bytesA, bytesB, bytesAccumulator, bytesOutput, capacityBytes, unit, unit, unit, out, 0);
  return out;
}

const bytes = (p: Problem, capacityBytes: number) => tilingBytes(tiling(p, capacityBytes), 0);

/** Bytes held with outputs, a tile of B or a tile of A staying, and slices of one unit of what streams. */
function footprints(p: Problem, tm: number, tn: number, tk: number): readonly [number, number, number] {
  const [um, un, uk] = [p.m, p.n, p.k].map((extent) => Math.min(extent, p.unit)) as [number, number, number];
  return [
    tm * tn * p.bytesAccumulator + uk * (tm * p.bytesA + tn * p.bytesB),
    tn * tk * p.bytesB + um * (tn * p.bytesAccumulator + uk * p.bytesA),
    tm * tk * p.bytesA + un * (tm * p.bytesAccumulator + uk * p.bytesB),
  ];
}

/** Every tile of whole units, every loop order: what the short search must find. */
function exhaustiveBytes(p: Problem, capacityBytes: number): number {
  const a = p.m * p.k * p.bytesA;
  const b = p.k * p.n * p.bytesB;
  const c = p.m * p.n * p.bytesOutput;
  const sizes = (extent: number) =>
    Array.from({ length: Math.ceil(extent / p.unit) }, (_, i) => Math.min(extent, (i + 1) * p.unit));
  let least = Infinity;
  for (const tm of sizes(p.m)) {
    for (const tn of sizes(p.n)) {
      for (const tk of sizes(p.k)) {
        const allA = a * Math.ceil(p.n / tn);
        const allB = b * Math.ceil(p.m / tm);
        const allC = c + 2 * p.m * p.n * p.bytesAccumulator * (Math.ceil(p.k / tk) - 1);
        const totals = [allA + allB + c, allA + b + allC, a + allB + allC] as const;
        footprints(p, tm, tn, tk).forEach((size, order) => {
          if (size <= capacityBytes / 2) least = Math.min(least, totals[order]!);
        });
      }
    }
  }
  return least;
}

describe('gemmTiling', () => {
  it('moves each operand once when all of it fits', () => {
    const out = new Float64Array(TILING_WIDTH);
    gemmTiling(256, 512, 1024, 1, 2, 4, 2, 16 << 20, 128, 128, 128, out, 0);
    expect([...out.slice(0, 3)]).toEqual([256 * 1024, 1024 * 512 * 2, 256 * 512 * 2]);
  });

  it('reads weights once for a single row of activations, however large they are', () => {
    const out = new Float64Array(TILING_WIDTH);
    gemmTiling(1, 14336, 4096, 2, 2, 4, 2, 1 << 20, 128, 128, 128, out, 0);
    expect(out[1]).toBe(14336 * 4096 * 2);
    expect(out[0]).toBe(4096 * 2);
  });

  it('gives a hand-worked tiling: 64 x 64 outputs of a 128-cube stay in 40 KiB', () => {
    // Usable 20480 B: a 64 x 64 tile of 4-byte sums is 16384 B, slices of A and B 16 deep are 2 x 1024 B.
    const out = new Float64Array(TILING_WIDTH);
    gemmTiling(128, 128, 128, 1, 1, 4, 4, 40 << 10, 64, 64, 16, out, 0);
    expect(tilingBytes(out, 0)).toBeLessThanOrEqual(2 * 2 * 128 * 128 + 4 * 128 * 128);
  });

  it('never falls below the compulsory traffic or the lower bound, nor exceeds no reuse', () => {
    fc.assert(
      fc.property(problem, capacity, (p, s) => {
        const { m, n, k, bytesA, bytesB, bytesAccumulator, bytesOutput } = p;
        const total = bytes(p, s);
        const bound = gemmTrafficBound(m, n, k, bytesA, bytesB, bytesAccumulator, bytesOutput, s);
        expect(total).toBeGreaterThanOrEqual(gemmCompulsoryBytes(m, n, k, bytesA, bytesB, bytesOutput));
        expect(total).toBeGreaterThanOrEqual(bound * (1 - 1e-12));
        expect(total).toBeLessThanOrEqual(m * n * k * (bytesA + bytesB) + m * n * bytesOutput);
      }),
      { numRuns: 2000 },
    );
  });

  it('never moves more with a larger memory', () => {
    fc.assert(
      fc.property(problem, capacity, fc.double({ min: 1, max: 64, noNaN: true }), (p, s, factor) => {
        expect(bytes(p, s * factor)).toBeLessThanOrEqual(bytes(p, s));
      }),
      { numRuns: 2000 },
    );
  });

  it('writes a tile that fits in half of the memory, of whole units or whole extents', () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: 1 << 19, max: 1 << 27 }), (p, s) => {
        const [, , , tm, tn, tk] = tiling(p, s) as unknown as [number, number, number, number, number, number];
        const size = Math.min(...footprints(p, tm, tn, tk));
        expect(size).toBeLessThanOrEqual(s / 2);
        for (const [tile, extent] of [
          [tm, p.m],
          [tn, p.n],
          [tk, p.k],
        ] as const) {
          expect(tile === extent || tile % p.unit === 0).toBe(true);
        }
      }),
    );
  });

  it('finds the best of all tiles and orders when the passes are few', () => {
    const small = problem.map((p) => ({ ...p, m: (p.m % 40) + 1, n: (p.n % 40) + 1, k: (p.k % 40) + 1, unit: 4 }));
    fc.assert(
      fc.property(small, fc.integer({ min: 400, max: 20_000 }), (p, s) => {
        expect(bytes(p, s)).toBeCloseTo(exhaustiveBytes(p, s), 6);
      }),
      { numRuns: 200 },
    );
  });
});
