import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypervolume2d } from './hypervolume';
import { knee2d } from './knee';

describe('hypervolume of two objectives', () => {
  it('matches a hand-worked case', () => {
    const area = hypervolume2d(Float64Array.of(1, 2, 3), Float64Array.of(3, 2, 1), ['lower', 'lower'], [4, 4]);
    expect(area).toBe(6);
  });

  it('tends to the analytic value of a known front: ZDT1, 1.21 - 1/3', () => {
    const count = 100_000;
    const x = new Float64Array(count + 1).map((_, i) => i / count);
    const y = x.map((v) => 1 - Math.sqrt(v));
    expect(hypervolume2d(x, y, ['lower', 'lower'], [1.1, 1.1])).toBeCloseTo(1.21 - 1 / 3, 4);
  });

  it('counts unit squares right, whatever the directions, with points out of reach and odd numbers', () => {
    const coordinate = fc.oneof(fc.integer({ min: -2, max: 9 }), fc.constantFrom(NaN, Infinity, -Infinity));
    const points = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 12 });
    fc.assert(
      fc.property(points, fc.boolean(), fc.boolean(), (ps, flipX, flipY) => {
        let squares = 0;
        for (let i = -2; i < 7; i++) {
          for (let j = -2; j < 7; j++) {
            if (ps.some(([a, b]) => Number.isFinite(a) && Number.isFinite(b) && a <= i && b <= j)) squares++;
          }
        }
        const x = Float64Array.from(ps, (p) => (flipX ? -p[0] : p[0]));
        const y = Float64Array.from(ps, (p) => (flipY ? -p[1] : p[1]));
        const area = hypervolume2d(
          x,
          y,
          [flipX ? 'higher' : 'lower', flipY ? 'higher' : 'lower'],
          [flipX ? -7 : 7, flipY ? -7 : 7],
        );
        expect(area).toBe(squares);
      }),
    );
  });
});

describe('knee', () => {
  const x = Float64Array.of(1, 2, 3, 10);
  const y = Float64Array.of(10, 3, 2.5, 1);
  const axis = (values: Float64Array, scale: 'linear' | 'log' = 'linear') =>
    ({ values, better: 'lower', scale }) as const;

  it('is the point farthest from the chord', () => {
    expect(knee2d(axis(x), axis(y))).toBe(1);
    const mirrored = { values: x.map((v) => -v), better: 'higher', scale: 'linear' } as const;
    expect(knee2d(mirrored, axis(y))).toBe(1);
  });

  it('weighs ratios on log axes: y = 1/x is a straight line there and has no knee', () => {
    const values = Float64Array.of(1, 2, 4, 8, 16);
    const inverse = values.map((v) => 1 / v);
    expect(knee2d(axis(values), axis(inverse))).toBe(2);
    expect(knee2d(axis(values, 'log'), axis(inverse, 'log'))).toBe(-1);
  });

  it('does not exist without a bend', () => {
    expect(knee2d(axis(Float64Array.of()), axis(Float64Array.of()))).toBe(-1);
    expect(knee2d(axis(Float64Array.of(1)), axis(Float64Array.of(1)))).toBe(-1);
    expect(knee2d(axis(Float64Array.of(1, 2)), axis(Float64Array.of(2, 1)))).toBe(-1);
    expect(knee2d(axis(Float64Array.of(1, 3, 4)), axis(Float64Array.of(4, 3, 1)))).toBe(-1);
  });
});
