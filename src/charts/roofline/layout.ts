import type { Report } from '../../../models/evaluate/report';
import { formatQuantity } from '../../../models/units';
import { AXIS_TITLE_PX, FOOT_PX, LABEL_FONT_PX, tickRoom, type Axis, type PlotArea, type SizePx } from '../plot';
import { decades, makeScale, thinned, ticks, type Scale } from '../scale';
import { textWidth } from '../text';
import { rooflineFinding, rooflineNote } from './finding';
import { largestRadius, marksOf, type OperatorMark } from './marks';
import { placeRoofs, type RoofLayout } from './place-roofs';
import { computeRoofs, intensityOf, isDrawable, memoryRoof, otherTier, type RooflineTier } from './roofs';

export interface RooflineInput {
  readonly report: Report;
  readonly tier: RooflineTier;
  /** A pinned design, drawn hollow behind. */
  readonly baseline?: Report | null;
}

/** Everything a renderer must know, in pixels: page, export and embed all draw this. */
export interface RooflineLayout {
  readonly size: SizePx;
  readonly tier: RooflineTier;
  readonly plot: PlotArea;
  readonly finding: string;
  readonly note: string | null;
  readonly x: Axis;
  readonly y: Axis;
  readonly roofs: RoofLayout;
  /** Roof of the other tier, shown with an operator's second dot. */
  readonly otherRoof: { readonly d: string; readonly label: string; readonly name: string } | null;
  /** Large ones first, so that small ones are drawn on top. */
  readonly marks: readonly OperatorMark[];
  readonly baseline: { readonly marks: readonly OperatorMark[]; readonly roofs: RoofLayout } | null;
}

/** Below this width labels of ceilings stand in the plot, above their lines. */
const WIDE_PX = 600;

export function layoutRoofline(input: RooflineInput, size: SizePx): RooflineLayout {
  const { report, tier } = input;
  const baseline = input.baseline ?? null;
  const domain = domainOf(baseline === null ? [report] : [report, baseline]);
  const labels = computeRoofs(report).map(({ label }) => textWidth(label, LABEL_FONT_PX));
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
  const marks = marksOf(report, tier, x, y, largest);
  const roofs = placeRoofs(report, tier, { x, y, plot, marks, besides });
  return {
    size,
    tier,
    plot,
    finding: rooflineFinding(report, tier),
    note: rooflineNote(report, marks.length, tier),
    x: { title: xTitle(report, tier, plot), ticks: axisTicks(x, 'opsPerByte') },
    y: { title: 'Performance, operations per second (log)', ticks: axisTicks(y, 'opsPerSecond') },
    roofs,
    otherRoof: otherRoofOf(report, tier, x, y, plot),
    marks,
    baseline:
      baseline === null
        ? null
        : {
            marks: marksOf(baseline, tier, x, y, largest),
            roofs: placeRoofs(baseline, tier, { x, y, plot, marks: [], besides }),
          },
  };
}

/** Whole decades around both tiers' intensities and all ceilings: still while a slider moves, and between tiers. */
function domainOf(reports: readonly Report[]) {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const report of reports) {
    const roofs = computeRoofs(report);
    const fastest = Math.max(...roofs.filter(({ used }) => used || roofs.length === 1).map(({ rate }) => rate));
    ys.push(...roofs.map(({ rate }) => rate));
    for (const tier of ['memory', 'onChip'] as const) {
      const drawn = report.operators.filter((o) => intensityOf(o, tier) !== null && isDrawable(o.opsPerSecond));
      xs.push(...drawn.map((operator) => intensityOf(operator, tier)!));
      ys.push(...drawn.map((operator) => operator.opsPerSecond));
      const roof = memoryRoof(report, tier);
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

function xTitle(report: Report, tier: RooflineTier, plot: PlotArea): string {
  const name = tier === 'memory' ? `${memoryRoof(report, tier)?.name ?? 'main-memory'} byte` : 'on-chip byte';
  const title = `Intensity, operations per ${name} (log)`;
  return textWidth(title, LABEL_FONT_PX) <= plot.right - plot.left ? title : 'Intensity, op/B (log)';
}

function otherRoofOf(report: Report, tier: RooflineTier, x: Scale, y: Scale, plot: PlotArea) {
  const roof = memoryRoof(report, otherTier(tier));
  const top = computeRoofs(report)[0]?.rate ?? y.domain[1];
  if (roof === null) return null;
  const from = Math.max(x.domain[0], y.domain[0] / roof.bytesPerSecond);
  const to = Math.min(x.domain[1], top / roof.bytesPerSecond);
  if (!(from < to)) return null;
  const at = (intensity: number) => [x.at(intensity), y.at(intensity * roof.bytesPerSecond)] as const;
  const [x1, y1] = at(from);
  const [x2, y2] = at(to);
  const inside = (px: number) => Math.max(plot.top, Math.min(plot.bottom, px));
  return {
    d: `M${x1.toFixed(1)} ${inside(y1).toFixed(1)}L${x2.toFixed(1)} ${inside(y2).toFixed(1)}`,
    label: roof.label,
    name: roof.name,
  };
}
