import { formatQuantity } from '../../../models/units';
import { AXIS_TITLE_PX, FOOT_PX, TICK_FONT_PX, tickRoom, type Axis, type PlotArea, type SizePx } from '../plot';
import { makeScale, padded, ticks, type Scale } from '../scale';
import { textWidth } from '../text';
import type { ParetoAxis, ParetoConstraint, ParetoData, ParetoPoint } from './data';
import { imageOfBins, imageOfPoints, type DensityImage } from './density';
import { placeNames, type PlacedName } from './names';

export interface PlacedPoint extends ParetoPoint {
  readonly xPx: number;
  readonly yPx: number;
}

export interface PlacedConstraint {
  readonly constraint: ParetoConstraint;
  readonly atPx: number;
  readonly label: string;
}

export interface ParetoLayout {
  readonly size: SizePx;
  readonly plot: PlotArea;
  readonly finding: string;
  readonly note: string | null;
  readonly x: Axis;
  readonly y: Axis;
  readonly xScale: Scale;
  readonly yScale: Scale;
  readonly cloud: DensityImage | null;
  /** From left to right. */
  readonly frontier: readonly PlacedPoint[];
  /** Corners of the line below which, seen from the better side, there is no design. Empty without a direction. */
  readonly steps: readonly (readonly [number, number])[];
  readonly knee: PlacedPoint | null;
  readonly current: readonly [number, number] | null;
  readonly baseline: readonly [number, number] | null;
  readonly names: readonly PlacedName[];
  readonly constraints: readonly PlacedConstraint[];
}

export function layoutPareto(data: ParetoData, size: SizePx): ParetoLayout {
  const domain = domainOf(data);
  const yTexts = ticks(makeScale(data.y.scale, domain.y, [0, 1]), 8).map((tick) => labelOf(data.y, tick.value));
  const plot: PlotArea = {
    left: tickRoom(yTexts.map((label) => ({ label }))),
    top: AXIS_TITLE_PX,
    right: size.widthPx - 18,
    bottom: size.heightPx - FOOT_PX,
  };
  const xScale = makeScale(data.x.scale, domain.x, [plot.left, plot.right]);
  const yScale = makeScale(data.y.scale, domain.y, [plot.bottom, plot.top]);
  const place = (point: { readonly x: number; readonly y: number } | null | undefined) =>
    point && isShown(data, point) ? ([xScale.at(point.x), yScale.at(point.y)] as const) : null;
  const placePoint = (point: ParetoPoint): PlacedPoint => ({
    ...point,
    xPx: xScale.at(point.x),
    yPx: yScale.at(point.y),
  });
  const frontier = data.frontier
    .filter((point) => isShown(data, point))
    .map(placePoint)
    .sort((a, b) => a.x - b.x || a.y - b.y);
  const knee = data.knee && isShown(data, data.knee) ? placePoint(data.knee) : null;
  const current = place(data.current);
  const baseline = place(data.baseline);
  return {
    size,
    plot,
    finding: findingOf(data),
    note: noteOf(data, frontier.length),
    x: { title: titleOf(data.x), ticks: axisTicks(data.x, xScale, true) },
    y: { title: titleOf(data.y), ticks: axisTicks(data.y, yScale, false) },
    xScale,
    yScale,
    cloud: cloudOf(data, xScale, yScale, plot),
    frontier,
    steps: stepsOf(data, frontier),
    knee,
    current,
    baseline,
    names: placeNames([['knee', knee && [knee.xPx, knee.yPx]], ['current', current], ['pinned', baseline]], frontier, plot), // prettier-ignore
    constraints: constraintsOf(data, xScale, yScale, plot),
  };
}

/** Whether its axes can show a point: finite, and positive on log axes. */
function isShown({ x, y }: ParetoData, point: { readonly x: number; readonly y: number }): boolean {
  return isOn(x, point.x) && isOn(y, point.y);
}

function isOn(axis: ParetoAxis, value: number): boolean {
  return Number.isFinite(value) && (axis.scale === 'linear' || value > 0);
}

function domainOf(data: ParetoData) {
  const x = new Bounds(data.x);
  const y = new Bounds(data.y);
  for (const point of [...data.frontier, data.knee, data.current, data.baseline]) {
    if (!point || !isShown(data, point)) continue;
    x.take(point.x);
    y.take(point.y);
  }
  if (data.points) {
    const { status, x: xs, y: ys } = data.points;
    for (let row = 0; row < xs.length; row++) {
      if (status[row] !== 0 || !isShown(data, { x: xs[row]!, y: ys[row]! })) continue;
      x.take(xs[row]!);
      y.take(ys[row]!);
    }
  } else if (data.density) {
    for (const edge of [data.density.xEdges[0], data.density.xEdges.at(-1)]) if (edge !== undefined) x.take(edge);
    for (const edge of [data.density.yEdges[0], data.density.yEdges.at(-1)]) if (edge !== undefined) y.take(edge);
  }
  return { x: x.domain(), y: y.domain() };
}

class Bounds {
  #low = Infinity;
  #high = -Infinity;

  constructor(private readonly axis: ParetoAxis) {}

  take(value: number): void {
    if (!isOn(this.axis, value)) return;
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
  }

