import { TICK_FONT_PX, type Caption } from '../plot';
import { node, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import type { MultiplesCell, MultiplesData } from './data';
import type { MultiplesLayout, PlacedPanel, PlacedRow } from './layout';

function colourOf(tone: MultiplesCell['tone'], theme: ChartTheme): string {
  return { good: theme.green, bad: theme.vermilion, same: theme.axis }[tone];
}

export function multiplesScene(layout: MultiplesLayout, theme: ChartTheme): SceneNode {
  return node(
    'g',
    { 'font-size': TICK_FONT_PX },
    layout.panels.map((panel) => panelScene(panel, layout, theme)),
  );
}

function panelScene(panel: PlacedPanel, layout: MultiplesLayout, theme: ChartTheme): SceneNode {
  const { plot, ticks, onePx, panelWidthPx } = layout;
  return node(
    'g',
    { transform: `translate(${panel.leftPx} ${panel.topPx})` },
    node(
      'text',
      { x: 0, y: 12, fill: theme.ink, 'font-weight': 600 },
      panel.title !== panel.fullTitle && node('title', {}, panel.fullTitle),
      panel.title,
    ),
    node('text', { x: panelWidthPx, y: 12, fill: theme.inkFaint, 'text-anchor': 'end' }, panel.direction),
    node(
      'g',
      { stroke: theme.grid },
      ticks.map(({ positionPx }) => node('path', { d: `M${positionPx} ${plot.top}V${plot.bottom}` })),
    ),
    node('path', { d: `M${onePx} ${plot.top}V${plot.bottom}`, stroke: theme.axis }),
    panel.rows.map((row) => rowScene(row, layout, theme)),
    node(
      'g',
      { fill: theme.inkFaint, 'text-anchor': 'middle' },
      ticks.map(({ positionPx, label }) => node('text', { x: positionPx, y: plot.bottom + 13 }, label)),
    ),
  );
}

/** Better ones are green, worse ones vermilion; the side of the line and the texts say it too. The base is a ring. */
function rowScene(row: PlacedRow, { panelWidthPx, plot }: MultiplesLayout, theme: ChartTheme): SceneNode {
  const colour = colourOf(row.tone, theme);
  const { bar, yPx } = row;
  return node(
    'g',
    {},
    node('text', { x: 0, y: yPx + 4, fill: theme.inkSoft }, row.letter),
    bar !== null && node('path', { d: `M${bar.fromPx} ${yPx}H${bar.toPx}`, stroke: colour, 'stroke-width': 3 }),
    bar !== null &&
      node('circle', {
        cx: bar.toPx,
        cy: yPx,
        r: 4,
        fill: row.isBase ? theme.surface : colour,
        stroke: colour,
        'stroke-width': 1.5,
      }),
    node('text', { x: panelWidthPx, y: yPx + 4, fill: colourText(row, theme), 'text-anchor': 'end' }, row.ratioText),
    node(
      'text',
      { x: plot.right + 8, y: yPx + 4, fill: row.valueText === '–' ? theme.inkFaint : theme.ink },
      row.valueText,
    ),
  );
}

function colourText({ tone }: PlacedRow, theme: ChartTheme): string {
  return tone === 'same' ? theme.inkFaint : theme.inkSoft;
}

/** What a file says above the panels: the finding, and which letter is which design. */
export function multiplesCaption(data: MultiplesData, layout: MultiplesLayout, theme: ChartTheme): Caption {
  return {
    finding: layout.finding,
    note: layout.note,
    key: data.designs.map(({ letter, title }) => ({
      label: `${letter}: ${title}`,
      mark: (x, y) => node('circle', { cx: x, cy: y, r: 2.5, fill: theme.inkSoft }),
    })),
  };
}
