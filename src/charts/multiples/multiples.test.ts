import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIGHT } from '../theme';
import type { MultiplesData, MultiplesPanel } from './data';
import { layoutMultiples } from './layout';
import { multiplesSvg } from './svg';

function panel(label: string, values: readonly number[], better: 'lower' | 'higher' = 'lower'): MultiplesPanel {
  const base = values.findIndex((value) => !Number.isNaN(value));
  const cells = values.map((value) => {
    const ratio = value / values[base]!;
    const tone = ratio === 1 || Number.isNaN(ratio) ? 'same' : ratio > 1 === (better === 'higher') ? 'good' : 'bad';
    return { value, ratio, tone } as const;
  });
  return { label, quantity: 'seconds', better, base, cells };
}

const DESIGNS = ['A', 'B', 'Now'].map((letter) => ({ letter, title: `Design ${letter}` }));
const dataOf = (panels: readonly MultiplesPanel[]): MultiplesData => ({ designs: DESIGNS, reference: 0, panels });

describe('small multiples', () => {
  it('say who is better in how many, on which axis', () => {
    const near = layoutMultiples(dataOf([panel('Time', [1, 0.5, 1]), panel('Rate', [1, 2, 0.9], 'higher')]), 600);
    expect(near.finding).toBe(
      'Against A: B is better in 2 and worse in 0 metrics; Now is better in 0 and worse in 1 metrics',
    );
    expect(near.note).toBe('All panels share one axis: ratio to A, log.');
    expect(layoutMultiples(dataOf([panel('Time', [1, 0.9, 1.1])]), 600).note).toContain('linear');
    expect(layoutMultiples(dataOf([panel('Time', [NaN, 1, 2])]), 600).note).toContain(
      'to the first design that has one',
    );
  });

  it('draw nothing for what is missing, and say so', () => {
    const rows = layoutMultiples(dataOf([panel('Time', [1, NaN, 2])]), 600).panels[0]!.rows;
    expect(rows).toMatchObject([{ isBase: true }, { bar: null, valueText: '–', ratioText: '' }, { ratioText: '×2' }]);
  });

  it('stay inside their panels, and equal ratios lie at equal places in all of them', () => {
    const value = fc.oneof(fc.constant(NaN), fc.double({ min: 1e-9, max: 1e9, noNaN: true }));
    const panels = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(panels, fc.integer({ min: 320, max: 3000 }), (values, widthPx) => {
        const known = values.filter((own) => own.some((one) => !Number.isNaN(one)));
        const layout = layoutMultiples(dataOf(known.map((own, at) => panel(`Metric ${at}`, own))), widthPx);
        const places = new Map<number, number>();
        layout.panels.forEach(({ leftPx, topPx, rows }, index) => {
          expect(leftPx + layout.panelWidthPx).toBeLessThanOrEqual(widthPx + 1e-6);
          expect(topPx + layout.plot.bottom).toBeLessThanOrEqual(layout.size.heightPx);
          rows.forEach(({ bar }, at) => {
            if (bar === null) return;
            expect(bar.toPx).toBeGreaterThanOrEqual(layout.plot.left - 1e-6);
            expect(bar.toPx).toBeLessThanOrEqual(layout.plot.right + 1e-6);
            const { ratio } = panel('', known[index]!).cells[at]!;
            expect(places.get(ratio) ?? bar.toPx).toBe(bar.toPx);
            places.set(ratio, bar.toPx);
          });
        });
      }),
    );
  });

  it('are a file that names every design and every metric', () => {
    const svg = multiplesSvg(dataOf([panel('Time <b>', [1, 0.5, 1])]), 720, LIGHT);
    for (const text of ['A: Design A', 'Now: Design Now', 'Time &lt;b&gt;', '×0.5']) expect(svg).toContain(text);
  });
});
