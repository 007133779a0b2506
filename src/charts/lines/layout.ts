import { formatQuantity } from '../../../models/units';
import { AXIS_TITLE_PX, FOOT_PX, tickRoom, TICK_FONT_PX, type Axis, type PlotArea, type SizePx } from '../plot';
import { makeScale, padded, ticks, type Scale } from '../scale';
import { textWidth } from '../text';
import type { LineAxis, LineData, LineMark, LineSeries } from './data';

/** Between the labels of neighbouring ticks. */
const TICK_GAP_PX = 8;

export interface PlacedSeries {
  readonly series: LineSeries;
  /** Runs of neighbouring points that have values. */
  readonly runs: readonly (readonly (readonly [number, number])[])[];
  /** Ranges about its points: place along x, and both ends. */
  readonly ranges: readonly (readonly [xPx: number, lowPx: number, highPx: number])[];
}

export interface PlacedMark {
  readonly mark: LineMark;
  readonly xPx: number;
  /** Which side of its line the label stands on. */
  readonly anchor: 'start' | 'end';
}

export interface LinesLayout {
  readonly size: SizePx;
  readonly plot: PlotArea;
  readonly x: Axis;
  readonly y: Axis;
  readonly xScale: Scale;
  readonly yScale: Scale;
  readonly series: readonly PlacedSeries[];
  readonly marks: readonly PlacedMark[];
}

const X_TICK_ROOM_PX = 64;

export function layoutLines(data: LineData, size: SizePx): LinesLayout {
  const xDomain = data.x.domain ?? domainOf(data.x, [data.at]);
  const yDomain = data.y.domain ?? domainOf(data.y, data.series.flatMap(({ y, range }) => (range === undefined ? [y] : [y, range.low, range.high]))); // prettier-ignore
  const yLabels = ticks(makeScale(data.y.scale, yDomain, [0, 1]), 7).map(({ value }) => labelOf(data.y, value));
  const plot: PlotArea = {
    left: tickRoom(yLabels.map((label) => ({ label }))),
    top: AXIS_TITLE_PX,
    right: size.widthPx - 18,
    bottom: size.heightPx - FOOT_PX,
  };
  const xScale = makeScale(data.x.scale, xDomain, [plot.left, plot.right]);
  const yScale = makeScale(data.y.scale, yDomain, [plot.bottom, plot.top]);
  return {
    size,
    plot,
    xScale,
    yScale,
    x: {
      title: titleOf(data.x),
      ticks: apart(data.x, xScale, Math.max(2, (plot.right - plot.left) / X_TICK_ROOM_PX)),
    },
    y: { title: titleOf(data.y), ticks: axisTicks(data.y, yScale, 7) },
    series: data.series.map((series) => ({
      series,
      runs: runsOf(data, series, xScale, yScale),
      ranges: rangesOf(data, series, xScale, yScale),
    })),
    marks: data.marks
      .filter(({ x }) => x >= xDomain[0] && x <= xDomain[1])
      .map((mark) => placeMark(mark, xScale, plot)),
  };
}

/** The position in `data.at` that is nearest to a pixel. */
export function nearestAt(data: LineData, layout: LinesLayout, xPx: number): number {
  let best = 0;
  for (let i = 1; i < data.at.length; i++) {
    if (Math.abs(layout.xScale.at(data.at[i]!) - xPx) < Math.abs(layout.xScale.at(data.at[best]!) - xPx)) best = i;
  }
  return best;
}

export function labelOf({ quantity }: LineAxis, value: number): string {
  return formatQuantity(value, quantity).text;
}

function domainOf(axis: LineAxis, columns: readonly ArrayLike<number>[]): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      if (!Number.isFinite(value) || (axis.scale === 'log' && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (axis.scale === 'linear' && low > 0 && high > 4 * low) low = 0;
  return padded(axis.scale, low, high);
}

function axisTicks(axis: LineAxis, scale: Scale, count: number) {
  return ticks(scale, Math.floor(count)).map(({ value, positionPx }) => ({ positionPx, label: labelOf(axis, value) }));
}

/** As many ticks as their labels leave room for, two at least. */
function apart(axis: LineAxis, scale: Scale, most: number): ReturnType<typeof axisTicks> {
  for (let count = Math.floor(most); ; count--) {
    const shown = axisTicks(axis, scale, count);
    const halves = shown.map(({ label }) => textWidth(label, TICK_FONT_PX) / 2);
    const touches = shown.some(({ positionPx }, index) => {
      const before = shown[index - 1];
      return before !== undefined && positionPx - before.positionPx < halves[index]! + halves[index - 1]! + TICK_GAP_PX;
    });
    if (!touches || count <= 2) return shown;
  }
}

function titleOf({ label, scale }: LineAxis): string {
  return scale === 'log' ? `${label}, log` : label;
}

function runsOf(data: LineData, { y, look }: LineSeries, xScale: Scale, yScale: Scale) {
  const runs: (readonly [number, number])[][] = [];
  let open = false;
  for (let i = 0; i < data.at.length; i++) {
    const value = y[i]!;
    const [low, high] = xScale.domain;
    const isInside = data.at[i]! >= low && data.at[i]! <= high;
    const isShown = isInside && Number.isFinite(value) && (data.y.scale === 'linear' || value > 0);
    if (!isShown) {
      open = false;
      continue;
    }
    if (!open) runs.push([]);
    const run = runs.at(-1)!;
    const point = [xScale.at(data.at[i]!), yScale.at(value)] as const;
    if (look === 'steps' && open) run.push([point[0], run.at(-1)![1]]);
    run.push(point);
    open = true;
  }
  return runs;
}

function rangesOf(data: LineData, { y, range }: LineSeries, xScale: Scale, yScale: Scale) {
  if (range === undefined) return [];
  const isDrawn = (value: number) => Number.isFinite(value) && (data.y.scale === 'linear' || value > 0);
  return Array.from(data.at).flatMap((x, i): (readonly [number, number, number])[] => {
    const [low, high] = [range.low[i]!, range.high[i]!];
    const isShown = [y[i]!, low, high].every(isDrawn) && x >= xScale.domain[0] && x <= xScale.domain[1];
    return isShown ? [[xScale.at(x), yScale.at(low), yScale.at(high)]] : [];
  });
}

function placeMark(mark: LineMark, xScale: Scale, plot: PlotArea): PlacedMark {
  const xPx = xScale.at(mark.x);
  const fits = xPx + textWidth(mark.label, TICK_FONT_PX) + 8 < plot.right;
  return { mark, xPx, anchor: fits ? 'start' : 'end' };
}
