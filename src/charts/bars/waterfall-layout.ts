import { formatQuantity, type Quantity } from '../../../models/units';
import { LABEL_FONT_PX, type SizePx } from '../plot';
import { makeScale } from '../scale';
import { shortened, textWidth } from '../text';

export interface WaterfallStep {
  readonly label: string;
  readonly delta: number;
}

/** How one value became another, step by step: start + all deltas = end. */
export interface WaterfallData {
  /** What is counted, such as `Time per output token`. */
  readonly label: string;
  readonly quantity: Quantity;
  readonly start: { readonly label: string; readonly value: number };
  readonly steps: readonly WaterfallStep[];
  readonly end: { readonly label: string; readonly value: number };
  /** Whether more is worse: it decides the colours of steps. */
  readonly better: 'lower' | 'higher' | 'neither';
}

export interface WaterfallRow {
  readonly label: string;
  /** In full where `label` was cut. */
  readonly fullLabel: string;
  readonly kind: 'total' | 'up' | 'down' | 'none';
  readonly topPx: number;
  readonly fromPx: number;
  readonly toPx: number;
  readonly valueText: string;
  /** Where the value's text begins, right of the bar. */
  readonly valuePx: number;
}

export interface WaterfallLayout {
  readonly size: SizePx;
  readonly finding: string;
  readonly rows: readonly WaterfallRow[];
  readonly barPx: number;
  readonly labelPx: number;
  /** Where zero is. */
  readonly zeroPx: number;
}

export const ROW_PX = 26;
const BAR_PX = 14;
const GAP_PX = 10;

/** The height follows from the number of steps; the width is given. */
export function layoutWaterfall(data: WaterfallData, widthPx: number): WaterfallLayout {
  const { start, steps, end } = data;
  const before = runningTotals(start.value, steps);
  const drafts = [
    { label: start.label, from: 0, to: start.value, kind: 'total' as const, text: valueText(data, start.value) },
    ...steps.map((step, index) => ({
      label: step.label,
      from: before[index]!,
      to: before[index]! + step.delta,
      kind: step.delta > 0 ? ('up' as const) : step.delta < 0 ? ('down' as const) : ('none' as const),
      text: signed(data, step.delta),
    })),
    { label: end.label, from: 0, to: end.value, kind: 'total' as const, text: valueText(data, end.value) },
  ];
  const longest = Math.max(...drafts.map(({ label }) => textWidth(label, LABEL_FONT_PX)));
  const labelPx = Math.min(longest + 4, widthPx * 0.4);
  const valueWidth = Math.max(...drafts.map(({ text }) => textWidth(text, LABEL_FONT_PX))) + GAP_PX;
  const bounds = drafts.flatMap(({ from, to }) => [from, to]).filter(Number.isFinite);
  const low = Math.min(0, ...bounds);
  const high = Math.max(0, ...bounds);
  const right = Math.max(labelPx + GAP_PX + 20, widthPx - valueWidth - 4);
  const x = makeScale('linear', [low, high > low ? high : low + 1], [labelPx + GAP_PX, right]);
  return {
    size: { widthPx, heightPx: drafts.length * ROW_PX },
    finding: findingOf(data),
    barPx: BAR_PX,
    labelPx,
    zeroPx: x.at(0),
    rows: drafts.map(({ label, from, to, kind, text }, index): WaterfallRow => {
      const ends = [from, to].map((value) => (Number.isFinite(value) ? x.at(value) : x.at(0)));
      const fromPx = Math.min(...ends);
      const toPx = Math.max(...ends);
      return {
        label: shortened(label, labelPx, LABEL_FONT_PX),
        fullLabel: label,
        kind,
        topPx: index * ROW_PX,
        fromPx,
        toPx,
        valueText: text,
        valuePx: toPx + 6,
      };
    }),
  };
}

/** The value before each step. */
function runningTotals(start: number, steps: readonly WaterfallStep[]): readonly number[] {
  let total = start;
  return steps.map(({ delta }) => {
    const before = total;
    total += delta;
    return before;
  });
}

function valueText({ quantity }: WaterfallData, value: number): string {
  return formatQuantity(value, quantity).text;
}

function signed(data: WaterfallData, delta: number): string {
  return delta > 0 ? `+${valueText(data, delta)}` : delta === 0 ? 'no change' : valueText(data, delta);
}

function findingOf(data: WaterfallData): string {
  const { label, start, end, steps } = data;
  const ends = `${label}: ${valueText(data, start.value)} (${start.label}) becomes ${valueText(data, end.value)} (${end.label})`;
  const known = steps.filter(({ delta }) => delta !== 0 && !Number.isNaN(delta));
  const [largest] = known.sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  return largest === undefined ? ends : `${ends}; most of it by ${largest.label}, ${signed(data, largest.delta)}`;
}
