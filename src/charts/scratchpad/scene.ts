import { axesScene, figureScene, TICK_FONT_PX, type Caption, type SizePx } from '../plot';
import { node, roundPx, svgText, type SceneNode } from '../scene';
import type { CategoryColour, ChartTheme } from '../theme';
import type { BlockKind, ScheduleData, ScheduleHighlight } from './data';
import { layoutSchedule, type PlacedBlock, type ScheduleLayout } from './layout';

export const KIND_COLOURS: Readonly<Record<BlockKind, CategoryColour>> = {
  input: 'blue',
  weight: 'vermilion',
  activation: 'purple',
  output: 'green',
};

const KINDS: readonly BlockKind[] = ['input', 'weight', 'activation', 'output'];
const MARK_PX = 5;
/** Steps narrower than this would be all outline. */
const LEAST_OUTLINED_PX = 3;

/** The picture. All blocks of a kind are one path, so that a thousand of them cost no more than one. */
export function scheduleScene(layout: ScheduleLayout, theme: ChartTheme): SceneNode {
  const { content, plot, blocks, capacityPx } = layout;
  const [from, to] = layout.xScale.domain;
  const isDense = plot.right - plot.left < LEAST_OUTLINED_PX * (to - from);
  const spilled = blocks.filter(({ block }) => block.isSpilled);
  const fetched = blocks.filter(({ block }) => block.isFetchedAgain);
  return node(
    'g',
    {},
    axesScene(plot, layout.x, layout.y, theme),
    KINDS.map((kind) => {
      const ofKind = blocks.filter(({ block }) => content.tensors[block.tensor]!.kind === kind);
      if (ofKind.length === 0) return null;
      const colour = theme[KIND_COLOURS[kind]];
      const look = isDense
        ? { fill: colour, 'fill-opacity': 0.7 }
        : { fill: colour, 'fill-opacity': 0.5, stroke: colour };
      return node('path', { d: ofKind.map(outline).join(''), ...look });
    }),
    node(
      'g',
      { fill: theme.ink, 'font-size': TICK_FONT_PX },
      layout.labels.map(({ text, xPx, yPx }) => node('text', { x: xPx, y: yPx }, text)),
    ),
    node(
      'g',
      { fill: theme.ink, stroke: theme.surface, 'stroke-width': 1, 'paint-order': 'stroke' },
      spilled.length > 0 && node('path', { d: spilled.map(({ right, bottom }) => spillMark(right, bottom)).join('') }),
      fetched.length > 0 && node('path', { d: fetched.map(({ left, bottom }) => fetchMark(left, bottom)).join('') }),
    ),
    capacityPx !== null && capacityScene(layout, capacityPx, theme),
  );
}

/** What is pointed at, and the step that is looked at, on top of the picture. */
export function highlightScene(
  layout: ScheduleLayout,
  theme: ChartTheme,
  step: number | null,
  highlight: ScheduleHighlight,
): SceneNode {
  const { blocks } = layout;
  const pointed = new Set(highlight.tensors);
  const outlines = blocks.filter(({ block }) => pointed.has(block.tensor)).map(outline);
  return node(
    'g',
    { fill: 'none' },
    step !== null && columnScene(layout, step, { fill: theme.accent, 'fill-opacity': 0.14, stroke: theme.accent }),
    highlight.step !== null &&
      highlight.step !== step &&
      columnScene(layout, highlight.step, { stroke: theme.ink, 'stroke-dasharray': '3 3' }),
    outlines.length > 0 && node('path', { d: outlines.join(''), stroke: theme.ink, 'stroke-width': 2.5 }),
  );
}

function columnScene({ xScale, plot }: ScheduleLayout, step: number, look: Readonly<Record<string, string | number>>) {
  const [from, to] = xScale.domain;
  if (step < from || step >= to) return null;
  const x = xScale.at(step);
  return node('rect', {
    x,
    y: plot.top,
    width: Math.max(1, xScale.at(step + 1) - x),
    height: plot.bottom - plot.top,
    ...look,
  });
}

function outline({ left, right, top, bottom }: PlacedBlock): string {
  return `M${roundPx(left)} ${roundPx(top)}H${roundPx(right)}V${roundPx(bottom)}H${roundPx(left)}Z`;
}

/** Points down, out of the scratchpad. */
function spillMark(x: number, y: number): string {
  const [left, base] = [roundPx(x - 2 * MARK_PX - 1), roundPx(y - MARK_PX * 1.6 - 1)];
  return `M${left} ${base}h${2 * MARK_PX}l${-MARK_PX} ${MARK_PX * 1.6}Z`;
}

/** Points up, into the scratchpad. */
function fetchMark(x: number, y: number): string {
  return `M${roundPx(x + 1)} ${roundPx(y - 1)}h${2 * MARK_PX}l${-MARK_PX} ${-MARK_PX * 1.6}Z`;
}

function capacityScene({ plot, size }: ScheduleLayout, yPx: number, theme: ChartTheme): SceneNode {
  return node(
    'g',
    {},
    node('path', { d: `M${plot.left} ${roundPx(yPx)}H${plot.right}`, stroke: theme.limit, 'stroke-width': 1.5 }),
    node(
      'text',
      { x: size.widthPx - 20, y: yPx - 5, fill: theme.limit, 'font-size': TICK_FONT_PX, 'text-anchor': 'end' },
      'end of the scratchpad',
    ),
  );
}

const KIND_LABELS: Readonly<Record<BlockKind, string>> = {
  input: 'input',
  weight: 'weight',
  activation: 'activation',
  output: 'output',
};

/** Finding, key of what occurs, and note. */
export function scheduleCaption({ content, finding, note }: ScheduleData, theme: ChartTheme): Caption {
  const kinds = KINDS.filter((kind) => content.blocks.some(({ tensor }) => content.tensors[tensor]!.kind === kind));
  const swatch = (kind: BlockKind) => (x: number, y: number) =>
    node('rect', {
      x: x - 5,
      y: y - 5,
      width: 10,
      height: 10,
      fill: theme[KIND_COLOURS[kind]],
      'fill-opacity': 0.5,
      stroke: theme[KIND_COLOURS[kind]],
    });
  const isMoving = content.blocks.some(({ isFetchedAgain }) => isFetchedAgain);
  const triangle = (d: (x: number, y: number) => string, dx: number) => (x: number, y: number) =>
    node('path', { d: d(x + dx, y + MARK_PX), fill: theme.ink });
  return {
    finding,
    note,
    key: [
      ...kinds.map((kind) => ({ label: KIND_LABELS[kind], mark: swatch(kind) })),
      ...(isMoving
        ? [
            { label: 'spilled', mark: triangle(spillMark, MARK_PX + 1) },
            { label: 'fetched again', mark: triangle(fetchMark, -MARK_PX - 1) },
          ]
        : []),
    ],
  };
}

/** A complete SVG file of the whole schedule. */
export function scheduleSvg(data: ScheduleData, size: SizePx, theme: ChartTheme): string {
  const layout = layoutSchedule(data.content, size, [0, data.content.steps.length]);
  return svgText(figureScene(scheduleScene(layout, theme), size, scheduleCaption(data, theme), theme));
}
