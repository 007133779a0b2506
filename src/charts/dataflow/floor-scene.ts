import { LABEL_FONT_PX, TICK_FONT_PX } from '../plot';
import { node, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import { LINE_PX, type FloorLayout, type PlacedPart } from './floor-layout';

export function floorScene({ parts }: FloorLayout, theme: ChartTheme): SceneNode {
  return node(
    'g',
    {},
    parts.map((part) => partScene(part, theme)),
  );
}

/** Filled where the area is known; outlined and dashed where there is none to draw. */
function partScene(part: PlacedPart, theme: ChartTheme): SceneNode {
  const { leftPx, topPx, sidePx, textPx, label, lines, squareMetres, kind } = part;
  const isKnown = squareMetres !== null && !Number.isNaN(squareMetres);
  const colour = kind === 'array' ? theme.blue : theme.green;
  return node(
    'g',
    {},
    node('rect', {
      x: leftPx,
      y: topPx,
      width: sidePx,
      height: sidePx,
      fill: isKnown ? colour : 'none',
      stroke: isKnown ? colour : theme.axis,
      'stroke-dasharray': isKnown ? null : '4 3',
    }),
    node('text', { x: leftPx, y: textPx, fill: theme.ink, 'font-size': LABEL_FONT_PX, 'font-weight': 600 }, label),
    lines.map((line, index) =>
      node(
        'text',
        { x: leftPx, y: textPx + (index + 1) * LINE_PX, fill: theme.inkSoft, 'font-size': TICK_FONT_PX },
        line,
      ),
    ),
  );
}
