import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sumAffine, sumLargest } from './context-sum';

const line = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 50 }));
const steps = fc.integer({ min: 0, max: 300 });

it('adds up a line', () => {
  expect(sumAffine(5, 2, 4)).toBe(5 + 7 + 9 + 11);
  expect(sumAffine(5, 2, 0)).toBe(0);
});

it('adds up the largest of four lines as a loop over the steps does', () => {
  fc.assert(
    fc.property(line, line, line, line, steps, (a, b, c, d, count) => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += Math.max(...[a, b, c, d].map(([value, slope]) => value + i * slope));
      expect(sumLargest(...a, ...b, ...c, ...d, count)).toBe(sum);
    }),
    { numRuns: 2000 },
  );
});

it('is missing when a line is', () => {
  expect(sumLargest(1, 0, NaN, 0, 0, 0, 0, 0, 3)).toBeNaN();
});
