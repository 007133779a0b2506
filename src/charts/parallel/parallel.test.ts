import { describe, expect, it } from 'vitest';
import { svgText } from '../scene';
import { LIGHT } from '../theme';
import { axisNear, brushBetween, layoutParallel, type ParallelData } from './layout';
import { parallelScene } from './scene';

const SIZE = { widthPx: 600, heightPx: 240 };
const data: ParallelData = {
  axes: [
    { id: 'rows', label: 'Rows', kind: 'log', quantity: 'count' },
    { id: 'format', label: 'Weights', kind: 'names', names: ['INT8', '<b>FP8</b>'] },
    { id: 'area', label: 'Area', kind: 'linear', quantity: 'squareMetres' },
  ],
  lines: [
    { index: 4, values: [32, 0, 1e-6] },
    { index: 9, values: [64, 1, 2e-6] },
    { index: 7, values: [128, 1, NaN] },
  ],
};

describe('parallel coordinates', () => {
  const layout = layoutParallel(data, [], SIZE);

  it('runs each line through its values, and leaves out what is missing', () => {
    expect(layout.lines.map(({ points }) => points.length)).toEqual([3, 3, 2]);
    const [low, middle, high] = layout.lines.map(({ points }) => points[0]![1]);
    expect(low).toBeCloseTo(layout.bottomPx);
    expect(high).toBeCloseTo(layout.topPx);
    expect(middle).toBeCloseTo((layout.topPx + layout.bottomPx) / 2);
  });

  it('keeps lines within all brushes; one without a value is not within', () => {
    const brushes = [
      { axisId: 'rows', from: 50, to: 200 },
      { axisId: 'area', from: 0, to: 1 },
    ];
    const brushed = layoutParallel(data, brushes, SIZE);
    expect(brushed.lines.filter(({ passes }) => passes).map(({ index }) => index)).toEqual([9]);
    expect(brushed.finding).toBe('1 of 3 designs within the brushes');
  });

  it('brushes what was dragged over, and nothing by a click', () => {
    const axis = axisNear(layout, layout.axes[0]!.xPx + 5, 100)!;
    expect(axis.axis.id).toBe('rows');
    expect(brushBetween(axis, 100, 101)).toBeNull();
    const brush = brushBetween(axis, layout.topPx - 50, layout.bottomPx + 50)!;
    expect([brush.from, brush.to].map(Math.round)).toEqual([32, 128]);
  });

  it('takes no name as markup', () => {
    expect(svgText(parallelScene(layout, LIGHT, 9))).not.toContain('<b>');
  });
});
