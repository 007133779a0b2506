import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WindowSizes } from '../workload/layer-table/types';
import { windowTiles } from '../workload/layer-table/window-tiles';
import type { WindowTiles } from '../workload/layer-table/window-tile';
import { windowCount, heightAxis, widthAxis, type WindowAxis } from '../workload/layer-table/windows';
import { CONVOLUTION_TILING, convolutionTiling } from './convolution-tiling';
import { gemmTiling, tilingBytes, TILING_WIDTH } from './tiling';
import { convolutionTrafficBound } from './traffic-bound';

interface Problem {
  readonly window: WindowSizes;
  readonly filters: number;
  readonly bytesA: number;
  readonly bytesB: number;
  readonly bytesOutput: number;
  readonly unit: number;
}

const ACCUMULATOR_BYTES = 4;

const side = fc.record({
  input: fc.integer({ min: 1, max: 16 }),
  kernel: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 3 }),
  dilation: fc.integer({ min: 1, max: 3 }),
  before: fc.integer({ min: 0, max: 3 }),
  after: fc.integer({ min: 0, max: 3 }),
});

const window: fc.Arbitrary<WindowSizes> = fc
  .record({
    rows: side,
    columns: side,
    batch: fc.integer({ min: 1, max: 6 }),
    channels: fc.integer({ min: 1, max: 24 }),
  })
  .map(({ rows, columns, batch, channels }) => ({
    batch,
    inputHeight: rows.input,
    inputWidth: columns.input,
    inputChannels: channels,
    kernelHeight: rows.kernel,
    kernelWidth: columns.kernel,
    strideHeight: rows.stride,
    strideWidth: columns.stride,
    padding: { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after },
    dilationHeight: rows.dilation,
    dilationWidth: columns.dilation,
  }))
  .filter((sizes) => windowCount(heightAxis(sizes)) > 0 && windowCount(widthAxis(sizes)) > 0);

const problem: fc.Arbitrary<Problem> = fc.record({
  window,
  filters: fc.integer({ min: 1, max: 24 }),
  bytesA: fc.constantFrom(0.5, 1, 2),
  bytesB: fc.constantFrom(0.5, 1, 2),
  bytesOutput: fc.constantFrom(1, 2, 4),
  unit: fc.constantFrom(1, 4, 32),
});
const capacity = fc.oneof(fc.integer({ min: 16, max: 2048 }), fc.integer({ min: 2048, max: 1 << 17 }));

function tiling(p: Problem, capacityBytes: number): Float64Array {
  const out = new Float64Array(CONVOLUTION_TILING.WIDTH);
  const { batch, inputChannels } = p.window;
  const tiles = windowTiles(p.window);
  const { filters, bytesA, bytesB, bytesOutput, unit } = p;
  convolutionTiling(
    tiles,
    batch,
    inputChannels,
    filters,
    bytesA,
    bytesB,
    ACCUMULATOR_BYTES,
    bytesOutput,
    capacityBytes,
    unit,
    unit,
    unit,
    out,
    0,
  );
  return out;
}

const bytes = (p: Problem, capacityBytes: number) => tilingBytes(tiling(p, capacityBytes), 0);

/** The product of the matrix of windows, each with inputs of its own, by the weights. */
function productBytes({ window: w, filters, bytesA, bytesB, bytesOutput, unit }: Problem, capacityBytes: number) {
  const out = new Float64Array(TILING_WIDTH);
  const m = w.batch * windowCount(heightAxis(w)) * windowCount(widthAxis(w));
  const k = w.kernelHeight * w.kernelWidth * w.inputChannels;
  const acc = ACCUMULATOR_BYTES;
  gemmTiling(m, filters, k, bytesA, bytesB, acc, bytesOutput, capacityBytes, unit, unit, unit, out, 0);
  return tilingBytes(out, 0);
}

/** Elements on the image that windows `first` to `last` touch along an axis, one by one. */
function touchedOneByOne(axis: WindowAxis, first: number, last: number): number {
  const seen = new Set<number>();
  for (let output = first; output < last; output++) {
    for (let tap = 0; tap < axis.kernel; tap++) {
      const place = output * axis.stride + tap * axis.dilation - axis.padBefore;
      if (place >= 0 && place < axis.input) seen.add(place);
    }
  }
  return seen.size;
}

/** Sizes of even cuts, and for each the largest share of the inputs and the sum of all. */
function cutsOneByOne(axis: WindowAxis) {
  const outputs = windowCount(axis);
  const sizes = new Set(Array.from({ length: outputs }, (_, parts) => Math.ceil(outputs / (parts + 1))));
  return [...sizes].map((size) => {
    const shares: number[] = [];
    for (let first = 0; first < outputs; first += size) {
      shares.push(touchedOneByOne(axis, first, Math.min(outputs, first + size)));
    }
    return { size, largest: Math.max(...shares), sum: shares.reduce((a, b) => a + b), count: shares.length };
  });
}

const units = (extent: number, unit: number) =>
  Array.from({ length: Math.ceil(extent / unit) }, (_, i) => Math.min(extent, (i + 1) * unit));

