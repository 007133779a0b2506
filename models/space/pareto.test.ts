import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrontierArchive } from './frontier-archive';
import { nonDominated } from './dominance';
import { paretoFrontier, type Better } from './pareto';

/** The definition, quadratic and obvious: what the fast filters must agree with. */
function frontierByDefinition(points: readonly (readonly number[])[], better: readonly Better[]): number[] {
  const finite = (p: readonly number[]) => p.every((value) => Number.isFinite(value));
  const atLeast = (a: number, b: number, way: Better) => (way === 'higher' ? a >= b : a <= b);
  const dominates = (a: readonly number[], b: readonly number[]) =>
    a.every((value, k) => atLeast(value, b[k]!, better[k]!)) && a.some((value, k) => value !== b[k]!);
  return points.flatMap((p, i) => (finite(p) && !points.some((q) => finite(q) && dominates(q, p)) ? [i] : []));
}

const columnsOf = (points: readonly (readonly number[])[], objectives: number) =>
  Array.from({ length: objectives }, (_, k) => Float64Array.from(points, (p) => p[k]!));

/** Few distinct values, so that ties and duplicates are common. */
const coarse = fc.integer({ min: -6, max: 6 });
const odd = fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 5e-324, -5e-324, 1e308, -1e308);
const value = fc.oneof({ weight: 8, arbitrary: coarse }, { weight: 2, arbitrary: fc.double() }, odd);
const way = fc.constantFrom<Better>('lower', 'higher');

/** Numbers in [0, 1) that look random and are the same on every machine. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

describe.each([1, 2, 3, 4, 5])('the frontier of %i objectives', (objectives) => {
  const points = fc.array(fc.array(value, { minLength: objectives, maxLength: objectives }), { maxLength: 120 });
  const ways = fc.array(way, { minLength: objectives, maxLength: objectives });

  it('agrees with the definition of dominance, ties and odd numbers included', () => {
    fc.assert(
      fc.property(points, ways, (ps, better) => {
        const { rows, notFinite } = paretoFrontier(columnsOf(ps, objectives), better, ps.length);
        expect([...rows]).toEqual(frontierByDefinition(ps, better));
        expect(notFinite).toBe(ps.filter((p) => !p.every(Number.isFinite)).length);
      }),
      { numRuns: 200 },
    );
  });

  it('agrees with the definition where the divide-and-conquer really divides', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const next = noise(seed);
      const levels = seed % 2 === 0 ? 12 : 1e6;
      const ps = Array.from({ length: 700 }, () => {
        const raw = Array.from({ length: objectives }, next);
        const sum = seed > 3 ? raw.reduce((a, b) => a + b, 0) : 1; // near a simplex: nearly all on the frontier
        return raw.map((x) => Math.floor((x / sum) * levels));
      });
      const better = ps[0]!.map((_, k) => (k % 2 === 0 ? 'lower' : 'higher'));
      const signed = ps.map((p) => p.map((x, k) => (better[k] === 'higher' ? -x : x)));
      expect([...paretoFrontier(columnsOf(signed, objectives), better).rows]).toEqual(
        frontierByDefinition(signed, better),
      );
    }
  });

  it('settles a growing archive to the same rows as one filter over all', () => {
    const next = noise(7);
    const count = 20_000;
    const table = new Float64Array(count * objectives).map(() => Math.floor(next() * 4000));
    const archive = new FrontierArchive(objectives);
    for (let i = 0; i < count; i++) {
      const row = (i * 7919) % count; // offered out of order
      archive.offer(row, table.subarray(row * objectives, (row + 1) * objectives));
    }
    const all = nonDominated(table, count, objectives);
    expect([...archive.members().ids]).toEqual([...all.keys()].filter((row) => all[row] === 1));
  });
});

it('keeps indices beyond 32 bits', () => {
  const archive = new FrontierArchive(2);
  archive.offer(2 ** 53 - 1, Float64Array.of(1, 2));
  archive.offer(2 ** 40, Float64Array.of(2, 1));
  expect([...archive.members().ids]).toEqual([2 ** 40, 2 ** 53 - 1]);
});
