import { LABEL_FONT_PX } from '../plot';
import { node, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import type { StackPart } from './data';
import { BAR_PX, ROW_PX, type StacksLayout } from './layout';

export function partColour({ colour }: StackPart, theme: ChartTheme): string {
  return colour === null ? theme.axis : theme[colour];
}

/** Neighbours are kept apart by a line in the colour of the ground. */
export function stacksScene({ stacks, size, leftPx }: StacksLayout, theme: ChartTheme): SceneNode {
  return node(
    'g',
    { 'font-size': LABEL_FONT_PX },
    node('path', { d: `M${leftPx} 0V${size.heightPx}`, stroke: theme.axis }),
    stacks.map(({ letter, topPx, segments, text, textPx }) => {
      const y = topPx + (ROW_PX - BAR_PX) / 2;
      return node(
        'g',
        {},
        node('text', { x: 0, y: topPx + ROW_PX / 2 + 4, fill: theme.inkSoft }, letter),
        segments.map(({ part, leftPx: x, widthPx }) =>
          node('rect', {
            ...{ x, y, width: Math.max(widthPx, 0.5), height: BAR_PX },
            fill: partColour(part, theme),
            stroke: theme.surface,
            'stroke-width': widthPx > 3 ? 1 : 0,
          }),
        ),
        node('text', { x: textPx, y: topPx + ROW_PX / 2 + 4, fill: theme.ink }, text),
      );
    }),
  );
}
