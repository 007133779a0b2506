import { axesScene, TICK_FONT_PX, type Caption } from '../plot';
import { node, pathThrough, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import type { LineData, LineSeries } from './data';
import type { LinesLayout, PlacedMark, PlacedSeries } from './layout';

/** The picture; `atPx` is where the reader points, which gets a line and a dot on every series. */
export function linesScene(
  layout: LinesLayout,
  theme: ChartTheme,
  atPx: number | null,
  dots: readonly (readonly [LineSeries, number])[] = [],
): SceneNode {
  const { plot } = layout;
  return node(
    'g',
    {},
    axesScene(plot, layout.x, layout.y, theme),
    layout.marks.map((mark) => markLine(mark, layout, theme)),
    layout.series.map((placed) => seriesScene(placed, theme)),
    layout.marks.map((mark) => markLabel(mark, layout, theme)),
    atPx !== null &&
      node('path', { d: `M${atPx} ${plot.top}V${plot.bottom}`, stroke: theme.inkFaint, 'stroke-dasharray': '2 3' }),
    dots.map(([series, yPx]) =>
      node('circle', { cx: atPx ?? 0, cy: yPx, r: 4, fill: theme[series.colour], stroke: theme.surface }),
    ),
  );
}

function seriesScene({ series, runs, ranges }: PlacedSeries, theme: ChartTheme): SceneNode {
  const stroke = theme[series.colour];
  if (series.look === 'points' || series.look === 'rings') {
    const fill = series.look === 'rings' ? theme.surface : stroke;
    return node(
      'g',
      { fill, stroke, 'stroke-width': 1.5 },
      ranges.map(([x, low, high]) => node('path', { d: `M${x} ${low}V${high}`, 'stroke-opacity': 0.55 })),
      runs.flat().map(([cx, cy]) => node('circle', { cx, cy, r: 3.5 })),
    );
  }
  const dashes = series.look === 'dashed' ? { 'stroke-dasharray': '6 4' } : {};
  return node(
    'g',
    { fill: 'none', stroke, 'stroke-width': 2, 'stroke-linejoin': 'round', ...dashes },
    runs.map((run) => node('path', { d: pathThrough(run) })),
  );
}

function markLine({ xPx }: PlacedMark, { plot }: LinesLayout, theme: ChartTheme): SceneNode {
  return node('path', { d: `M${xPx} ${plot.top}V${plot.bottom}`, stroke: theme.accent, 'stroke-width': 1.5 });
}

/** Over the series, with a rim of the ground's colour: a curve may run where the label stands. */
function markLabel({ mark, xPx, anchor }: PlacedMark, { plot }: LinesLayout, theme: ChartTheme): SceneNode {
  return node(
    'text',
    {
      x: anchor === 'start' ? xPx + 5 : xPx - 5,
      y: plot.top + 12,
      fill: theme.accent,
      'font-size': TICK_FONT_PX,
      'text-anchor': anchor,
      'paint-order': 'stroke',
      stroke: theme.surface,
      'stroke-width': 3,
    },
    mark.label,
  );
}

export function linesCaption(data: LineData, theme: ChartTheme): Caption {
  return {
    finding: data.finding,
    note: data.note,
    key: data.series.map((series) => ({ label: series.label, mark: (x, y) => keyMark(series, x, y, theme) })),
  };
}

function keyMark({ look, colour }: LineSeries, x: number, y: number, theme: ChartTheme): SceneNode {
  if (look === 'points') return node('circle', { cx: x, cy: y, r: 3.5, fill: theme[colour] });
  if (look === 'rings') {
    const ring = { fill: theme.surface, stroke: theme[colour], 'stroke-width': 1.5 };
    return node('circle', { cx: x, cy: y, r: 3.5, ...ring });
  }
  const dashes = look === 'dashed' ? { 'stroke-dasharray': '4 2' } : {};
  return node('path', { d: `M${x - 6} ${y}H${x + 6}`, stroke: theme[colour], 'stroke-width': 2, ...dashes });
}
