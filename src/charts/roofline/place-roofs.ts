import { formatQuantity } from '../../../models/units';
import { LABEL_FONT_PX, type PlotArea } from '../plot';
import type { Scale } from '../scale';
import { spread, textWidth } from '../text';
import type { OperatorMark } from './marks';
import { computeRoofs, memoryRoof, type ComputeRoof, type MemoryRoof, type RooflineSubject } from './roofs';

export interface PlacedLabel {
  readonly text: string;
  readonly xPx: number;
  readonly yPx: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface PlacedComputeRoof {
  readonly used: boolean;
  readonly fromPx: number;
  readonly yPx: number;
  /** Null for a roof nobody uses that stands too near to others. */
  readonly label: PlacedLabel | null;
}

export interface RidgePoint {
  readonly xPx: number;
  readonly yPx: number;
  readonly label: PlacedLabel | null;
}

export interface PlacedMemoryRoof {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Along the roof, turned with it. */
  readonly label: (PlacedLabel & { readonly degrees: number }) | null;
}

export interface RoofLayout {
  readonly compute: readonly PlacedComputeRoof[];
  readonly memory: PlacedMemoryRoof | null;
  readonly ridges: readonly RidgePoint[];
}

export interface RoofPlace {
  readonly x: Scale;
  readonly y: Scale;
  readonly plot: PlotArea;
  readonly marks: readonly OperatorMark[];
  /** Whether labels of ceilings stand beside the plot. */
  readonly besides: boolean;
}

const LABEL_GAP_PX = 15;

export function placeRoofs(subject: RooflineSubject, at: number, place: RoofPlace): RoofLayout {
  const all = computeRoofs(subject.report);
  const roofs = all.some(({ used }) => used) ? all : all.map((roof) => ({ ...roof, used: true }));
  const memory = memoryRoof(subject, at);
  const compute = placeCompute(roofs, memory, place);
  return {
    compute,
    memory: memory === null ? null : placeMemory(memory, roofs, place),
    ridges: memory === null ? [] : ridgesOf(roofs, memory, place),
  };
}

/** Where a memory's roof meets a ceiling, kept on the picture. */
function ridgeX(memory: MemoryRoof | null, rate: number, { x, plot }: RoofPlace): number {
  if (memory === null) return plot.left;
  return Math.max(plot.left, Math.min(plot.right, x.at(rate / memory.bytesPerSecond)));
}

function placeCompute(
  roofs: readonly ComputeRoof[],
  memory: MemoryRoof | null,
  place: RoofPlace,
): readonly PlacedComputeRoof[] {
  const { y, plot, marks, besides } = place;
  const linesPx = roofs.map(({ rate }) => y.at(rate));
  const isFar = (index: number) =>
    linesPx.every(
      (px, other) => other === index || !roofs[other]!.used || Math.abs(px - linesPx[index]!) > LABEL_GAP_PX,
    );
  const labelled = roofs.flatMap((roof, index) => (roof.used || (besides && isFar(index)) ? [index] : []));
  const lift = besides ? -4 : 5 + Math.max(0, ...marks.map((mark) => clearanceOf(mark, linesPx)));
  const wanted = labelled.map((index) => linesPx[index]! - lift);
  const placed = spread(wanted, LABEL_GAP_PX, plot.top + LABEL_FONT_PX, plot.bottom - 4);
  const labels = new Map(labelled.map((index, at) => [index, placed[at]!]));
  return roofs.map((roof, index) => {
    const yLabel = labels.get(index);
    const label: PlacedLabel | null =
      yLabel === undefined
        ? null
        : besides
          ? { text: roof.label, xPx: plot.right + 8, yPx: yLabel, anchor: 'start' }
          : { text: roof.label, xPx: plot.right - 2, yPx: yLabel, anchor: 'end' };
    return { used: roof.used, fromPx: ridgeX(memory, roof.rate, place), yPx: linesPx[index]!, label };
  });
}

/** How far a mark that sits on a ceiling rises above it. */
function clearanceOf(mark: OperatorMark, linesPx: readonly number[]): number {
  const onCeiling = linesPx.some((px) => Math.abs(px - mark.yPx) < mark.radiusPx + LABEL_FONT_PX);
  return onCeiling ? mark.radiusPx * 1.25 : 0;
}

function ridgesOf(roofs: readonly ComputeRoof[], memory: MemoryRoof, place: RoofPlace): readonly RidgePoint[] {
  const { x, y, plot } = place;
  let lastLabelPx = -Infinity;
  return roofs.flatMap((roof) => {
    const intensity = roof.rate / memory.bytesPerSecond;
    if (!roof.used || intensity < x.domain[0] || intensity > x.domain[1]) return [];
    const xPx = x.at(intensity);
    const yPx = y.at(roof.rate);
    const text = `ridge ${formatQuantity(intensity, 'opsPerByte').text}`;
    const room = xPx - textWidth(text, LABEL_FONT_PX) - 12 > plot.left && yPx - lastLabelPx > LABEL_GAP_PX;
    if (room) lastLabelPx = yPx;
    return [{ xPx, yPx, label: room ? { text, xPx: xPx - 9, yPx: yPx - 7, anchor: 'end' as const } : null }];
  });
}

function placeMemory(memory: MemoryRoof, roofs: readonly ComputeRoof[], place: RoofPlace): PlacedMemoryRoof | null {
  const { x, y } = place;
  const top = Math.min(roofs[0]?.rate ?? y.domain[1], y.domain[1]);
  const first = Math.max(x.domain[0], y.domain[0] / memory.bytesPerSecond);
  const last = Math.min(x.domain[1], top / memory.bytesPerSecond);
  if (!(first < last)) return null;
  const at = (intensity: number) => [x.at(intensity), y.at(intensity * memory.bytesPerSecond)] as const;
  const [from, to] = [at(first), at(last)];
  return { from, to, label: labelAlong(memory.label, from, to, place.marks) };
}

/** The stretch of the roof with the fewest marks in the way; null when the roof is too short. */
function labelAlong(
  text: string,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  marks: readonly OperatorMark[],
): PlacedMemoryRoof['label'] {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const needed = textWidth(text, LABEL_FONT_PX) + 8;
  if (length < needed + 16) return null;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  let best = { start: 8, cost: Infinity };
  for (let i = 0; i <= 12; i++) {
    const start = 8 + ((length - needed - 16) * i) / 12;
    const blocked = marks.filter((mark) => {
      const along = (mark.xPx - x1) * dx + (mark.yPx - y1) * dy;
      const away = Math.abs((mark.xPx - x1) * dy - (mark.yPx - y1) * dx);
      const radius = mark.radiusPx * 1.3;
      return away < radius + 20 && along > start - radius - 4 && along < start + needed + radius + 4;
    }).length;
    const cost = blocked * 100 + Math.abs(i - 5);
    if (cost < best.cost) best = { start, cost };
  }
  const middle = best.start + needed / 2;
  const lift = 7;
  return {
    text,
    xPx: x1 + dx * middle + dy * lift,
    yPx: y1 + dy * middle - dx * lift,
    anchor: 'middle',
    degrees: (Math.atan2(dy, dx) * 180) / Math.PI,
  };
}
