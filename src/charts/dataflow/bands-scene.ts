import { LABEL_FONT_PX, TICK_FONT_PX } from '../plot';
import { node, pathThrough, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import { BAND_PX, BOX_PX, type BandOperand, type BandsLayout, type PlacedBand } from './bands-layout';

export function operandColour(operand: BandOperand, theme: ChartTheme): string {
  return { input: theme.blue, weight: theme.vermilion, output: theme.green }[operand];
}

/** Memories as boxes, outermost on top; between them a band for each operand, pointing the way it goes. */
export function bandsScene({ size, boxes, bands }: BandsLayout, theme: ChartTheme): SceneNode {
  return node(
    'g',
    {},
    bands.map((band) => band.widthPx > 0 && bandScene(band, theme)),
    boxes.map(({ label, topPx }) =>
      node(
        'g',
        {},
        node('rect', {
          ...{ x: 0.5, y: topPx, width: size.widthPx - 1, height: BOX_PX, rx: 4 },
          ...{ fill: theme.panel, stroke: theme.axis },
        }),
        node(
          'text',
          { x: 8, y: topPx + BOX_PX / 2 + 4, fill: theme.ink, 'font-size': LABEL_FONT_PX, 'font-weight': 600 },
          label,
        ),
      ),
    ),
  );
}

const POINT_PX = 7;

function bandScene({ operand, leftPx, widthPx, topPx, text }: PlacedBand, theme: ChartTheme): SceneNode {
  const colour = operandColour(operand, theme);
  const [left, right, middle] = [leftPx, leftPx + widthPx, leftPx + widthPx / 2];
  const [top, bottom] = [topPx, topPx + BAND_PX];
  const outline: readonly (readonly [number, number])[] =
    operand === 'output'
      ? [[left, top + POINT_PX], [middle, top], [right, top + POINT_PX], [right, bottom], [left, bottom]]
      : [[left, top], [right, top], [right, bottom - POINT_PX], [middle, bottom], [left, bottom - POINT_PX]]; // prettier-ignore
  return node(
    'g',
    {},
    node('path', { d: pathThrough(outline, true), fill: colour, 'fill-opacity': 0.3, stroke: colour }),
    text !== '' &&
      node(
        'text',
        { x: middle, y: topPx + BAND_PX / 2 + 4, fill: theme.ink, 'font-size': TICK_FONT_PX, 'text-anchor': 'middle' },
        text,
      ),
  );
}