  domain(): readonly [number, number] {
    return padded(this.axis.scale, this.#low, this.#high);
  }
}

function cloudOf(data: ParetoData, x: Scale, y: Scale, plot: PlotArea): DensityImage | null {
  if (data.points) return imageOfPoints(data.points, x, y, plot);
  return data.density ? imageOfBins(data.density, x, y) : null;
}

/**
 * The staircase through the points that are best in these two metrics. With more than two objectives a frontier has
 * points besides: they are marked, and the line passes them by.
 */
function stepsOf({ x, y }: ParetoData, frontier: readonly PlacedPoint[]): ParetoLayout['steps'] {
  if (x.better === 'neither' || y.better === 'neither' || frontier.length === 0) return [];
  const fromBest = x.better === 'lower' ? frontier : [...frontier].reverse();
  const corners: (readonly [number, number])[] = [];
  let best: PlacedPoint | null = null;
  for (const point of fromBest) {
    const improves = best === null || (y.better === 'lower' ? point.y < best.y : point.y > best.y);
    if (!improves) continue;
    if (best !== null) corners.push([point.xPx, best.yPx]);
    corners.push([point.xPx, point.yPx]);
    best = point;
  }
  return corners;
}

function constraintsOf(data: ParetoData, x: Scale, y: Scale, plot: PlotArea): readonly PlacedConstraint[] {
  return (data.constraints ?? []).flatMap((constraint): PlacedConstraint[] => {
    const axis = constraint.axis === 'x' ? data.x : data.y;
    if (!isOn(axis, constraint.value)) return [];
    const atPx = (constraint.axis === 'x' ? x : y).at(constraint.value);
    const [low, high] = constraint.axis === 'x' ? [plot.left, plot.right] : [plot.top, plot.bottom];
    if (atPx < low || atPx > high) return [];
    const sign = constraint.bound === 'max' ? '≤' : '≥';
    return [{ constraint, atPx, label: `${axis.label} ${sign} ${labelOf(axis, constraint.value)}` }];
  });
}

/** As many labels as fit: across the picture by their widths, up and down by their height. */
function axisTicks(axis: ParetoAxis, scale: Scale, across: boolean): Axis['ticks'] {
  const lengthPx = Math.abs(scale.range[1] - scale.range[0]);
  const most = Math.floor(lengthPx / (across ? 64 : 36));
  for (let count = Math.max(2, Math.min(8, most)); ; count--) {
    const shown = ticks(scale, count).map(({ value, positionPx }) => ({ positionPx, label: labelOf(axis, value) }));
    if (!across || count <= 2 || areApart(shown)) return shown;
  }
}

function areApart(shown: Axis['ticks']): boolean {
  return shown.every(({ positionPx, label }, index) => {
    const before = shown[index - 1];
    if (before === undefined) return true;
    const widths = textWidth(label, TICK_FONT_PX) + textWidth(before.label, TICK_FONT_PX);
    return Math.abs(positionPx - before.positionPx) >= widths / 2 + 12;
  });
}

function labelOf(axis: ParetoAxis, value: number): string {
  return formatQuantity(value, axis.quantity).text;
}

function titleOf({ label, scale, better }: ParetoAxis): string {
  const way = better === 'neither' ? '' : `, ${better} is better`;
  return `${label} (${scale}${way})`;
}

function findingOf(data: ParetoData): string {
  const { frontier, total, knee } = data;
  const designs = formatQuantity(total, 'count').text;
  if (frontier.length === 0) return `None of ${designs} designs fits and keeps within the constraints`;
  const verb = frontier.length === 1 ? 'is' : 'are';
  const count = formatQuantity(frontier.length, 'count').text;
  const at = knee ? `; the knee is at ${labelOf(data.x, knee.x)}, ${labelOf(data.y, knee.y)}` : '';
  return `${count} of ${designs} designs ${verb} on the frontier${at}`;
}

function noteOf({ frontier }: ParetoData, shown: number): string | null {
  const hidden = frontier.length - shown;
  if (hidden === 0) return null;
  return `${hidden} of the frontier's designs have no value that these axes can show.`;
}

/** The frontier's design nearest to a place; null when none is close by. */
export function frontierNear({ frontier }: ParetoLayout, xPx: number, yPx: number): PlacedPoint | null {
  let best: PlacedPoint | null = null;
  let nearest = 14;
  for (const point of frontier) {
    const distance = Math.hypot(point.xPx - xPx, point.yPx - yPx);
    if (distance >= nearest) continue;
    best = point;
    nearest = distance;
  }
  return best;
}

/** The constraint whose line runs under a place. */
export function constraintAt({ constraints, plot }: ParetoLayout, xPx: number, yPx: number): PlacedConstraint | null {
  if (xPx < plot.left || xPx > plot.right || yPx < plot.top || yPx > plot.bottom) return null;
  const along = ({ constraint }: PlacedConstraint) => (constraint.axis === 'x' ? xPx : yPx);
  return constraints.find((placed) => Math.abs(along(placed) - placed.atPx) <= 5) ?? null;
}

/** The value of a constraint dragged to a place, to three digits and within the axis. */
export function draggedValue(layout: ParetoLayout, { axis }: ParetoConstraint, xPx: number, yPx: number): number {
  const scale = axis === 'x' ? layout.xScale : layout.yScale;
  const [low, high] = [...scale.range].sort((a, b) => a - b);
  const px = Math.max(low!, Math.min(high!, axis === 'x' ? xPx : yPx));
  return Number(scale.invert(px).toPrecision(3));
}
