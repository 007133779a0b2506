import { axesScene, LABEL_FONT_PX, TICK_FONT_PX, type Caption } from '../plot';
import { node, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import {
  BAR_PX,
  rowPx,
  type PlacedBar,
  type PlacedRow,
  type UtilisationData,
  type UtilisationLayout,
} from './utilisation-layout';

/** Bars of the design's own dataflow are filled, the others are outlined; the best is named, not coloured. */
export function utilisationScene(layout: UtilisationLayout, theme: ChartTheme, activeId: string | null): SceneNode {
  const { leftPx, rightPx, bottomPx, rows, ticks, size } = layout;
  const plot = { left: leftPx, right: rightPx, top: 0, bottom: bottomPx };
  const active = rows.find(({ id }) => id === activeId);
  return node(
    'g',
    {},
    active !== undefined &&
      node('rect', {
        x: 2,
        y: active.topPx,
        width: size.widthPx - 4,
        height: rowPx(active.bars.length) - 2,
        rx: 4,
        fill: theme.accent,
        'fill-opacity': 0.12,
        stroke: theme.accent,
      }),
    axesScene(plot, { title: 'Utilisation of the array, linear from 0', ticks }, { title: '', ticks: [] }, theme),
    rows.map((row) => rowScene(row, leftPx, theme)),
  );
}

function rowScene({ label, fullLabel, topPx, bars }: PlacedRow, leftPx: number, theme: ChartTheme): SceneNode {
  return node(
    'g',
    {},
    node(
      'text',
      {
        x: 12,
        y: topPx + 13,
        fill: theme.ink,
        'font-size': LABEL_FONT_PX,
        'font-weight': 600,
        'paint-order': 'stroke',
        stroke: theme.surface,
        'stroke-width': 4,
      },
      label !== fullLabel && node('title', {}, fullLabel),
      label,
    ),
    bars.map((bar) => barScene(bar, leftPx, theme)),
  );
}

function barScene(bar: PlacedBar, leftPx: number, theme: ChartTheme): SceneNode {
  const weight = bar.isOwn ? { 'font-weight': 600 } : {};
  return node(
    'g',
    { 'font-size': TICK_FONT_PX },
    node('text', { x: 14, y: bar.topPx + 9, fill: bar.isOwn ? theme.ink : theme.inkSoft, ...weight }, bar.label),
    bar.widthPx > 0 &&
      node('rect', {
        x: leftPx + 0.5,
        y: bar.topPx + 0.5,
        width: bar.widthPx,
        height: BAR_PX - 1,
        fill: bar.isOwn ? theme.blue : theme.surface,
        stroke: theme.blue,
      }),
    node('text', { x: leftPx + bar.widthPx + 6, y: bar.topPx + 9, fill: theme.ink, ...weight }, bar.text),
  );
}

export function utilisationCaption({ finding, own }: UtilisationData, theme: ChartTheme): Caption {
  const box = (fill: string) => (x: number, y: number) =>
    node('rect', { x: x - 5, y: y - 4, width: 10, height: 8, fill, stroke: theme.blue });
  return {
    finding,
    key: [
      { label: `${own}, the design's own`, mark: box(theme.blue) },
      { label: 'the other dataflows', mark: box(theme.surface) },
      {
        label: 'least time on the array',
        mark: (x, y) => node('text', { x: x - 5, y: y + 4, 'font-size': 12, fill: theme.ink }, '★'),
      },
    ],
    note: null,
  };
}
