import { describe, expect, it } from 'vitest';
import { svgText } from '../scene';
import { LIGHT } from '../theme';
import { layoutNumberLine, levelNear, type NumberLineData } from './layout';
import { numberLineScene } from './scene';

const FP4 = [-6, -4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 6];
const DATA: NumberLineData = {
  finding: 'FP4 has 15 levels',
  rows: [
    { id: 'fp4', label: 'FP4 E2M1', levels: FP4 },
    { id: 'int4', label: 'INT4', levels: [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7] },
  ],
  scale: 'linear',
  axisLabel: 'Level over the largest',
  normalised: true,
};

describe('layoutNumberLine', () => {
  const layout = layoutNumberLine(DATA, 600);

  it('brings formats to one range', () => {
    const ends = layout.lines.map(({ levels }) => [levels[0]!.xPx, levels.at(-1)!.xPx]);
    expect(ends[0]).toEqual(ends[1]);
    expect(layout.lines[0]!.levels.at(-1)!.level).toBe(1);
  });

  it('shows positive levels only on a log axis', () => {
    const log = layoutNumberLine({ ...DATA, scale: 'log' }, 600);
    expect(log.lines.map(({ levels }) => levels.length)).toEqual([7, 7]);
  });

  it('finds the level under the pointer, and none beside the lines', () => {
    const one = layout.lines[1]!;
    expect(levelNear(layout, one.levels[3]!.xPx + 1, one.middlePx)).toEqual([1, 3]);
    expect(levelNear(layout, 100, 1000)).toBeNull();
  });

  it('draws a format of one level and no format at all', () => {
    for (const rows of [[], [{ id: 'z', label: 'zero', levels: [0] }]]) {
      const drawn = svgText(numberLineScene(layoutNumberLine({ ...DATA, rows }, 600), LIGHT, null));
      expect(drawn).not.toMatch(/NaN|Infinity/);
    }
  });
});
