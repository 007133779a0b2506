import { axesScene, LABEL_FONT_PX, type Caption } from '../plot';
import { dataUri, alphaPng } from '../png';
import { diamond, node, pathThrough, roundPx, type SceneNode } from '../scene';
import { DENSITY_RGB, type ChartTheme } from '../theme';
import { textWidth } from '../text';
import type { DensityImage } from './density';
import type { ParetoLayout, PlacedConstraint, PlacedPoint } from './layout';

export interface ParetoFocus {
  /** A place to ring. */
  readonly at?: readonly [number, number] | null;
}

/** More marks than these would hide the line that they stand on. */
const MOST_RINGS = 400;

export function paretoCaption(layout: ParetoLayout, theme: ChartTheme): Caption {
  const cell = (x: number, y: number) =>
    node(
      'g',
      { fill: `rgb(${DENSITY_RGB.join(',')})` },
      [0.3, 0.6, 1].map((opacity, index) =>
        node('rect', { x: x - 6 + index * 4, y: y - 4, width: 4, height: 8, 'fill-opacity': opacity }),
      ),
    );
  const frontier = (x: number, y: number) =>
    node('circle', { cx: x, cy: y, r: 3.5, fill: theme.surface, stroke: theme.vermilion, 'stroke-width': 2 });
  return {
    finding: layout.finding,
    key: [
      ...(layout.frontier.length === 0 ? [] : [{ label: 'frontier', mark: frontier }]),
      ...(layout.cloud === null ? [] : [{ label: 'strength = designs per cell', mark: cell }]),
    ],
    note: layout.note,
  };
}

/** The cloud as part of a file; the page draws it on a canvas. */
export function cloudScene(image: DensityImage): SceneNode {
  return node('image', {
    x: image.left,
    y: image.top,
    width: image.widthPx,
    height: image.heightPx,
    preserveAspectRatio: 'none',
    style: 'image-rendering:pixelated',
    href: dataUri(alphaPng(image.alpha, image.columns, image.rows, DENSITY_RGB), 'image/png'),
  });
}

/** Everything but the cloud, which lies below it. */
export function paretoScene(layout: ParetoLayout, theme: ChartTheme, focus: ParetoFocus = {}): SceneNode {
  return node(
    'g',
    { 'font-size': LABEL_FONT_PX },
    axesScene(layout.plot, layout.x, layout.y, theme),
    layout.constraints.map((placed) => constraintScene(placed, layout, theme)),
    frontierScene(layout, theme),
    layout.knee && kneeScene(layout.knee, theme),
    layout.baseline && squareScene(layout.baseline, theme),
    layout.current && currentScene(layout.current, theme),
    node(
      'g',
      { fill: theme.ink, 'font-weight': 600, ...halo(theme) },
      layout.names.map(({ text, xPx, yPx }) => node('text', { x: xPx, y: yPx }, text)),
    ),
    focus.at && node('circle', { cx: focus.at[0], cy: focus.at[1], r: 8, fill: 'none', stroke: theme.ink, 'stroke-width': 2 }), // prettier-ignore
  );
}

function halo(theme: ChartTheme): SceneNode['attributes'] {
  return { stroke: theme.surface, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
}

function frontierScene({ steps, frontier, plot }: ParetoLayout, theme: ChartTheme): SceneNode {
  const many = frontier.length > MOST_RINGS;
  const line = pathThrough(steps);
  const crowded = frontier.length * 12 > plot.right - plot.left;
  const radius = many ? 1.6 : crowded ? 2.4 : 3.4;
  const rings = frontier.map(({ xPx, yPx }) => circlePath(xPx, yPx, radius)).join('');
  return node(
    'g',
    { fill: 'none', 'stroke-linejoin': 'round' },
    steps.length > 1 && node('path', { d: line, stroke: theme.surface, 'stroke-width': 5, 'stroke-opacity': 0.85 }),
    steps.length > 1 && node('path', { d: line, stroke: theme.vermilion, 'stroke-width': 2 }),
    rings !== '' &&
      node('path', {
        d: rings,
        fill: many ? theme.vermilion : theme.surface,
        stroke: theme.vermilion,
        'stroke-width': many ? 0.5 : 1.75,
      }),
  );
}

/** One path for all marks: one element, however many there are. */
function circlePath(x: number, y: number, r: number): string {
  return `M${roundPx(x - r)} ${roundPx(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}

function kneeScene({ xPx, yPx }: PlacedPoint, theme: ChartTheme): SceneNode {
  return node('circle', { cx: xPx, cy: yPx, r: 7, fill: 'none', stroke: theme.ink, 'stroke-width': 2 });
}

function currentScene([x, y]: readonly [number, number], theme: ChartTheme): SceneNode {
  return node('path', { d: diamond(x, y, 5.5), fill: theme.ink, stroke: theme.surface, 'stroke-width': 1.5 });
}

function squareScene([x, y]: readonly [number, number], theme: ChartTheme): SceneNode {
  const size = { width: 10, height: 10, fill: theme.surface, stroke: theme.ink, 'stroke-width': 2 };
  return node('rect', { x: x - 5, y: y - 5, ...size });
}

function constraintScene({ constraint, atPx, label }: PlacedConstraint, { plot }: ParetoLayout, theme: ChartTheme) {
  const vertical = constraint.axis === 'x';
  const beyondHigh = constraint.bound === 'max';
  const [from, to] = vertical
    ? beyondHigh
      ? [atPx, plot.right]
      : [plot.left, atPx]
    : beyondHigh
      ? [plot.top, atPx]
      : [atPx, plot.bottom];
  const out = vertical
    ? { x: from, y: plot.top, width: to - from, height: plot.bottom - plot.top }
    : { x: plot.left, y: from, width: plot.right - plot.left, height: to - from };
  const line = vertical
    ? pathThrough([[atPx, plot.top], [atPx, plot.bottom]]) // prettier-ignore
    : pathThrough([[plot.left, atPx], [plot.right, atPx]]); // prettier-ignore
  const fitsRight = atPx + textWidth(label, LABEL_FONT_PX) + 10 < plot.right;
  const place = vertical
    ? { x: atPx + (fitsRight ? 6 : -6), y: plot.top + 14, 'text-anchor': fitsRight ? 'start' : 'end' }
    : { x: plot.right - 4, y: atPx - 6 > plot.top + 10 ? atPx - 6 : atPx + 15, 'text-anchor': 'end' };
  return node(
    'g',
    { 'data-constraint': constraint.id },
    node('rect', { ...out, fill: theme.limit, 'fill-opacity': 0.06 }),
    node('path', { d: line, stroke: theme.limit, 'stroke-width': 1.5, 'stroke-dasharray': '5 3' }),
    node('text', { ...place, fill: theme.limit, ...halo(theme) }, label),
  );
}
