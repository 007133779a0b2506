import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutWaterfall, type WaterfallData } from './waterfall-layout';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a waterfall', () => {
  const data: WaterfallData = {
    label: 'Time per output token',
    quantity: 'seconds',
    start: { label: 'other tool', value: 0.01 },
    steps: [
      { label: 'causal mask', delta: -0.002 },
      { label: 'vector work', delta: 0.005 },
      { label: 'KV cache', delta: 0 },
    ],
    end: { label: 'ours', value: 0.013 },
    better: 'lower',
  };

  it('says from where to where, and what did most', () => {
    expect(plain(layoutWaterfall(data, 500).finding)).toBe(
      'Time per output token: 10 ms (other tool) becomes 13 ms (ours); most of it by vector work, +5 ms',
    );
  });

  it('begins each step where the one before ended, and ends at the end', () => {
    const deltas = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 12 });
    fc.assert(
      fc.property(deltas, fc.integer({ min: 200, max: 1600 }), (steps, widthPx) => {
        const end = steps.reduce((sum, delta) => sum + delta, 100);
        const { rows, zeroPx } = layoutWaterfall(
          {
            ...data,
            start: { label: 'a', value: 100 },
            steps: steps.map((delta, i) => ({ label: `step ${i}`, delta })),
            end: { label: 'b', value: end },
          },
          widthPx,
        );
        const ends = rows.map(({ kind, fromPx, toPx }) => (kind === 'down' ? [toPx, fromPx] : [fromPx, toPx]));
        for (let i = 1; i <= steps.length; i++) expect(ends[i]![0]).toBeCloseTo(ends[i - 1]![1]!, 6);
        const last = ends.at(-1)!;
        expect(last.some((px) => Math.abs(px - zeroPx) < 1e-6)).toBe(true);
        expect(last.some((px) => Math.abs(px - ends.at(-2)![1]!) < 1e-6)).toBe(true);
      }),
    );
  });
});
