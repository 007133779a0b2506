import { formatQuantity, type Quantity } from '../../../models/units';
import { LABEL_FONT_PX, TICK_FONT_PX, type SizePx } from '../plot';
import { makeScale, type Scale, type ScaleKind } from '../scale';
import { shortened, wrapped } from '../text';

/** A number on a scale, or one of some names in order. */
export type ParallelAxis =
  | { readonly id: string; readonly label: string; readonly kind: ScaleKind; readonly quantity: Quantity }
  | { readonly id: string; readonly label: string; readonly kind: 'names'; readonly names: readonly string[] };

export interface ParallelData {
  readonly axes: readonly ParallelAxis[];
  /** One line each: a value for each axis; for `names` the position of the name. */
  readonly lines: readonly { readonly index: number; readonly values: readonly number[] }[];
}

/** A stretch of an axis that lines must pass, in the axis' own values. */
export interface Brush {
  readonly axisId: string;
  readonly from: number;
  readonly to: number;
}

export interface PlacedAxis {
  readonly axis: ParallelAxis;
  readonly xPx: number;
  /** One line or two, cut to fit. */
  readonly labelLines: readonly string[];
  readonly scale: Scale;
  readonly ticks: readonly { readonly yPx: number; readonly label: string }[];
}

export interface ParallelLayout {
  readonly size: SizePx;
  readonly topPx: number;
  readonly bottomPx: number;
  readonly axes: readonly PlacedAxis[];
  readonly lines: readonly {
    readonly index: number;
    readonly points: readonly (readonly [number, number])[];
    /** Whether it passes all brushes. */
    readonly passes: boolean;
  }[];
  readonly brushes: readonly { readonly xPx: number; readonly topPx: number; readonly bottomPx: number }[];
  readonly finding: string;
}

const SIDE_PX = 56;
const TOP_PX = 46;
const FOOT_PX = 14;

export function layoutParallel({ axes, lines }: ParallelData, brushes: readonly Brush[], size: SizePx): ParallelLayout {
  const topPx = TOP_PX;
  const bottomPx = size.heightPx - FOOT_PX;
  const step = axes.length > 1 ? (size.widthPx - 2 * SIDE_PX) / (axes.length - 1) : 0;
  const placed = axes.map((axis, position): PlacedAxis => {
    const scale = makeScale(axis.kind === 'log' ? 'log' : 'linear', domainOf(axis, lines, position), [bottomPx, topPx]);
    return {
      axis,
      xPx: SIDE_PX + position * step,
      labelLines: labelLines(axis.label, Math.max(36, Math.min(step - 8, 2 * SIDE_PX - 8))),
      scale,
      ticks: ticksOf(axis, scale, Math.max(30, step - 10)),
    };
  });
  const drawn = lines.map(({ index, values }) => ({
    index,
    points: placed.flatMap(({ scale, xPx }, at): (readonly [number, number])[] => {
      const yPx = scale.at(values[at] ?? NaN);
      return Number.isFinite(yPx) ? [[xPx, yPx]] : [];
    }),
    passes: brushes.every((brush) => passesBrush(axes, values, brush)),
  }));
  const count = drawn.filter(({ passes }) => passes).length;
  const noun = lines.length === 1 ? 'design' : 'designs';
  return {
    size,
    topPx,
    bottomPx,
    axes: placed,
    lines: drawn,
    brushes: brushes.flatMap((brush) => placeBrush(placed, brush)),
    finding:
      brushes.length === 0 ? `${lines.length} ${noun}` : `${count} of ${lines.length} ${noun} within the brushes`,
  };
}

function labelLines(label: string, roomPx: number): readonly string[] {
  const [first = '', ...rest] = wrapped(label, roomPx, LABEL_FONT_PX);
  const lines = rest.length === 0 ? [first] : [first, rest.join(' ')];
  return lines.map((line) => shortened(line, roomPx, LABEL_FONT_PX));
}

/** Whether a line passes a brush; one without a value there does not. */
function passesBrush(axes: readonly ParallelAxis[], values: readonly number[], { axisId, from, to }: Brush): boolean {
  const at = axes.findIndex(({ id }) => id === axisId);
  const value = values[at] ?? NaN;
  return at < 0 || (value >= Math.min(from, to) && value <= Math.max(from, to));
}

function placeBrush(axes: readonly PlacedAxis[], { axisId, from, to }: Brush): ParallelLayout['brushes'] {
  const placed = axes.find(({ axis }) => axis.id === axisId);
  if (placed === undefined) return [];
  const [topPx = 0, bottomPx = 0] = [placed.scale.at(from), placed.scale.at(to)].sort((a, b) => a - b);
  return [{ xPx: placed.xPx, topPx, bottomPx }];
}

function domainOf(axis: ParallelAxis, lines: ParallelData['lines'], at: number): readonly [number, number] {
  if (axis.kind === 'names') return [-0.5, Math.max(0.5, axis.names.length - 0.5)];
  const values = lines
    .map((line) => line.values[at] ?? NaN)
    .filter((value) => Number.isFinite(value) && (axis.kind === 'linear' || value > 0));
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!(low <= high)) return axis.kind === 'log' ? [0.1, 10] : [0, 1];
  if (low < high) return [low, high];
  return axis.kind === 'log' ? [low / 2, high * 2] : [low - 1, high + 1];
}

/** The ends of a scale, or all names. */
function ticksOf(axis: ParallelAxis, scale: Scale, roomPx: number): PlacedAxis['ticks'] {
  const tick = (value: number, text: string) => ({
    yPx: scale.at(value),
    label: shortened(text, roomPx, TICK_FONT_PX),
  });
  if (axis.kind === 'names') return axis.names.map((name, position) => tick(position, name));
  return scale.domain.map((value) => tick(value, formatQuantity(value, axis.quantity).text));
}

/** The axis whose brush a pointer would draw; null away from all. */
export function axisNear({ axes, topPx, bottomPx }: ParallelLayout, xPx: number, yPx: number): PlacedAxis | null {
  if (yPx < topPx - 6 || yPx > bottomPx + 6) return null;
  return axes.find((axis) => Math.abs(axis.xPx - xPx) <= 14) ?? null;
}

/** The brush between two heights of an axis; null when they are one place, which clears it. */
export function brushBetween({ axis, scale }: PlacedAxis, fromPx: number, toPx: number): Brush | null {
  if (Math.abs(fromPx - toPx) < 4) return null;
  const [high, low] = [...scale.range].sort((a, b) => a - b);
  const value = (px: number) => scale.invert(Math.max(high!, Math.min(low!, px)));
  return { axisId: axis.id, from: value(Math.max(fromPx, toPx)), to: value(Math.min(fromPx, toPx)) };
}
