import { formatQuantity } from '../../../models/units';
import { AXIS_TITLE_PX, FOOT_PX, LABEL_FONT_PX, tickRoom, type Axis, type PlotArea, type SizePx } from '../plot';
import { decades, makeScale, thinned, ticks, type Scale } from '../scale';
import { textWidth } from '../text';
import { rooflineFinding, rooflineNote } from './finding';
import { largestRadius, marksOf, type OperatorMark } from './marks';
import { placeRoofs, type RoofLayout, type RoofPlace } from './place-roofs';
import {
  ALL_TIERS,
  computeRoofs,
  intensityOf,
  isDrawable,
  memoryRoof,
  tierIndex,
  tierName,
  type RooflineSubject,
  type RooflineTier,
} from './roofs';

export interface RooflineInput extends RooflineSubject {
  readonly tier: RooflineTier;
  /** A pinned design, drawn hollow behind. */
  readonly baseline?: RooflineSubject | null;
}

/** Roof of another memory: a dashed line, and the colour of its dots. */
export interface OtherRoof {
  /** Position among the memories. */
  readonly at: number;
  /** Null: no bandwidth is known, or it is not on the picture. */
  readonly d: string | null;
  readonly label: string;
  readonly name: string;
}

/** Everything a renderer must know, in pixels: page, export and embed all draw this. */
export interface RooflineLayout {
  readonly size: SizePx;
  readonly subject: RooflineSubject;
  /** Position of the memory whose bytes the axis counts. */
  readonly at: number;
  /** Whether the roofs and dots of the other memories are drawn too, not only those of the operator in focus. */
  readonly showsAll: boolean;
  readonly plot: PlotArea;
  readonly finding: string;
  readonly note: string | null;
  readonly x: Axis;
  readonly y: Axis;
  readonly roofs: RoofLayout;
  readonly otherRoofs: readonly OtherRoof[];
  /** Large ones first, so that small ones are drawn on top. */
  readonly marks: readonly OperatorMark[];
  readonly baseline: { readonly marks: readonly OperatorMark[]; readonly roofs: RoofLayout } | null;
}

/** Below this width labels of ceilings stand in the plot, above their lines. */
const WIDE_PX = 600;

export function layoutRoofline(input: RooflineInput, size: SizePx): RooflineLayout {
  const { tier } = input;
  const subject: RooflineSubject = { report: input.report, memories: input.memories };
  const at = tierIndex(subject, tier);
  const baseline = input.baseline ?? null;
  const domain = domainOf(baseline === null ? [subject] : [subject, baseline]);
  const labels = computeRoofs(subject.report).map(({ label }) => textWidth(label, LABEL_FONT_PX));
  const besides = size.widthPx >= WIDE_PX;
  const yLabels = tickLabels(domain.y, 'opsPerSecond').map(({ label }) => ({ label }));
  const plot: PlotArea = {
    left: tickRoom(yLabels),
    top: AXIS_TITLE_PX,
    right: size.widthPx - (besides ? Math.max(24, ...labels) + 22 : 14),
    bottom: size.heightPx - FOOT_PX,
  };
  const x = makeScale('log', domain.x, [plot.left, plot.right]);
  const y = makeScale('log', domain.y, [plot.bottom, plot.top]);
  const largest = largestRadius(plot);
  const marks = marksOf(subject, at, x, y, largest);
  const place: RoofPlace = { x, y, plot, marks, besides };
  const roofs = placeRoofs(subject, at, place);
  return {
    size,
    subject,
    at,
    showsAll: tier === ALL_TIERS,
    plot,
    finding: rooflineFinding(subject, at),
    note: rooflineNote(
      subject,
      marks.map(({ operator }) => operator),
      at,
    ),
    x: { title: xTitle(subject, at, plot), ticks: axisTicks(x, 'opsPerByte') },
    y: { title: 'Performance, operations per second (log)', ticks: axisTicks(y, 'opsPerSecond') },
    roofs,
    otherRoofs: subject.memories.tiers.flatMap((_, other) =>
      other === at ? [] : [otherRoofOf(subject, other, x, y, plot)],
    ),
    marks,
    baseline: baseline === null ? null : baselineOf(baseline, subject.memories.tiers[at]?.id ?? null, place, largest),
  };
}

