import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log, log1p, pow } from './deterministic-math';

const relativeError = (ours: number, theirs: number) => (ours === theirs ? 0 : Math.abs(ours / theirs - 1));

/** The built-in is itself off by up to an ulp, which these bounds include. */
const RUNS = { numRuns: 5000 };

describe('against the built-ins', () => {
  it('log is within 5e-16, from the smallest number to the largest', () => {
    const positive = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true });
    const nearOne = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(positive, nearOne), (x) => {
        expect(relativeError(log(x), Math.log(x))).toBeLessThan(5e-16);
      }),
      RUNS,
    );
  });

  it('log1p is within 5e-16, down to the smallest', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.999999, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 300 }),
        (x, shrink) => {
          const small = x * Number(`1e-${shrink}`);
          expect(relativeError(log1p(small), Math.log1p(small))).toBeLessThan(5e-16);
        },
      ),
      RUNS,
    );
  });

  it('exp is within 5e-16 wherever the result has all its digits', () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709.7, noNaN: true }), (x) => {
        expect(relativeError(exp(x), Math.exp(x))).toBeLessThan(5e-16);
        expect(relativeError(exp(x / 710), Math.exp(x / 710))).toBeLessThan(5e-16);
      }),
      RUNS,
    );
  });

  it('pow is within 1e-13', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-30, max: 1e30, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (base, exponent) => {
          const theirs = Math.pow(base, exponent);
          fc.pre(theirs > 1e-100 && theirs < 1e100);
          expect(relativeError(pow(base, exponent), theirs)).toBeLessThan(1e-13);
        },
      ),
      RUNS,
    );
  });
});

describe('special values', () => {
  it.each([0, 1, -1, Infinity, -Infinity, NaN, 710, -746, 5e-324, -0.5])('of %s are those of Math', (x) => {
    const same = (ours: number, theirs: number) =>
      expect(Object.is(ours, theirs) || relativeError(ours, theirs) < 5e-16);
    same(log(x), Math.log(x)).toBe(true);
    same(exp(x), Math.exp(x)).toBe(true);
    same(log1p(x), Math.log1p(x)).toBe(true);
  });

  it('powers of the ends', () => {
    expect(pow(0, 2)).toBe(0);
    expect(pow(0, -2)).toBe(Infinity);
    expect(pow(5, 0)).toBe(1);
    expect(pow(1, 1e300)).toBe(1);
    expect(pow(2, NaN)).toBeNaN();
    expect(pow(-2, 2)).toBeNaN();
    expect(pow(NaN, 0)).toBe(1);
  });
});

it('exp never falls and log never falls', () => {
  const value = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      expect(exp(high)).toBeGreaterThanOrEqual(exp(low) * (1 - 5e-16));
      expect(log(high + 51)).toBeGreaterThanOrEqual(log(low + 51) - 2e-15);
    }),
  );
});
