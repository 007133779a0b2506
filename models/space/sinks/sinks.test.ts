import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoFrontier } from '../pareto';
import { STATUS, type Block, type Sink } from '../sink';
import { ColumnsSink } from './columns-sink';
import { CountsSink } from './counts-sink';
import { binEdges, type AxisScale } from './density-axis';
import { DensitySink } from './density-sink';
import { FrontierSink } from './frontier-sink';

interface Row {
  readonly a: number;
  readonly b: number;
  readonly status: number;
}

const BIG = 2 ** 40;
const number = fc.oneof(
  fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
  fc.double(),
  fc.integer({ min: -8, max: 8 }),
  fc.constantFrom(5e-324, -5e-324, 1e308, -1e308, 1, 2 ** (1 / 2)),
);
const row = fc.record({ a: number, b: number, status: fc.constantFrom(0, 0, 0, 1, 2) });
const rows = fc.array(row, { maxLength: 80 });
/** Cuts that split the rows into parts, and an order in which the parts are merged. */
const split = fc.tuple(fc.array(fc.nat(80), { maxLength: 5 }), fc.integer());

/** Feeds rows as blocks of at most seven, in arrays longer than the block, as the engine does. */
function feed(sink: Sink, all: readonly Row[], firstIndex: number): void {
  for (let at = 0; at < all.length; at += 7) {
    const part = all.slice(at, at + 7);
    const block: Block = {
      firstIndex: firstIndex + at,
      count: part.length,
      columns: [new Float64Array(9), new Float64Array(9)],
      status: new Uint8Array(9),
    };
    for (const [i, r] of part.entries()) {
      block.columns[0]![i] = r.a;
      block.columns[1]![i] = r.b;
      block.status[i] = r.status;
    }
    sink.accept(block);
  }
}

/** The same rows through one sink, and through several that are merged in some order. */
function onceAndInParts<P>(
  make: (from: number, to: number) => Sink & { snapshot(): P; merge(part: P): void },
  all: readonly Row[],
  [cuts, seed]: readonly [readonly number[], number],
): readonly [P, P] {
  const once = make(BIG, BIG + all.length);
  feed(once, all, BIG);
  const bounds = [0, ...cuts.map((cut) => Math.min(cut, all.length)), all.length].sort((p, q) => p - q);
  const parts = bounds.slice(1).map((to, i) => {
    const from = bounds[i]!;
    const part = make(BIG + from, BIG + to);
    feed(part, all.slice(from, to), BIG + from);
    return part.snapshot();
  });
  const merged = make(BIG, BIG + all.length);
  const turn = parts.length === 0 ? 0 : Math.abs(seed) % parts.length;
  const turned = [...parts.slice(turn), ...parts.slice(0, turn)];
  for (const part of seed % 2 === 0 ? turned : turned.reverse()) merged.merge(part);
  return [once.snapshot(), merged.snapshot()];
}

const limits = [
  { column: 0, min: -Infinity, max: 5 },
  { column: 1, min: -3, max: 1e9 },
] as const;
const admitted = (r: Row) => r.status === STATUS.ok && r.a <= 5 && r.b >= -3 && r.b <= 1e9;

describe('columns', () => {
  it('keep every row, in one piece or in parts', () => {
    fc.assert(
      fc.property(rows, split, (all, parts) => {
        const [once, merged] = onceAndInParts((from, to) => new ColumnsSink(from, to, [1]), all, parts);
        expect(merged).toEqual(once);
        expect([...once.columns[0]!]).toEqual(all.map((r) => r.b));
        expect([...once.status]).toEqual(all.map((r) => r.status));
      }),
    );
  });

  it('say which rows are still pending', () => {
    const sink = new ColumnsSink(0, 3, [0]);
    feed(sink, [{ a: 4, b: 0, status: 0 }], 1);
    expect([...sink.snapshot().status]).toEqual([STATUS.pending, STATUS.ok, STATUS.pending]);
    expect([...sink.snapshot().columns[0]!]).toEqual([NaN, 4, NaN]);
  });
});

