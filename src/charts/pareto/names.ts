import { LABEL_FONT_PX, type PlotArea } from '../plot';
import { textWidth } from '../text';

export interface PlacedName {
  readonly text: string;
  readonly xPx: number;
  readonly yPx: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Place = readonly [number, number];

/** Names beside their marks: where they cover neither one another nor, if it can be helped, the frontier. */
export function placeNames(
  named: readonly (readonly [string, Place | null])[],
  frontier: readonly { readonly xPx: number; readonly yPx: number }[],
  plot: PlotArea,
): readonly PlacedName[] {
  const taken: Box[] = named.flatMap(([, at]) => (at === null ? [] : [around(at)]));
  return named.flatMap(([text, at]): PlacedName[] => {
    if (at === null) return [];
    const width = textWidth(text, LABEL_FONT_PX) + 4;
    const cost = (box: Box) =>
      (isInside(box, plot) ? 0 : 1000) +
      100 * taken.filter((other) => overlap(box, other)).length +
      frontier.filter(({ xPx, yPx }) => overlap(box, around([xPx, yPx], 3))).length;
    const [best] = places(at, width)
      .map((box, order) => ({ box, cost: cost(box) + order / 100 }))
      .sort((a, b) => a.cost - b.cost);
    if (best === undefined) return [];
    taken.push(best.box);
    return [{ text, xPx: best.box.left + 2, yPx: best.box.bottom - 4 }];
  });
}

/** Above right, below right, above left, below left; then farther away. */
function places([x, y]: Place, width: number): readonly Box[] {
  const height = LABEL_FONT_PX + 4;
  return [10, 22].flatMap((away) =>
    [
      [x + away, y - away - height / 2],
      [x + away, y + away - height / 2],
      [x - away - width, y - away - height / 2],
      [x - away - width, y + away - height / 2],
    ].map(([left = 0, top = 0]) => ({ left, top, right: left + width, bottom: top + height })),
  );
}

function around([x, y]: Place, radius = 7): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isInside(box: Box, plot: PlotArea): boolean {
  return box.left >= plot.left && box.right <= plot.right && box.top >= plot.top && box.bottom <= plot.bottom;
}
