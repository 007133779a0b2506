import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIGHT } from '../theme';
import type { ParetoAxis, ParetoData } from './data';
import { opacities, rowNear } from './density';
import { draggedValue, frontierNear, layoutPareto } from './layout';
import { paretoSvg } from './svg';

const AREA: ParetoAxis = { label: 'Die area', quantity: 'squareMetres', scale: 'log', better: 'lower' };
const TIME: ParetoAxis = { label: 'Time per token', quantity: 'seconds', scale: 'log', better: 'lower' };
const RATE: ParetoAxis = { label: 'Tokens', quantity: 'tokensPerSecond', scale: 'linear', better: 'higher' };
const SIZE = { widthPx: 640, heightPx: 400 };

const frontier = [
  { index: 7, x: 4e-6, y: 0.1 },
  { index: 3, x: 1e-6, y: 0.9 },
  { index: 5, x: 2e-6, y: 0.3 },
];
const data: ParetoData = {
  x: AREA,
  y: TIME,
  total: 8,
  frontier,
  knee: frontier[2]!,
  points: {
    x: Float64Array.of(3e-6, 5e-6, 1e-5, 1e-6, NaN, 2e-6, 3e-6, 4e-6),
    y: Float64Array.of(0.8, 0.9, 0.9, 0.9, 0.5, 0.3, 0.7, 0.1),
    status: Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0),
  },
};

describe('layout of the frontier', () => {
  const layout = layoutPareto(data, SIZE);

  it('says what the picture shows', () => {
    expect(layout.finding.replaceAll('\u00a0', ' ')).toBe(
      '3 of 8 designs are on the frontier; the knee is at 2 mm², 300 ms',
    );
    expect(layout.x.title).toBe('Die area (log, lower is better)');
  });

  it('goes right before it goes down when less area is better', () => {
    const [a, b, c] = layout.frontier;
    expect(layout.frontier.map(({ index }) => index)).toEqual([3, 5, 7]);
    expect(layout.steps).toEqual([
      [a!.xPx, a!.yPx],
      [b!.xPx, a!.yPx],
      [b!.xPx, b!.yPx],
      [c!.xPx, b!.yPx],
      [c!.xPx, c!.yPx],
    ]);
  });

  it('never promises a design better than those found, whichever way is better', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })), {
      minLength: 2,
    });
    const better = fc.constantFrom('lower' as const, 'higher' as const);
    fc.assert(
      fc.property(points, better, better, (ps, xBetter, yBetter) => {
        const all = ps.map(([x, y], index) => ({ index, x, y }));
        const axes = { x: { ...AREA, better: xBetter }, y: { ...TIME, better: yBetter } };
        const { steps, xScale, yScale } = layoutPareto({ ...axes, total: ps.length, frontier: all }, SIZE);
        for (const [xPx, yPx] of steps) {
          const reached = all.some(({ x, y }) => {
            const dx = xScale.at(x) - xPx;
            const dy = yScale.at(y) - yPx;
            return (xBetter === 'lower' ? dx <= 1e-9 : dx >= -1e-9) && (yBetter === 'lower' ? dy >= -1e-9 : dy <= 1e-9);
          });
          expect(reached).toBe(true);
        }
      }),
    );
  });

  it('has no line where neither way is better, but keeps the marks', () => {
    const { steps, frontier: marks } = layoutPareto({ ...data, y: { ...TIME, better: 'neither' } }, SIZE);
    expect(steps).toEqual([]);
    expect(marks).toHaveLength(3);
  });

  it('leaves out what a log axis cannot show, and says so', () => {
    const zero = { index: 9, x: 0, y: 1 };
    const { frontier: marks, note } = layoutPareto({ ...data, frontier: [...frontier, zero] }, SIZE);
    expect(marks).toHaveLength(3);
    expect(note).toContain('1 of the frontier');
  });

  it('draws designs that are in order, and finds them again', () => {
    const { cloud, xScale, yScale } = layout;
    expect(cloud!.alpha.filter((alpha) => alpha > 0)).toHaveLength(6);
    expect(rowNear(cloud!, xScale.at(5e-6), yScale.at(0.9))).toBe(1);
    expect(rowNear(cloud!, xScale.at(1e-5), yScale.at(0.9))).toBeNull();
    const [first] = layout.frontier;
    expect(frontierNear(layout, first!.xPx + 3, first!.yPx)?.index).toBe(3);
  });

  it('places bins where their edges are', () => {
    const bins = {
      xEdges: Float64Array.of(1e-6, 2e-6, 4e-6),
      yEdges: Float64Array.of(0.1, 0.2, 0.4),
      counts: Float64Array.of(5, 0, 0, 1),
    };
    const { cloud, xScale, yScale } = layoutPareto({ x: AREA, y: TIME, total: 6, frontier: [], density: bins }, SIZE);
    expect([...cloud!.alpha].map((alpha) => alpha > 0)).toEqual([false, true, true, false]);
    expect(cloud!.left).toBeCloseTo(xScale.at(1e-6));
    expect(cloud!.top).toBeCloseTo(yScale.at(0.4));
    expect(cloud!.left + cloud!.widthPx).toBeCloseTo(xScale.at(4e-6));
  });

  it('draws nothing at all without failing', () => {
    for (const y of [TIME, RATE]) {
      const empty = layoutPareto({ x: AREA, y, total: 0, frontier: [] }, SIZE);
      expect(empty.finding).toMatch(/^None of 0 designs/);
      expect(empty.y.ticks.length).toBeGreaterThan(1);
    }
  });

  it('keeps a dragged constraint on its axis', () => {
    const limit = { id: 'a', axis: 'x', bound: 'max', value: 2e-6 } as const;
    const constrained = layoutPareto({ ...data, constraints: [limit] }, SIZE);
    const [placed] = constrained.constraints;
    expect(placed!.label).toBe('Die area ≤ 2\u00a0mm²');
    expect(draggedValue(constrained, limit, placed!.atPx, 0)).toBe(2e-6);
    expect(draggedValue(constrained, limit, 1e9, 0)).toBeCloseTo(constrained.xScale.domain[1], 8);
  });
});

it('makes single designs visible beside thousands', () => {
  const [none, one, many] = opacities([0, 1, 5000]);
  expect(none).toBe(0);
  expect(one).toBeGreaterThanOrEqual(64);
  expect(many).toBe(255);
});

describe('SVG of the frontier', () => {
  it('holds the cloud as one picture', () => {
    const svg = paretoSvg(data, SIZE, LIGHT);
    expect(svg.match(/<image [^>]*href="data:image\/png;base64,/g)).toHaveLength(1);
    expect(svg).not.toContain('NaN');
  });

  it('takes no label as markup', () => {
    const svg = paretoSvg({ ...data, x: { ...AREA, label: '<img src=x>' } }, SIZE, LIGHT);
    expect(svg).toContain('&lt;img src=x&gt;');
    expect(svg).not.toContain('<img');
  });
});
