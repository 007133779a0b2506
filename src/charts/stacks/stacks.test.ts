import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StacksData } from './data';
import { layoutStacks } from './layout';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const PARTS = [
  { label: 'products', colour: 'blue' },
  { label: 'vector work', colour: 'purple' },
] as const;
const dataOf = (...values: readonly (readonly number[] | null)[]): StacksData => ({
  title: 'Time',
  quantity: 'seconds',
  parts: PARTS,
  bars: values.map((own, at) => ({
    letter: 'AB'[at]!,
    values: own,
    total: own === null ? NaN : own.reduce((sum, value) => sum + value, 0),
  })),
});

describe('stacked bars', () => {
  it('say each total and its largest part, or what is missing', () => {
    expect(plain(layoutStacks(dataOf([0.75, 0.25], [1, NaN]), 500).finding)).toBe(
      'Time: A 1 s, 75 % of it products; B no total: vector work missing',
    );
    expect(layoutStacks(dataOf([1, 1], null), 500).stacks[1]).toMatchObject({ segments: [], text: 'none' });
  });

  it('are as long as their sums, on one scale, inside the picture', () => {
    const value = fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e3, noNaN: true }));
    const bar = fc.tuple(value, value);
    fc.assert(
      fc.property(bar, bar, fc.integer({ min: 300, max: 3000 }), (a, b, widthPx) => {
        const { stacks, leftPx } = layoutStacks(dataOf(a, b), widthPx);
        const lengths = stacks.map(({ segments }) => segments.reduce((sum, segment) => sum + segment.widthPx, 0));
        expect(lengths[0]! * (b[0] + b[1])).toBeCloseTo(lengths[1]! * (a[0] + a[1]), 3);
        for (const length of lengths) expect(leftPx + length).toBeLessThanOrEqual(widthPx);
      }),
    );
  });
});
