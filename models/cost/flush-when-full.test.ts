import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gemmFetchesA, gemmFetchesB, sweptTileFetches } from './flush-when-full';
import { FlushWhenFullBuffer, windowFetches } from './flush-when-full-windows';
import type { DataflowCode } from './systolic';

const small = fc.integer({ min: 1, max: 40 });
const problem = fc.record({
  dataflow: fc.constantFrom<DataflowCode>(0, 1, 2),
  m: small,
  n: small,
  k: small,
  rows: fc.integer({ min: 1, max: 17 }),
  columns: fc.integer({ min: 1, max: 17 }),
  capacity: fc.integer({ min: 1, max: 2500 }),
});
type Problem = typeof problem extends fc.Arbitrary<infer P> ? P : never;

/** One pass over a tile of lines in a skewed wavefront; `address(line, step)`. */
function sweep(
  lines: number,
  steps: number,
  address: (line: number, step: number) => number,
  buffer: FlushWhenFullBuffer,
) {
  for (let cycle = 0; cycle < steps + lines - 1; cycle++) {
    for (let line = 0; line < lines; line++) {
      const step = cycle - line;
      if (step >= 0 && step < steps) buffer.touch(address(line, step));
    }
  }
}

/** Every address that the array asks B for, word by word. */
function replayB({ dataflow, m, n, k, rows, columns, capacity }: Problem): number {
  const buffer = new FlushWhenFullBuffer(k * n, capacity);
  const rowExtent = dataflow === 0 ? m : k;
  const columnExtent = dataflow === 2 ? m : n;
  for (let left = 0; left < columnExtent; left += columns) {
    for (let top = 0; top < rowExtent; top += rows) {
      const usedRows = Math.min(rows, rowExtent - top);
      const usedColumns = Math.min(columns, columnExtent - left);
      if (dataflow === 0) sweep(usedColumns, k, (column, tap) => tap * n + left + column, buffer);
      else if (dataflow === 1) sweep(usedRows, usedColumns, (row, column) => (top + row) * n + left + column, buffer);
      else sweep(usedRows, n, (row, column) => (top + row) * n + column, buffer);
    }
  }
  return buffer.misses;
}

/** A product is a convolution of 1 x 1 windows: M pixels, K channels, N filters. */
function replayA({ dataflow, m, n, k, rows, columns, capacity }: Problem): number {
  const shape = {
    inputHeight: 1,
    inputWidth: m,
    filterHeight: 1,
    filterWidth: 1,
    channels: k,
    filters: n,
    stride: 1,
    outputHeight: 1,
    outputWidth: m,
  };
  return windowFetches(dataflow, shape, rows, columns, capacity);
}

describe('fetches into a buffer that is flushed when full', () => {
  it('of A equal the replay of every address', () => {
    fc.assert(
      fc.property(problem, (p) => {
        expect(gemmFetchesA(p.dataflow, p.m, p.n, p.k, p.columns, p.capacity)).toBe(replayA(p));
      }),
      { numRuns: 400 },
    );
  });

  it('of B equal the replay of every address', () => {
    fc.assert(
      fc.property(problem, (p) => {
        expect(gemmFetchesB(p.dataflow, p.m, p.n, p.k, p.rows, p.columns, p.capacity)).toBe(replayB(p));
      }),
      { numRuns: 1000 },
    );
  });

  it('of swept tiles equal the replay, at and around every border of the period', () => {
    for (let capacity = 1; capacity <= 24; capacity++) {
      for (let tile = 1; tile <= 12; tile++) {
        for (let count = 0; count <= 7; count++) {
          for (const last of [0, 1, tile - 1]) {
            for (const passes of [1, 2, 3]) {
              const buffer = new FlushWhenFullBuffer(tile * count + last, capacity);
              for (let start = 0; start < tile * count + last; start += tile) {
                const end = Math.min(start + tile, tile * count + last);
                for (let pass = 0; pass < passes; pass++) for (let word = start; word < end; word++) buffer.touch(word);
              }
              expect(sweptTileFetches(tile, count, last, passes, capacity)).toBe(buffer.misses);
            }
          }
        }
      }
    }
  });

  it('fetches shared window words once when they all fit', () => {
    const shape = {
      inputHeight: 6,
      inputWidth: 5,
      filterHeight: 3,
      filterWidth: 3,
      channels: 2,
      filters: 9,
      stride: 1,
      outputHeight: 4,
      outputWidth: 3,
    };
    for (const dataflow of [0, 1, 2] as const) expect(windowFetches(dataflow, shape, 4, 4, 1000)).toBe(6 * 5 * 2);
  });
});
