/** What a roofline shows of the memories beside the one that its axis counts. */
import { LABEL_FONT_PX } from '../plot';
import { node, pathThrough, type SceneNode } from '../scene';
import { textWidth } from '../text';
import type { ChartTheme } from '../theme';
import { phaseMark, tierColour, tierDashes } from './dots';
import type { RooflineLayout } from './layout';
import type { OperatorMark } from './marks';
import type { PlacedLabel } from './place-roofs';

export interface OtherTiers {
  readonly all: (layout: RooflineLayout, theme: ChartTheme) => SceneNode;
  readonly tie: (mark: OperatorMark, layout: RooflineLayout, theme: ChartTheme) => SceneNode | null;
}

/** How the other memories are drawn. */
export const OTHER_TIERS: OtherTiers = { all: otherTiersScene, tie: tieScene };

/** The roofs of the other memories, and where the operators stand by their bytes: hollow, so that no dot is taken for another. */
function otherTiersScene({ otherRoofs, marks }: RooflineLayout, theme: ChartTheme): SceneNode {
  const dotsAt = (at: number) =>
    marks.flatMap((mark) =>
      mark.others
        .filter((other) => other.at === at)
        .map(({ xPx }) => phaseMark(mark.phase, xPx, mark.yPx, Math.min(mark.radiusPx, 4), { 'stroke-width': 1.25 })),
    );
  return node(
    'g',
    { fill: 'none' },
    otherRoofs.map(({ at, d }) =>
      node(
        'g',
        { stroke: tierColour(at, theme), 'stroke-width': 2 },
        d !== null && node('path', { d, 'stroke-dasharray': tierDashes(at) }),
        dotsAt(at),
      ),
    ),
  );
}

/** The operator's dots by bytes of all memories, joined: same performance, other intensities. */
function tieScene(mark: OperatorMark, layout: RooflineLayout, theme: ChartTheme): SceneNode | null {
  const { otherRoofs, plot } = layout;
  const dots = mark.others.flatMap(({ at, xPx }) => {
    const roof = otherRoofs.find((other) => other.at === at);
    return roof === undefined ? [] : [{ ...roof, xPx }];
  });
  if (dots.length === 0) return null;
  const ends = [...dots.map(({ xPx }) => xPx), mark.xPx];
  return node(
    'g',
    { 'stroke-width': 1.5, fill: 'none' },
    dots.map(({ at, d }) => d !== null && node('path', { d, stroke: tierColour(at, theme), 'stroke-dasharray': tierDashes(at) })), // prettier-ignore
    node('path', {
      d: pathThrough([[Math.min(...ends), mark.yPx], [Math.max(...ends), mark.yPx]]), // prettier-ignore
      'stroke-dasharray': '1 3',
      'stroke-linecap': 'round',
      stroke: theme.ink,
    }),
    dots.map(({ at, xPx }) =>
      phaseMark(mark.phase, xPx, mark.yPx, 5, { fill: theme.surface, stroke: tierColour(at, theme) }),
    ),
    tieLabels(dots, mark.yPx, plot).map(({ text, xPx, yPx, anchor }) =>
      node(
        'text',
        {
          ...{ x: xPx, y: yPx, 'text-anchor': anchor, fill: theme.ink },
          ...{ stroke: theme.surface, 'stroke-width': 3, 'paint-order': 'stroke' },
        },
        text,
      ),
    ),
  );
}

/** Names of memories above or below their dots, where they meet no other name. */
function tieLabels(
  dots: readonly { readonly name: string; readonly xPx: number }[],
  yPx: number,
  plot: RooflineLayout['plot'],
): readonly PlacedLabel[] {
  const rows = [-10, 20, -25, 35];
  const ends = rows.map(() => -Infinity);
  return dots
    .toSorted((a, b) => a.xPx - b.xPx)
    .map(({ name, xPx }) => {
      const width = textWidth(name, LABEL_FONT_PX);
      const left = Math.max(plot.left + 2, Math.min(plot.right - width - 2, xPx - width / 2));
      const row = Math.max(0, ends.findIndex((end) => end + 6 < left)); // prettier-ignore
      ends[row] = left + width;
      return { text: name, xPx: left, yPx: yPx + rows[row]!, anchor: 'start' };
    });
}
