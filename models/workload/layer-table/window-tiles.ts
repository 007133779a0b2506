/**
 * Tiles of the outputs of a moving window and the inputs that they need, for one channel of one image. Nothing here
 * depends on channels, batch or hardware: computed once a layer, read for every design of a sweep.
 */
import type { WindowSizes } from './types';
import { WINDOW_TILE, type WindowTiles } from './window-tile';
import { heightAxis, touchedPlacesBefore, widthAxis, windowCount, type WindowAxis } from './windows';

/** Sizes along an axis for one way to cut it. */
interface AxisTiles {
  readonly size: number;
  readonly count: number;
  readonly input: number;
  readonly inputOfAll: number;
}

/** From here on cuts are considered in steps of a quarter: large images have few sizes that matter. */
const CUTS_TRIED_SINGLY = 8;

/**
 * Geometry of a window and its tiles: an axis of n outputs is cut evenly, into `ceil(n / p)` outputs for p parts. A tile
 * size stays when no other is at least as good in all of outputs, inputs of a tile, inputs of all tiles and tiles.
 */
export function windowTiles(window: WindowSizes): WindowTiles {
  const vertical = heightAxis(window);
  const horizontal = widthAxis(window);
  const area = (of: (axis: WindowAxis) => number) => of(vertical) * of(horizontal);
  const kernelArea = window.kernelHeight * window.kernelWidth;
  const pairs = area(tapsOnImage);
  const reuse = area(largestReuse);
  const plain = reuse === 1 && pairs === kernelArea * area(windowCount);
  return {
    height: { ...vertical, outputs: windowCount(vertical) },
    width: { ...horizontal, outputs: windowCount(horizontal) },
    outputHeight: windowCount(vertical),
    outputWidth: windowCount(horizontal),
    kernelArea,
    input: area((axis) => touchedByRun(axis, 0, windowCount(axis))),
    pairs,
    reuse,
    tiles: plain ? new Float64Array(0) : bestOf(axisTiles(vertical), axisTiles(horizontal)),
  };
}

function axisTiles(axis: WindowAxis): readonly AxisTiles[] {
  const outputs = windowCount(axis);
  const tiles: AxisTiles[] = [];
  let size = outputs + 1;
  for (let parts = 1; parts <= outputs; parts = nextParts(parts)) {
    const next = Math.ceil(outputs / Math.min(parts, outputs));
    if (next < size) tiles.push(cut(axis, outputs, next));
    size = next;
  }
  if (size > 1) tiles.push(cut(axis, outputs, 1));
  return tiles;
}

function nextParts(parts: number): number {
  return parts < CUTS_TRIED_SINGLY ? parts + 1 : Math.ceil((parts * 5) / 4);
}

function cut(axis: WindowAxis, outputs: number, size: number): AxisTiles {
  let input = 0;
  let inputOfAll = 0;
  for (let first = 0; first < outputs; first += size) {
    const touched = touchedByRun(axis, first, Math.min(size, outputs - first));
    input = Math.max(input, touched);
    inputOfAll += touched;
  }
  return { size, count: Math.ceil(outputs / size), input, inputOfAll };
}

/** Distinct input elements that `outputs` windows from `first` on read along an axis, padding left out. */
function touchedByRun(axis: WindowAxis, first: number, outputs: number): number {
  const start = axis.padBefore - first * axis.stride;
  return touchedPlacesBefore(start + axis.input, outputs, axis) - touchedPlacesBefore(start, outputs, axis);
}

/** Pairs of a window and a tap that is on the image along an axis. */
function tapsOnImage(axis: WindowAxis): number {
  const outputs = windowCount(axis);
  let pairs = 0;
  for (let tap = 0; tap < axis.kernel; tap++) {
    const offset = tap * axis.dilation - axis.padBefore;
    const last = Math.min(outputs, Math.ceil((axis.input - offset) / axis.stride));
    pairs += Math.max(0, last - Math.max(0, Math.ceil(-offset / axis.stride)));
  }
  return pairs;
}

/** Most windows that read one element along an axis: the taps that a stride brings to the same place. */
function largestReuse(axis: WindowAxis): number {
  let uses = 0;
  const places = new Map<number, number>();
  for (let tap = 0; tap < axis.kernel; tap++) {
    const place = (tap * axis.dilation) % axis.stride;
    places.set(place, (places.get(place) ?? 0) + 1);
    uses = Math.max(uses, places.get(place)!);
  }
  return Math.max(1, Math.min(uses, windowCount(axis)));
}

type Tile = readonly number[];

function tileOf(row: AxisTiles, column: AxisTiles): Tile {
  return [
    row.size,
    column.size,
    row.size * column.size,
    row.input * column.input,
    row.inputOfAll * column.inputOfAll,
    row.count * column.count,
  ];
}

/** The tiles that no other one dominates, most outputs first. */
function bestOf(rows: readonly AxisTiles[], columns: readonly AxisTiles[]): Float64Array {
  const all = rows.flatMap((row) => columns.map((column) => tileOf(row, column)));
  const kept: Tile[] = [];
  for (const tile of [...all].sort((a, b) => b[WINDOW_TILE.OUTPUTS]! - a[WINDOW_TILE.OUTPUTS]!)) {
    if (all.every((other) => other === tile || !dominates(other, tile))) kept.push(tile);
  }
  return Float64Array.from(kept.flat());
}

/** Whether a tile is at least as good in everything and better in something. */
function dominates(other: Tile, tile: Tile): boolean {
  let better = false;
  for (let column: number = WINDOW_TILE.OUTPUTS; column < WINDOW_TILE.WIDTH; column++) {
    if (other[column]! > tile[column]!) return false;
    better ||= other[column]! < tile[column]!;
  }
  return better;
}