/** The pinned design by the memory of the same id, or by its main memory. */
function baselineOf(pinned: RooflineSubject, id: RooflineTier, place: RoofPlace, largest: number) {
  const at = tierIndex(pinned, id);
  return {
    marks: marksOf(pinned, at, place.x, place.y, largest),
    roofs: placeRoofs(pinned, at, { ...place, marks: [] }),
  };
}

/** Whole decades around all memories' intensities and all ceilings: still while a slider moves, and between memories. */
function domainOf(subjects: readonly RooflineSubject[]) {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const subject of subjects) {
    const { report, memories } = subject;
    const roofs = computeRoofs(report);
    const fastest = Math.max(...roofs.filter(({ used }) => used || roofs.length === 1).map(({ rate }) => rate));
    ys.push(...roofs.map(({ rate }) => rate));
    for (const at of memories.tiers.keys()) {
      const drawn = report.operators.filter(
        (operator) => intensityOf(subject, operator, at) !== null && isDrawable(operator.opsPerSecond),
      );
      xs.push(...drawn.map((operator) => intensityOf(subject, operator, at)!));
      ys.push(...drawn.map((operator) => operator.opsPerSecond));
      const roof = memoryRoof(subject, at);
      if (roof !== null && isDrawable(fastest)) xs.push(fastest / roof.bytesPerSecond);
    }
  }
  return { x: decades(xs), y: decades(ys) };
}

function tickLabels(domain: readonly [number, number], quantity: 'opsPerByte' | 'opsPerSecond') {
  return axisTicks(makeScale('log', domain, [0, 1]), quantity, Infinity);
}

function axisTicks(scale: Scale, quantity: 'opsPerByte' | 'opsPerSecond', spacePx = NaN) {
  const powers = ticks(scale, 0.5 + Math.log10(scale.domain[1] / scale.domain[0]) + 1).filter(({ value }) =>
    Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6),
  );
  const space = Number.isNaN(spacePx) ? Math.abs(scale.range[1] - scale.range[0]) : spacePx;
  const shown = thinned(powers, space, quantity === 'opsPerByte' ? 46 : 22);
  return shown.map(({ value, positionPx }) => ({ positionPx, label: tickLabel(value, quantity) }));
}

function tickLabel(value: number, quantity: 'opsPerByte' | 'opsPerSecond'): string {
  const { number, unit } = formatQuantity(value, quantity);
  return quantity === 'opsPerByte' ? number : `${number}\u00a0${unit.replace('op/s', '')}`.trim();
}

function xTitle(subject: RooflineSubject, at: number, plot: PlotArea): string {
  const title = `Intensity, operations per ${tierName(subject, at)} byte (log)`;
  return textWidth(title, LABEL_FONT_PX) <= plot.right - plot.left ? title : 'Intensity, op/B (log)';
}

function otherRoofOf(subject: RooflineSubject, at: number, x: Scale, y: Scale, plot: PlotArea): OtherRoof {
  const roof = memoryRoof(subject, at);
  const name = tierName(subject, at);
  if (roof === null) return { at, d: null, label: `${name} · no bandwidth known`, name };
  const { label, bytesPerSecond } = roof;
  const top = computeRoofs(subject.report)[0]?.rate ?? y.domain[1];
  const from = Math.max(x.domain[0], y.domain[0] / bytesPerSecond);
  const to = Math.min(x.domain[1], top / bytesPerSecond);
  if (!(from < to)) return { at, d: null, label, name };
  const pointAt = (intensity: number) => [x.at(intensity), y.at(intensity * bytesPerSecond)] as const;
  const [x1, y1] = pointAt(from);
  const [x2, y2] = pointAt(to);
  const inside = (px: number) => Math.max(plot.top, Math.min(plot.bottom, px));
  return { at, d: `M${x1.toFixed(1)} ${inside(y1).toFixed(1)}L${x2.toFixed(1)} ${inside(y2).toFixed(1)}`, label, name };
}
