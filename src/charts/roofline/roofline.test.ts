import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainDesign } from '../../../models/evaluate/explain/explain';
import { defaultDesign } from '../../../models/design/presets/default-design';
import type { Report } from '../../../models/evaluate/explain/report';
import { explainTiers } from '../../../models/evaluate/explain/explain-tiers';
import { mainMemoryOf } from '../../../models/evaluate/explain/tiers-report';
import { LIGHT } from '../theme';
import { layoutRoofline } from './layout';
import { markAt, walkOrder } from './marks';
import { rooflineSvg } from './svg';

const report = explainDesign(defaultDesign());
const memories = explainTiers(defaultDesign());
const SIZE = { widthPx: 800, heightPx: 420 };

/** The report with its first operator under another name. */
function renamed(name: string): Report {
  const [first, ...rest] = report.operators;
  return { ...report, operators: [{ ...first!, name, layers: name }, ...rest] };
}

describe('layout of the roofline', () => {
  const layout = layoutRoofline({ report, memories, tier: null }, SIZE);

  it('says what the picture shows', () => {
    expect(layout.finding).toMatch(
      /^Decode is memory-bound: \d+ of \d+ operators sit left of the HBM2 ridge; prefill is/,
    );
  });

  it('draws each operator that has an intensity, and counts the others', () => {
    const drawn = report.operators.filter((operator) => operator.intensity !== null);
    expect(layout.marks.map(({ id }) => id).sort()).toEqual(drawn.map(({ id }) => id).sort());
    expect(layout.note).toContain(`${report.operators.length - drawn.length} of ${report.operators.length}`);
  });

  it('gives each operator an area in proportion to its share of time', () => {
    const [largest, next] = layout.marks;
    const areas = (largest!.radiusPx / next!.radiusPx) ** 2;
    expect(areas).toBeCloseTo(largest!.operator.share / next!.operator.share, 6);
  });

  it('puts no operator above its roofs', () => {
    const roofPx = Math.min(...layout.roofs.compute.map(({ yPx }) => yPx));
    for (const mark of layout.marks) expect(mark.yPx).toBeGreaterThanOrEqual(roofPx - 0.01);
  });

  it('keeps its axes while a value moves within a decade, and when the tier is switched', () => {
    const faster: Report = {
      ...report,
      ceilings: report.ceilings.map((ceiling) => ({ ...ceiling, rate: ceiling.rate * 1.2 })),
    };
    for (const other of [
      layoutRoofline({ report: faster, memories, tier: null }, SIZE),
      layoutRoofline({ report, memories, tier: 'cmem' }, SIZE),
    ]) {
      expect([other.x.ticks, other.y.ticks]).toEqual([layout.x.ticks, layout.y.ticks]);
    }
  });

  it('names what is wrong with a design that has no times', () => {
    const operators = report.operators.map((operator) => ({ ...operator, seconds: NaN, opsPerSecond: NaN }));
    const broken: Report = { ...report, status: 'missing', reasons: ['No rate is known.'], operators };
    const { finding, note, marks } = layoutRoofline({ report: broken, memories, tier: null }, SIZE);
    expect(finding).toBe('No rate is known.');
    expect(note).toContain('no known time');
    expect(marks).toEqual([]);
  });

  it('stays on the picture at every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 320, max: 3840 }), fc.integer({ min: 240, max: 2160 }), (widthPx, heightPx) => {
        const { marks, roofs, plot } = layoutRoofline({ report, memories, tier: null }, { widthPx, heightPx });
        const labels = roofs.compute.flatMap(({ label }) => (label === null ? [] : [label]));
        for (const { xPx, yPx } of [...marks, ...labels, ...roofs.ridges]) {
          expect(xPx).toBeGreaterThanOrEqual(plot.left);
          expect(xPx).toBeLessThanOrEqual(widthPx);
          expect(yPx).toBeGreaterThanOrEqual(0);
          expect(yPx).toBeLessThanOrEqual(plot.bottom + 4);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('finds the small mark on top of a large one', () => {
    const small = layout.marks.at(-1)!;
    expect(markAt(layout, small.xPx, small.yPx)?.id).toBe(small.id);
    expect(markAt(layout, layout.plot.left, layout.plot.top)).toBeNull();
  });

  it('is walked phase by phase, longest operators first', () => {
    const walk = walkOrder(layout);
    expect(walk).toHaveLength(layout.marks.length);
    expect(walk[0]!.operator).toMatchObject({ name: 'FFN up', phase: 'prefill' });
    expect(walk.at(-1)!.phase).toBe('decode');
  });

  it('draws a pinned design behind', () => {
    const { baseline } = layoutRoofline({ report, memories, tier: null, baseline: { report, memories } }, SIZE);
    expect(baseline!.marks).toEqual(layout.marks);
  });
});

describe('SVG of the roofline', () => {
  it('is a file of its own with a title', () => {
    const svg = rooflineSvg({ report, memories, tier: null }, SIZE, LIGHT);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('<title>Decode is memory-bound');
    expect(svg).not.toContain('var(');
    expect(svg).not.toContain('NaN');
  });

  it('takes no name as markup', () => {
    const hostile: Report = {
      ...renamed('<script>alert(1)</script>'),
      ceilings: [{ label: '"><img src=x onerror=alert(1)>', kind: 'memory', rate: 1e12 }, ...report.ceilings],
    };
    const svg = rooflineSvg({ report: hostile, memories: mainMemoryOf(hostile), tier: null }, SIZE, LIGHT);
    expect(svg).toContain('&lt;img');
    expect(svg).not.toMatch(/<(script|img)/);
  });
});
