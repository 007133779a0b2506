import { describe, expect, it } from 'vitest';
import { svgText } from '../scene';
import { textWidth } from '../text';
import { LIGHT } from '../theme';
import type { LineData } from './data';
import { layoutLines, nearestAt } from './layout';
import { linesScene } from './scene';

const DATA: LineData = {
  finding: 'Traffic falls with capacity',
  note: null,
  x: { label: 'Capacity', quantity: 'bytes', scale: 'log' },
  y: { label: 'Traffic', quantity: 'bytes', scale: 'log' },
  at: [1024, 2048, 4096, 8192],
  series: [
    { id: 'tile', label: 'Best tile', colour: 'blue', look: 'line', y: [800, 400, NaN, 100] },
    { id: 'steps', label: 'Steps', colour: 'green', look: 'steps', y: [800, 400, 200, 100] },
  ],
  marks: [
    { x: 8000, label: 'a name at the right edge' },
    { x: 1, label: 'out of sight' },
  ],
};
const SIZE = { widthPx: 400, heightPx: 300 };

describe('layoutLines', () => {
  const layout = layoutLines(DATA, SIZE);

  it('keeps labels along x apart, whatever their unit', () => {
    const at = [128, 1024, 8192, 65_536];
    const wide: LineData = { ...DATA, x: { label: 'Prompt', quantity: 'tokens', scale: 'log' }, at, marks: [] };
    for (const widthPx of [300, 400, 640, 700, 900]) {
      const { ticks } = layoutLines(wide, { widthPx, heightPx: 300 }).x;
      expect(ticks.length).toBeGreaterThan(1);
      ticks.slice(1).forEach(({ positionPx, label }, index) => {
        const gap = positionPx - ticks[index]!.positionPx;
        expect([label, gap > (textWidth(label, 11) + textWidth(ticks[index]!.label, 11)) / 2]).toEqual([label, true]);
      });
    }
  });

  it('breaks a line where a value is missing', () => {
    expect(layout.series[0]!.runs.map((run) => run.length)).toEqual([2, 1]);
  });

  it('goes across before it goes up in steps', () => {
    const [run] = layout.series[1]!.runs;
    expect(run).toHaveLength(7);
    expect(run![1]![1]).toBe(run![0]![1]);
    expect(run![1]![0]).toBe(run![2]![0]);
  });

  it('keeps labels of marks inside and drops marks out of sight', () => {
    expect(layout.marks.map(({ anchor }) => anchor)).toEqual(['end']);
  });

  it('finds the place nearest to the pointer', () => {
    expect(nearestAt(DATA, layout, layout.xScale.at(2100))).toBe(1);
    expect(nearestAt(DATA, layout, -50)).toBe(0);
  });

  it('draws no coordinate that is not a number', () => {
    expect(svgText(linesScene(layout, LIGHT, 50))).not.toMatch(/NaN|Infinity/);
  });

  it('draws ranges about points, and none where an end is missing', () => {
    const range = { low: [700, 300, 90, 80], high: [900, 500, 200, NaN] };
    const ringed = {
      id: 'r',
      label: 'Rings',
      colour: 'purple',
      look: 'rings',
      y: [800, 400, NaN, 100],
      range,
    } as const;
    const placed = layoutLines({ ...DATA, series: [ringed] }, SIZE);
    expect(placed.series[0]!.ranges).toHaveLength(2);
    for (const [, low, high] of placed.series[0]!.ranges) expect(low).toBeGreaterThan(high);
    expect(svgText(linesScene(placed, LIGHT, null))).not.toMatch(/NaN|Infinity/);
  });

  it('draws empty data', () => {
    const empty = layoutLines({ ...DATA, at: [], series: [] }, SIZE);
    expect(svgText(linesScene(empty, LIGHT, null))).not.toMatch(/NaN|Infinity/);
  });
});
