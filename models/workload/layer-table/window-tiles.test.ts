import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WindowSizes } from './types';
import { windowTiles } from './window-tiles';
import { WINDOW_TILE } from './window-tile';
import { heightAxis, widthAxis, windowCount, type WindowAxis } from './windows';

const side = fc.record({
  input: fc.integer({ min: 1, max: 30 }),
  kernel: fc.integer({ min: 1, max: 7 }),
  stride: fc.integer({ min: 1, max: 4 }),
  dilation: fc.integer({ min: 1, max: 4 }),
  before: fc.integer({ min: 0, max: 4 }),
  after: fc.integer({ min: 0, max: 4 }),
});

const window: fc.Arbitrary<WindowSizes> = fc
  .tuple(side, side)
  .map(([rows, columns]) => ({
    batch: 1,
    inputHeight: rows.input,
    inputWidth: columns.input,
    inputChannels: 1,
    kernelHeight: rows.kernel,
    kernelWidth: columns.kernel,
    strideHeight: rows.stride,
    strideWidth: columns.stride,
    padding: { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after },
    dilationHeight: rows.dilation,
    dilationWidth: columns.dilation,
  }))
  .filter((sizes) => windowCount(heightAxis(sizes)) > 0 && windowCount(widthAxis(sizes)) > 0);

/** How many windows from `first` to `last` read each element that is on the image. */
function usesOneByOne(axis: WindowAxis, first: number, last: number): readonly number[] {
  const uses = new Map<number, number>();
  for (let output = first; output < last; output++) {
    for (let tap = 0; tap < axis.kernel; tap++) {
      const place = output * axis.stride + tap * axis.dilation - axis.padBefore;
      if (place >= 0 && place < axis.input) uses.set(place, (uses.get(place) ?? 0) + 1);
    }
  }
  return [...uses.values()];
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function sharesOneByOne(axis: WindowAxis, size: number): readonly number[] {
  const outputs = windowCount(axis);
  return Array.from(
    { length: Math.ceil(outputs / size) },
    (_, part) => usesOneByOne(axis, part * size, Math.min(outputs, (part + 1) * size)).length,
  );
}

describe('windowTiles', () => {
  it('counts inputs, taps on the image and reuse as one by one', () => {
    fc.assert(
      fc.property(window, (sizes) => {
        const tiles = windowTiles(sizes);
        const [rows, columns] = [heightAxis(sizes), widthAxis(sizes)].map((axis) =>
          usesOneByOne(axis, 0, windowCount(axis)),
        ) as [readonly number[], readonly number[]];
        expect(tiles.input).toBe(rows.length * columns.length);
        expect(tiles.pairs).toBe(sum(rows) * sum(columns));
        expect(tiles.reuse).toBeGreaterThanOrEqual(Math.max(0, ...rows) * Math.max(0, ...columns));
        expect(tiles.reuse).toBeLessThanOrEqual(sizes.kernelHeight * sizes.kernelWidth);
      }),
    );
  });

  it('gives each tile the inputs its windows read, the whole image first', () => {
    fc.assert(
      fc.property(window, (sizes) => {
        const { tiles, outputHeight, outputWidth, pairs, kernelArea } = windowTiles(sizes);
        if (tiles.length === 0) {
          expect(pairs).toBe(kernelArea * outputHeight * outputWidth);
          return;
        }
        expect([tiles[WINDOW_TILE.ROWS], tiles[WINDOW_TILE.COLUMNS]]).toEqual([outputHeight, outputWidth]);
        for (let at = 0; at < tiles.length; at += WINDOW_TILE.WIDTH) {
          const rows = sharesOneByOne(heightAxis(sizes), tiles[at + WINDOW_TILE.ROWS]!);
          const columns = sharesOneByOne(widthAxis(sizes), tiles[at + WINDOW_TILE.COLUMNS]!);
          expect(tiles[at + WINDOW_TILE.INPUT]).toBe(Math.max(...rows) * Math.max(...columns));
          expect(tiles[at + WINDOW_TILE.INPUT_OF_ALL]).toBe(sum(rows) * sum(columns));
          expect(tiles[at + WINDOW_TILE.COUNT]).toBe(rows.length * columns.length);
        }
      }),
    );
  });
});