/** Every tile of windows, images and channels in every loop order: what the search must find. */
function exhaustiveBytes(p: Problem, capacityBytes: number): number {
  const { window: w, filters, bytesA, bytesB, bytesOutput, unit } = p;
  const { batch, inputChannels: channels } = w;
  const taps = w.kernelHeight * w.kernelWidth;
  const unitC = Math.min(channels, Math.ceil(unit / taps));
  const weights = taps * channels * filters * bytesB;
  const outputs = batch * windowCount(heightAxis(w)) * windowCount(widthAxis(w)) * filters;
  const results = outputs * bytesOutput;
  let least = productBytes(p, capacityBytes);
  for (const rows of cutsOneByOne(heightAxis(w))) {
    for (const columns of cutsOneByOne(widthAxis(w))) {
      const whole = rows.count * columns.count === 1;
      for (const images of whole ? units(batch, 1) : [1]) {
        const tiles = rows.count * columns.count * Math.ceil(batch / images);
        const inputs = batch * channels * rows.sum * columns.sum * bytesA;
        for (const tn of units(filters, Math.min(unit, filters))) {
          for (const tc of units(channels, unitC)) {
            const size =
              images * rows.size * columns.size * tn * ACCUMULATOR_BYTES +
              images * rows.largest * columns.largest * tc * bytesA +
              taps * tn * tc * bytesB;
            if (size > capacityBytes / 2) continue;
            const a = inputs * Math.ceil(filters / tn);
            const b = weights * tiles;
            const c = results + 2 * outputs * ACCUMULATOR_BYTES * (Math.ceil(channels / tc) - 1);
            least = Math.min(least, a + b + results, a + weights + c, inputs + b + c);
          }
        }
      }
    }
  }
  return least;
}

const BOUND_ARGUMENTS = (p: Problem, tiles: WindowTiles, capacityBytes: number) =>
  [
    tiles,
    p.window.batch,
    p.window.inputChannels,
    p.filters,
    p.bytesA,
    p.bytesB,
    ACCUMULATOR_BYTES,
    p.bytesOutput,
    capacityBytes,
  ] as const;

describe('convolutionTiling', () => {
  it('finds the least of every tile and loop order, where windows share inputs', () => {
    fc.assert(
      fc.property(problem, capacity, (p, size) => {
        fc.pre(windowTiles(p.window).tiles.length > 0);
        expect(bytes(p, size)).toBeCloseTo(exhaustiveBytes(p, size), 6);
      }),
      { numRuns: 300 },
    );
  });

  it('never moves less than any schedule must', () => {
    fc.assert(
      fc.property(problem, capacity, (p, size) => {
        const bound = convolutionTrafficBound(...BOUND_ARGUMENTS(p, windowTiles(p.window), size));
        expect(bytes(p, size)).toBeGreaterThanOrEqual(bound * (1 - 1e-12));
      }),
    );
  });

  it('is no worse with a larger memory, nor than the product of windows by weights', () => {
    fc.assert(
      fc.property(problem, capacity, capacity, (p, one, other) => {
        expect(bytes(p, Math.max(one, other))).toBeLessThanOrEqual(bytes(p, Math.min(one, other)));
        expect(bytes(p, one)).toBeLessThanOrEqual(productBytes(p, one));
      }),
    );
  });

  it('is the product of windows by weights where windows share nothing', () => {
    fc.assert(
      fc.property(problem, capacity, ({ window: w, ...rest }, size) => {
        const padding = { top: 0, bottom: 0, left: 0, right: 0 };
        const point = { ...w, kernelHeight: 1, kernelWidth: 1, padding };
        expect(bytes({ ...rest, window: point }, size)).toBe(productBytes({ ...rest, window: point }, size));
        const patches = { ...w, kernelHeight: 2, kernelWidth: 2, strideHeight: 2, strideWidth: 2, padding };
        const apart = { ...patches, dilationHeight: 1, dilationWidth: 1, inputHeight: 16, inputWidth: 16 };
        expect(bytes({ ...rest, window: apart }, size)).toBe(productBytes({ ...rest, window: apart }, size));
      }),
    );
  });

  it('moves inputs, weights and outputs once when all of them fit: padding and skipped elements never', () => {
    const w: WindowSizes = {
      batch: 2,
      inputHeight: 9,
      inputWidth: 9,
      inputChannels: 3,
      kernelHeight: 3,
      kernelWidth: 1,
      strideHeight: 2,
      strideWidth: 3,
      padding: { top: 1, bottom: 1, left: 0, right: 0 },
      dilationHeight: 1,
      dilationWidth: 1,
    };
    const out = tiling({ window: w, filters: 4, bytesA: 1, bytesB: 1, bytesOutput: 1, unit: 1 }, 1 << 20);
    // 5 x 3 outputs; all 9 rows are read, and columns 0, 3 and 6.
    expect([...out.slice(0, 3)]).toEqual([2 * 3 * 9 * 3, 3 * 3 * 4, 2 * 5 * 3 * 4]);
  });
});
