import { axesScene, LABEL_FONT_PX } from '../plot';
import { node, pathThrough, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import { LINE_ROW_PX, type NumberLineLayout, type PlacedLine } from './layout';

/** A line for each format with a mark at each of its levels; `active` is a line and a level on it. */
export function numberLineScene(
  layout: NumberLineLayout,
  theme: ChartTheme,
  active: readonly [number, number] | null,
): SceneNode {
  const { plot, lines } = layout;
  const chosen = active === null ? undefined : lines[active[0]]?.levels[active[1]];
  return node(
    'g',
    {},
    axesScene(plot, layout.x, { title: '', ticks: [] }, theme),
    lines.map((line) => lineScene(line, layout, theme)),
    chosen !== undefined &&
      node('path', {
        d: markAt(chosen.xPx, lines[active![0]]!.middlePx, LINE_ROW_PX * 0.42),
        stroke: theme.accent,
        'stroke-width': 3,
      }),
  );
}

function lineScene({ row, middlePx, levels }: PlacedLine, { plot }: NumberLineLayout, theme: ChartTheme): SceneNode {
  return node(
    'g',
    {},
    node('text', { x: 8, y: middlePx + 4, fill: theme.ink, 'font-size': LABEL_FONT_PX }, row.label),
    node('path', { d: pathThrough([[plot.left, middlePx], [plot.right, middlePx]]), stroke: theme.axis }), // prettier-ignore
    node('path', {
      d: levels.map(({ xPx }) => markAt(xPx, middlePx, LINE_ROW_PX * 0.3)).join(''),
      stroke: theme.blue,
      'stroke-width': levels.length > 150 ? 0.75 : 1.5,
    }),
  );
}

function markAt(xPx: number, middlePx: number, halfPx: number): string {
  return pathThrough([[xPx, middlePx - halfPx], [xPx, middlePx + halfPx]]); // prettier-ignore
}
