import fc from 'fast-check';
import { expect, it } from 'vitest';
import { windowUnion } from './windows';

/** Periods that divide each other, each with an open window at its start. */
const links = fc
  .array(fc.record({ factor: fc.integer({ min: 1, max: 4 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((steps) => {
    let period = 1;
    return steps.map(({ factor, share }) => {
      period *= factor;
      return { period, window: Math.max(1, Math.floor(period * share)) };
    });
  });

it('counts the cycles in which at least one window is open', () => {
  fc.assert(
    fc.property(links, fc.nat(), (list, turn) => {
      const longest = list.at(-1)!.period;
      const open = Array.from({ length: longest }, (_, cycle) =>
        list.some(({ period, window }) => cycle % period < window),
      );
      const order = list.map((_, at) => list[(at + turn) % list.length]!);
      const periods = Float64Array.from(order, ({ period }) => period);
      const windows = Float64Array.from(order, ({ window }) => window);
      expect(windowUnion(periods, windows, list.length)).toBe(open.filter(Boolean).length);
    }),
  );
});
