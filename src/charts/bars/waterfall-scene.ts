import { LABEL_FONT_PX } from '../plot';
import { node, pathThrough, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import { ROW_PX, type WaterfallData, type WaterfallLayout, type WaterfallRow } from './waterfall-layout';

/** Better steps are green, worse ones vermilion; the sign in the text says the direction. */
function colourOf(kind: WaterfallRow['kind'], better: WaterfallData['better'], theme: ChartTheme): string {
  if (kind === 'total') return theme.blue;
  if (kind === 'none') return theme.axis;
  if (better === 'neither') return kind === 'up' ? theme.yellow : theme.purple;
  return (kind === 'up') === (better === 'higher') ? theme.green : theme.vermilion;
}

export function waterfallScene(layout: WaterfallLayout, better: WaterfallData['better'], theme: ChartTheme): SceneNode {
  const { rows, barPx, zeroPx, size } = layout;
  const middle = (row: WaterfallRow) => row.topPx + ROW_PX / 2;
  const links = rows.slice(1).map((row, index) => {
    const previous = rows[index]!;
    const at = row.kind === 'down' ? row.toPx : row.kind === 'total' ? row.toPx : row.fromPx;
    return node('path', { d: pathThrough([[at, middle(previous) + barPx / 2], [at, middle(row) - barPx / 2]]) }); // prettier-ignore
  });
  return node(
    'g',
    { 'font-size': LABEL_FONT_PX },
    node('path', { d: pathThrough([[zeroPx, 0], [zeroPx, size.heightPx]]), stroke: theme.axis }), // prettier-ignore
    node('g', { stroke: theme.axis, 'stroke-dasharray': '2 2' }, links),
    rows.map((row) =>
      node('rect', {
        x: row.fromPx,
        y: middle(row) - barPx / 2,
        width: Math.max(1.5, row.toPx - row.fromPx),
        height: barPx,
        fill: colourOf(row.kind, better, theme),
      }),
    ),
    node(
      'g',
      { fill: theme.inkSoft },
      rows.map((row) =>
        node(
          'text',
          { x: 0, y: middle(row) + 4, ...(row.kind === 'total' ? { fill: theme.ink, 'font-weight': 600 } : {}) },
          row.label !== row.fullLabel && node('title', {}, row.fullLabel),
          row.label,
        ),
      ),
    ),
    node(
      'g',
      { fill: theme.ink },
      rows.map((row) => node('text', { x: row.valuePx, y: middle(row) + 4 }, row.valueText)),
    ),
  );
}
