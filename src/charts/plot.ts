import { node, type SceneNode } from './scene';
import { FONT, type ChartTheme } from './theme';
import { wrapped, textWidth } from './text';

export interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Where data is drawn, in pixels from the top left corner of the picture. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface AxisTick {
  readonly positionPx: number;
  readonly label: string;
}

export interface Axis {
  /** Quantity, unit, and whether the axis is log or linear. */
  readonly title: string;
  readonly ticks: readonly AxisTick[];
}

export interface KeyEntry {
  readonly label: string;
  readonly mark: (x: number, y: number) => SceneNode;
}

/** What a chart says above its plot: on the page in HTML, in a file as part of the picture. */
export interface Caption {
  readonly finding: string;
  readonly key: readonly KeyEntry[];
  readonly note: string | null;
}

export const TICK_FONT_PX = 11;
export const LABEL_FONT_PX = 12;
/** Height above the plot for the title of the vertical axis: horizontal, so that it meets no tick. */
export const AXIS_TITLE_PX = 24;
/** Height below the plot for ticks and the title of the horizontal axis. */
export const FOOT_PX = 40;

/** Gridlines, ticks and titles. */
export function axesScene(plot: PlotArea, x: Axis, y: Axis, theme: ChartTheme): SceneNode {
  const grid = [
    ...x.ticks.map((tick) => line(tick.positionPx, plot.top, tick.positionPx, plot.bottom)),
    ...y.ticks.map((tick) => line(plot.left, tick.positionPx, plot.right, tick.positionPx)),
  ];
  return node(
    'g',
    {},
    node('g', { stroke: theme.grid, 'stroke-width': 1 }, grid),
    node('g', { stroke: theme.axis, 'stroke-width': 1 }, [
      line(plot.left, plot.bottom, plot.right, plot.bottom),
      line(plot.left, plot.top, plot.left, plot.bottom),
    ]),
    node(
      'g',
      { fill: theme.inkFaint, 'font-size': TICK_FONT_PX },
      x.ticks.map((tick) => xTickLabel(tick, plot)),
      y.ticks.map((tick) =>
        node('text', { x: plot.left - 6, y: tick.positionPx + 4, 'text-anchor': 'end' }, tick.label),
      ),
    ),
    node(
      'g',
      { fill: theme.inkSoft, 'font-size': LABEL_FONT_PX },
      node('text', { x: (plot.left + plot.right) / 2, y: plot.bottom + 33, 'text-anchor': 'middle' }, x.title),
      node('text', { x: 8, y: plot.top - 10 }, y.title),
    ),
  );
}

/** Centred below its tick; a label at the very edge of the picture ends at the edge. */
function xTickLabel({ positionPx, label }: AxisTick, plot: PlotArea): SceneNode {
  const overhang = positionPx + textWidth(label, TICK_FONT_PX) / 2 - (plot.right + 12);
  return node('text', { x: positionPx - Math.max(0, overhang), y: plot.bottom + 15, 'text-anchor': 'middle' }, label);
}

function line(x1: number, y1: number, x2: number, y2: number): SceneNode {
  return node('path', {
    d: `M${Math.round(x1) + 0.5} ${Math.round(y1) + 0.5}L${Math.round(x2) + 0.5} ${Math.round(y2) + 0.5}`,
  });
}

/** Pixels that tick labels need at the left. */
export function tickRoom(ticks: readonly { readonly label: string }[]): number {
  return Math.max(24, ...ticks.map(({ label }) => textWidth(label, TICK_FONT_PX))) + 14;
}

const FINDING_FONT_PX = 14;
const SIDE_PX = 12;

/** A picture that stands alone: title, key, note, and the plot below them. */
export function figureScene(plot: SceneNode, size: SizePx, caption: Caption, theme: ChartTheme): SceneNode {
  const lines = wrapped(caption.finding, size.widthPx - 2 * SIDE_PX, FINDING_FONT_PX * 1.18);
  const keyRows = rowsOfKey(caption.key, size.widthPx - 2 * SIDE_PX);
  const notes = caption.note === null ? [] : wrapped(caption.note, size.widthPx - 2 * SIDE_PX, TICK_FONT_PX);
  const keyTop = 12 + lines.length * 18;
  const plotTop = keyTop + keyRows.length * 18 + 8;
  const heightPx = plotTop + size.heightPx + notes.length * 14 + 8;
  return node(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: size.widthPx,
      height: heightPx,
      viewBox: `0 0 ${size.widthPx} ${heightPx}`,
      role: 'img',
      'font-family': FONT,
    },
    node('title', {}, caption.finding),
    node('rect', { width: '100%', height: '100%', fill: theme.surface }),
    node(
      'g',
      { fill: theme.ink, 'font-size': FINDING_FONT_PX, 'font-weight': 600 },
      lines.map((text, index) => node('text', { x: SIDE_PX, y: 22 + index * 18 }, text)),
    ),
    node(
      'g',
      { fill: theme.inkSoft, 'font-size': LABEL_FONT_PX },
      keyRows.flatMap((row, index) => row.map((entry) => keyScene(entry, keyTop + index * 18))),
    ),
    node('g', { transform: `translate(0 ${plotTop})` }, plot),
    node(
      'g',
      { fill: theme.inkFaint, 'font-size': TICK_FONT_PX },
      notes.map((text, index) => node('text', { x: SIDE_PX, y: plotTop + size.heightPx + 10 + index * 14 }, text)),
    ),
  );
}

interface PlacedKey extends KeyEntry {
  readonly xPx: number;
}

function rowsOfKey(key: readonly KeyEntry[], widthPx: number): readonly (readonly PlacedKey[])[] {
  const rows: PlacedKey[][] = [];
  let x = Infinity;
  for (const entry of key) {
    const needed = textWidth(entry.label, LABEL_FONT_PX) + 36;
    if (x + needed > widthPx + SIDE_PX) {
      rows.push([]);
      x = SIDE_PX;
    }
    rows.at(-1)!.push({ ...entry, xPx: x });
    x += needed;
  }
  return rows;
}

function keyScene(entry: PlacedKey, top: number): SceneNode {
  return node(
    'g',
    {},
    entry.mark(entry.xPx + 6, top + 6),
    node('text', { x: entry.xPx + 18, y: top + 10 }, entry.label),
  );
}
