import { describe, expect, it } from 'vitest';
import { PRINT } from '../theme';
import type { ScheduleContent } from './data';
import { blockAt, layoutSchedule, stepAt } from './layout';
import { scheduleCaption, scheduleSvg } from './scene';

const block = { isFetchedAgain: false, isSpilled: false };
const DATA: ScheduleContent = {
  steps: ['first', 'second', 'third'],
  tensors: [
    { name: 'x', bytes: 512, kind: 'input' },
    { name: 'y', bytes: 256, kind: 'activation' },
  ],
  blocks: [
    { ...block, tensor: 0, lower: 0, upper: 1, offset: 0, isSpilled: true },
    { ...block, tensor: 1, lower: 0, upper: 3, offset: 512 },
    { ...block, tensor: 0, lower: 2, upper: 3, offset: 0, isFetchedAgain: true },
  ],
  capacityBytes: 1024,
};
const WORDS = { finding: 'two tensors', note: null };
const SIZE = { widthPx: 600, heightPx: 300 };

describe('addresses over time', () => {
  const layout = layoutSchedule(DATA, SIZE, [0, 3]);

  it('draws a stay from its first step to its last and over its addresses', () => {
    const [first, second] = layout.blocks;
    expect(first!.left).toBe(layout.plot.left);
    expect(first!.right - first!.left).toBeCloseTo((second!.right - second!.left) / 3);
    expect(first!.bottom - first!.top).toBeCloseTo(2 * (second!.bottom - second!.top));
    expect(second!.bottom).toBeCloseTo(first!.top);
  });

  it('counts steps from one, addresses in powers of two', () => {
    expect(layout.x.ticks.map(({ label }) => label)).toEqual(['1', '2', '3']);
    expect(layout.y.ticks.map(({ label }) => label)).toEqual(['0 B', '256 B', '512 B', '768 B', '1 KiB'].map((text) => text.replace(' ', '\u00a0'))); // prettier-ignore
  });

  it('finds the stay and the step under the pointer', () => {
    const { left, right, top, bottom } = layout.blocks[2]!;
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    expect(blockAt(layout, x, y)).toBe(DATA.blocks[2]);
    expect(stepAt(layout, x)).toBe(2);
    expect(blockAt(layout, x, layout.plot.top)).toBeNull();
    expect(stepAt(layout, layout.plot.left - 1)).toBeNull();
  });

  it('shows the end of the scratchpad unless that is far away', () => {
    expect(layout.capacityPx).not.toBeNull();
    expect(layoutSchedule({ ...DATA, capacityBytes: 1e6 }, SIZE, [0, 3]).capacityPx).toBeNull();
  });

  it('cuts stays at the window that is looked at', () => {
    const near = layoutSchedule(DATA, SIZE, [1, 2]);
    expect(near.blocks).toHaveLength(1);
    expect(near.blocks[0]).toMatchObject({ left: near.plot.left, right: near.plot.right });
  });
});

it('says in its key what occurs, and stands alone as a file', () => {
  const key = ['input', 'activation', 'spilled', 'fetched again'];
  expect(scheduleCaption({ content: DATA, ...WORDS }, PRINT).key.map(({ label }) => label)).toEqual(key);
  const quiet = { ...DATA, blocks: DATA.blocks.slice(1, 2) };
  expect(scheduleCaption({ content: quiet, ...WORDS }, PRINT).key.map(({ label }) => label)).toEqual(['activation']);
  expect(scheduleSvg({ content: DATA, ...WORDS }, SIZE, PRINT)).toMatch(/^<svg .*two tensors.*<\/svg>$/s);
});