describe('counts', () => {
  it('are sums, in one piece or in parts', () => {
    fc.assert(
      fc.property(rows, split, (all, parts) => {
        const [once, merged] = onceAndInParts(() => new CountsSink(limits), all, parts);
        expect(merged).toEqual(once);
        const ok = all.filter((r) => r.status === STATUS.ok);
        expect(once).toEqual({
          ok: ok.length,
          infeasible: all.filter((r) => r.status === STATUS.infeasible).length,
          missing: all.filter((r) => r.status === STATUS.missing).length,
          admitted: all.filter(admitted).length,
          removed: [ok.filter((r) => !(r.a <= 5)).length, ok.filter((r) => !(r.b >= -3 && r.b <= 1e9)).length],
        });
      }),
    );
  });
});

describe('the frontier', () => {
  const objectives = [
    { column: 0, better: 'lower' },
    { column: 1, better: 'higher' },
  ] as const;

  it('is that of the admitted rows, in one piece or in parts', () => {
    fc.assert(
      fc.property(rows, split, (all, parts) => {
        const [once, merged] = onceAndInParts(() => new FrontierSink(objectives, limits), all, parts);
        expect(merged).toEqual(once);
        const kept = all.flatMap((r, i) => (admitted(r) ? [i] : []));
        const columns = [Float64Array.from(kept, (i) => all[i]!.a), Float64Array.from(kept, (i) => all[i]!.b)];
        const expected = paretoFrontier(columns, ['lower', 'higher']);
        expect([...once.indices]).toEqual([...expected.rows].map((at) => BIG + kept[at]!));
        expect([...once.values[1]!]).toEqual([...expected.rows].map((at) => columns[1]![at]! + 0));
        expect(once.notFinite).toBe(expected.notFinite);
      }),
    );
  });
});

describe('density', () => {
  const scales = fc.tuple(fc.constantFrom<AxisScale>('linear', 'log'), fc.constantFrom<AxisScale>('linear', 'log'));
  const shows = (scale: AxisScale, value: number) =>
    scale === 'linear' ? Number.isFinite(value) : value >= 2 ** -1022 && value < Infinity;

  it('is the same in one piece or in parts, and counts every row once', () => {
    fc.assert(
      fc.property(rows, split, scales, (all, parts, [x, y]) => {
        const make = () => new DensitySink({ column: 0, scale: x }, { column: 1, scale: y }, [], 16);
        const [once, merged] = onceAndInParts(make, all, parts);
        expect(merged).toEqual(once);
        const ok = all.filter((r) => r.status === STATUS.ok);
        const shown = ok.filter((r) => shows(x, r.a) && shows(y, r.b)).length;
        expect(once).toMatchObject({ shown, outside: ok.length - shown });
        expect(once.counts.reduce((sum, n) => sum + n, 0)).toBe(shown);
        expect(Math.max(once.x.bins, once.y.bins)).toBeLessThanOrEqual(16);
      }),
      { numRuns: 500 },
    );
  });

  it('puts a row between the edges of its bin', () => {
    fc.assert(
      fc.property(rows, scales, (all, [x, y]) => {
        const sink = new DensitySink({ column: 0, scale: x }, { column: 1, scale: y }, [], 16);
        feed(sink, all, 0);
        const density = sink.snapshot();
        const xEdges = binEdges(density.x);
        const yEdges = binEdges(density.y);
        const expected = new Float64Array(density.counts.length);
        for (const r of all.filter((r) => r.status === STATUS.ok && shows(x, r.a) && shows(y, r.b))) {
          const i = xEdges.findLastIndex((edge) => edge <= r.a);
          const j = yEdges.findLastIndex((edge) => edge <= r.b);
          expected[j * density.x.bins + i]!++;
        }
        expect(density.counts).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('uses half or more of its bins on a log axis, and bins are equal ratios', () => {
    const sink = new DensitySink({ column: 0, scale: 'log' }, { column: 1, scale: 'linear' }, [], 256);
    feed(
      sink,
      Array.from({ length: 500 }, (_, i) => ({ a: 1e-6 * 1.05 ** i, b: i, status: 0 })),
      0,
    );
    const { x, y } = sink.snapshot();
    expect(x.bins).toBeGreaterThan(127);
    expect(y.bins).toBeGreaterThan(127);
    const edges = [...binEdges(x)];
    const ratios = edges.slice(1).map((edge, i) => edge / edges[i]!);
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeCloseTo(1, 12);
  });
});
