import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distinctSums, roundHalfEven } from './arithmetic';

it('counts the inputs under a window where one stride is 1', () => {
  const count = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), count, count, (stride, a, b) => {
      const sums = new Set<number>();
      for (let i = 0; i < a; i++) for (let j = 0; j < b; j++) sums.add(stride * i + j);
      expect(distinctSums(stride, a, 1, b)).toBe(sums.size);
    }),
  );
});

it('rounds halves to the even neighbour', () => {
  expect([0.5, 1.5, 2.5, 2.4, 2.6, 3].map(roundHalfEven)).toEqual([0, 2, 2, 2, 3, 3]);
});
