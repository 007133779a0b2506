import { LABEL_FONT_PX, TICK_FONT_PX } from '../plot';
import { node, pathThrough, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import type { ParallelLayout, PlacedAxis } from './layout';

export function parallelScene(layout: ParallelLayout, theme: ChartTheme, hoveredIndex: number | null): SceneNode {
  const hovered = layout.lines.find(({ index }) => index === hoveredIndex);
  const within = layout.lines.filter(({ passes }) => passes);
  const beyond = layout.lines.filter(({ passes }) => !passes);
  const crowd = Math.max(0.15, Math.min(0.8, 30 / Math.max(within.length, 1)));
  return node(
    'g',
    { 'font-size': LABEL_FONT_PX },
    node('g', { fill: 'none', 'stroke-linejoin': 'round' }, [
      pathOf(beyond, { stroke: theme.axis, 'stroke-opacity': 0.2 }),
      ...within.map((line) =>
        pathOf([line], { stroke: theme.vermilion, 'stroke-opacity': crowd, 'stroke-width': 1.25 }),
      ),
      hovered && pathOf([hovered], { stroke: theme.surface, 'stroke-width': 5 }),
      hovered && pathOf([hovered], { stroke: theme.ink, 'stroke-width': 2 }),
    ]),
    layout.axes.map((placed) => axisScene(placed, layout, theme)),
    layout.brushes.map(({ xPx, topPx, bottomPx }) =>
      node('rect', {
        x: xPx - 6,
        y: topPx,
        width: 12,
        height: Math.max(2, bottomPx - topPx),
        fill: theme.accent,
        'fill-opacity': 0.25,
        stroke: theme.accent,
      }),
    ),
  );
}

function pathOf(lines: ParallelLayout['lines'], attributes: SceneNode['attributes']): SceneNode {
  return node('path', { d: lines.map(({ points }) => pathThrough(points)).join(''), ...attributes });
}

function axisScene({ xPx, labelLines, axis, ticks }: PlacedAxis, layout: ParallelLayout, theme: ChartTheme): SceneNode {
  const halo = { stroke: theme.surface, 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round' };
  return node(
    'g',
    { 'text-anchor': 'middle' },
    node('path', { d: pathThrough([[xPx, layout.topPx], [xPx, layout.bottomPx]]), stroke: theme.axis, 'stroke-width': 1.5 }), // prettier-ignore
    labelLines.map((line, at) =>
      node(
        'text',
        { x: xPx, y: layout.topPx - 18 - 14 * (labelLines.length - 1 - at), fill: theme.ink },
        at === 0 && node('title', {}, axis.label),
        line,
      ),
    ),
    node(
      'g',
      { 'font-size': TICK_FONT_PX, fill: theme.inkSoft, ...halo },
      ticks.map((tick) => node('text', { x: xPx, y: yOfTick(tick.yPx, axis.kind, layout) }, tick.label)),
    ),
  );
}

/** The ends of a scale stand outside its line; names stand on it. */
function yOfTick(yPx: number, kind: PlacedAxis['axis']['kind'], { topPx }: ParallelLayout): number {
  if (kind === 'names') return yPx + 4;
  return yPx <= topPx + 1 ? yPx - 4 : yPx + 12;
}
