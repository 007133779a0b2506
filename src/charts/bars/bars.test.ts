import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIGHT } from '../theme';
import { layoutStackedBar } from './stacked-layout';
import { layoutWaterfall, type WaterfallData } from './waterfall-layout';
import { waterfallSvg } from './waterfall-svg';

const GIB = 1024 ** 3;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a stacked bar', () => {
  const parts = [
    { label: 'weights', value: 12 * GIB, colour: 'blue' },
    { label: 'KV cache', value: 2 * GIB, colour: 'vermilion' },
    { label: 'activations', value: 0, colour: 'green' },
  ] as const;

  it('says what fits into what', () => {
    const layout = layoutStackedBar({ label: 'Memory', quantity: 'bytes', parts, capacity: 16 * GIB });
    expect(plain(layout.finding)).toBe('Memory: 14 GiB of 16 GiB, weights 75 %, KV cache 13 %');
    expect(plain(layout.freeText!)).toBe('2 GiB');
    expect(layout.placed.map(({ to }) => to)).toEqual([0.75, 0.875]);
  });

  it('shows what does not fit', () => {
    const layout = layoutStackedBar({ label: 'Memory', quantity: 'bytes', parts, capacity: 7 * GIB });
    expect(layout).toMatchObject({ isOver: true, capacityAt: 0.5, freeText: null });
    expect(layout.finding).toContain('more than there is');
  });

  it('names what is missing', () => {
    const unknown = [...parts, { label: 'links', value: NaN, colour: 'purple' }] as const;
    const layout = layoutStackedBar({ label: 'Memory', quantity: 'bytes', parts: unknown });
    expect(layout.missing).toEqual(['links']);
    expect(layout.finding).toContain('not known: links');
    expect(layout.placed.at(-1)!.to).toBeCloseTo(1);
  });
});

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

  it('takes no label as markup', () => {
    const svg = waterfallSvg({ ...data, start: { label: '<b>', value: 1 } }, 400, LIGHT);
    expect(svg).toContain('&lt;b&gt;');
    expect(svg).not.toContain('<b>');
  });
});
