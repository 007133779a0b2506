import { formatQuantity } from '../../../models/units';
import { FOOT_PX, LABEL_FONT_PX, type Axis, type PlotArea, type SizePx } from '../plot';
import { makeScale, ticks, type Scale } from '../scale';
import { textWidth } from '../text';

export interface NumberLineRow {
  readonly id: string;
  readonly label: string;
  /** Values that the codes stand for, rising, each once. */
  readonly levels: readonly number[];
}

export interface NumberLineData {
  readonly finding: string;
  readonly rows: readonly NumberLineRow[];
  /** Logarithmic axes show positive levels only. */
  readonly scale: 'linear' | 'log';
  /** What the axis counts, such as 'Level over the largest level'. */
  readonly axisLabel: string;
  /** Levels are divided by the largest of their row, so that formats are compared at one range. */
  readonly normalised: boolean;
}

export interface PlacedLevel {
  readonly level: number;
  readonly xPx: number;
}

export interface PlacedLine {
  readonly row: NumberLineRow;
  readonly middlePx: number;
  readonly levels: readonly PlacedLevel[];
}

export interface NumberLineLayout {
  readonly size: SizePx;
  readonly plot: PlotArea;
  readonly xScale: Scale;
  readonly x: Axis;
  readonly lines: readonly PlacedLine[];
}

export const LINE_ROW_PX = 34;

/** Height follows from the number of rows. */
export function layoutNumberLine(data: NumberLineData, widthPx: number): NumberLineLayout {
  const names = Math.max(0, ...data.rows.map(({ label }) => textWidth(label, LABEL_FONT_PX)));
  const heightPx = 8 + data.rows.length * LINE_ROW_PX + FOOT_PX;
  const plot: PlotArea = {
    left: Math.min(names + 20, widthPx / 3),
    top: 4,
    right: widthPx - 18,
    bottom: heightPx - FOOT_PX,
  };
  const values = data.rows.map((row) => shownLevels(data, row));
  const flat = values.flat();
  const xScale = makeScale(data.scale, domainOf(data.scale, flat), [plot.left + 6, plot.right - 6]);
  const axisTicks = ticks(xScale, Math.max(2, Math.floor((plot.right - plot.left) / 70)));
  return {
    size: { widthPx, heightPx },
    plot,
    xScale,
    x: {
      title: data.scale === 'log' ? `${data.axisLabel}, log` : data.axisLabel,
      ticks: axisTicks.map(({ value, positionPx }) => ({ positionPx, label: formatQuantity(value, 'count').text })),
    },
    lines: data.rows.map((row, index) => ({
      row,
      middlePx: plot.top + (index + 0.5) * LINE_ROW_PX,
      levels: values[index]!.map((value) => ({ level: value, xPx: xScale.at(value) })),
    })),
  };
}

/** The line, and on it the level, that is nearest to a place. */
export function levelNear(layout: NumberLineLayout, xPx: number, yPx: number): readonly [number, number] | null {
  const line = Math.floor((yPx - layout.plot.top) / LINE_ROW_PX);
  const levels = layout.lines[line]?.levels ?? [];
  if (levels.length === 0) return null;
  const nearest = levels.reduce(
    (best, level, index) => (Math.abs(level.xPx - xPx) < Math.abs(levels[best]!.xPx - xPx) ? index : best),
    0,
  );
  return [line, nearest];
}

function shownLevels({ scale, normalised }: NumberLineData, { levels }: NumberLineRow): readonly number[] {
  const largest = levels.reduce((most, level) => Math.max(most, Math.abs(level)), 0);
  const divisor = normalised && largest > 0 ? largest : 1;
  return levels.filter((level) => scale === 'linear' || level > 0).map((level) => level / divisor);
}

function domainOf(scale: 'linear' | 'log', values: readonly number[]): readonly [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low < high) return [low, high];
  if (!Number.isFinite(low)) return scale === 'log' ? [0.1, 1] : [-1, 1];
  return scale === 'log' ? [low / 2, low * 2] : [low - 1, low + 1];
}
