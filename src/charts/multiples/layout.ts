import { formatQuantity } from '../../../models/units';
import { formatRatio } from '../../../models/units/ratio';
import { TICK_FONT_PX, type SizePx } from '../plot';
import { makeScale, padded, ticks, type Scale, type ScaleKind, type Tick } from '../scale';
import { shortened, textWidth } from '../text';
import type { MultiplesCell, MultiplesData, MultiplesPanel } from './data';

export interface PlacedRow {
  readonly letter: string;
  readonly yPx: number;
  /** From the base's ratio of one to this one's; null where there is nothing to draw. */
  readonly bar: { readonly fromPx: number; readonly toPx: number } | null;
  readonly tone: MultiplesCell['tone'];
  readonly isBase: boolean;
  readonly valueText: string;
  readonly ratioText: string;
}

export interface PlacedPanel {
  readonly leftPx: number;
  readonly topPx: number;
  readonly title: string;
  /** In full where the title was cut. */
  readonly fullTitle: string;
  readonly direction: string;
  readonly rows: readonly PlacedRow[];
}

export interface MultiplesLayout {
  readonly size: SizePx;
  readonly finding: string;
  readonly note: string;
  readonly panels: readonly PlacedPanel[];
  /** Within a panel. */
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly panelWidthPx: number;
  readonly onePx: number;
  readonly ticks: readonly (Tick & { readonly label: string })[];
}

const LEAST_PANEL_PX = 264;
const MOST_PANEL_PX = 420;
const GAP_PX = 20;
const TITLE_PX = 20;
/** Room for `better →` right of the title. */
const DIRECTION_PX = 64;
/** How much wider bold letters are. */
const BOLD = 1.12;
const ROW_PX = 18;
const FOOT_PX = 18;
/** From here on a ratio scale is easier to read in logs. */
const LARGE_SPREAD = 4;
const TICKS = 4;

/** Panels in rows, as many beside each other as fit; all of them share one scale of ratios. */
export function layoutMultiples(data: MultiplesData, widthPx: number): MultiplesLayout {
  const { designs, panels } = data;
  const columns = Math.max(1, Math.min(panels.length, Math.floor((widthPx + GAP_PX) / (LEAST_PANEL_PX + GAP_PX))));
  const panelWidthPx = Math.min(MOST_PANEL_PX, (widthPx - (columns - 1) * GAP_PX) / columns);
  const texts = panels.map((panel) => panel.cells.map((cell, at) => textsOf(panel, cell, at)));
  const widest = (of: (text: RowTexts) => string) =>
    Math.max(0, ...texts.flat().map((text) => textWidth(of(text), TICK_FONT_PX)));
  const letters = Math.max(...designs.map(({ letter }) => textWidth(letter, TICK_FONT_PX)));
  const right = panelWidthPx - widest(({ value }) => value) - widest(({ ratio }) => ratio) - 18;
  const bottom = TITLE_PX + designs.length * ROW_PX;
  const plot = { left: letters + 10, right: Math.max(letters + 50, right), top: TITLE_PX, bottom };
  const scale = scaleOf(panels, plot.left, plot.right);
  const heightPx = bottom + FOOT_PX + GAP_PX;
  return {
    size: { widthPx, heightPx: Math.ceil(panels.length / columns) * heightPx },
    finding: findingOf(data),
    note: noteOf(data, scale.kind),
    plot,
    panelWidthPx,
    onePx: scale.at(1),
    ticks: tickLabels(scale),
    panels: panels.map((panel, index): PlacedPanel => {
      const title = shortened(panel.label, panelWidthPx - DIRECTION_PX, TICK_FONT_PX * BOLD);
      return {
        leftPx: (index % columns) * (panelWidthPx + GAP_PX),
        topPx: Math.floor(index / columns) * heightPx,
        ...{ title, fullTitle: panel.label },
        direction: { lower: '← better', higher: 'better →', neither: '' }[panel.better],
        rows: panel.cells.map((cell, at): PlacedRow => ({
          letter: designs[at]!.letter,
          yPx: TITLE_PX + (at + 0.5) * ROW_PX,
          bar: barOf(cell, scale),
          tone: cell.tone,
          isBase: at === panel.base,
          valueText: texts[index]![at]!.value,
          ratioText: texts[index]![at]!.ratio,
        })),
      };
    }),
  };
}

interface RowTexts {
  readonly value: string;
  readonly ratio: string;
}

function textsOf({ quantity, base }: MultiplesPanel, { value, ratio }: MultiplesCell, at: number): RowTexts {
  return {
    value: formatQuantity(value, quantity).text,
    ratio: at === base || Number.isNaN(ratio) ? '' : formatRatio(ratio),
  };
}

/** Ratios to one axis: logs where they span much, since twice and half are alike there. */
function scaleOf(panels: readonly MultiplesPanel[], left: number, right: number): Scale {
  const ratios = panels.flatMap(({ cells }) => cells.map(({ ratio }) => ratio));
  const drawn = [1, ...ratios.filter((ratio) => ratio > 0 && ratio < Infinity)];
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  const kind: ScaleKind = high / low >= LARGE_SPREAD ? 'log' : 'linear';
  const [from, to] = padded(kind, Math.min(low, 0.8), Math.max(high, 1.25));
  return makeScale(kind, [from, to], [left, right]);
}

function barOf({ ratio }: MultiplesCell, scale: Scale): PlacedRow['bar'] {
  if (Number.isNaN(ratio)) return null;
  const [low, high] = scale.domain;
  return { fromPx: scale.at(1), toPx: scale.at(Math.min(Math.max(ratio, low), high)) };
}

/** With the tick of one, and none that touches another. */
function tickLabels(scale: Scale): MultiplesLayout['ticks'] {
  const placed: (Tick & { readonly label: string })[] = [{ value: 1, positionPx: scale.at(1), label: '1' }];
  for (const tick of ticks(scale, TICKS)) {
    const label = String(tick.value);
    const room = textWidth(label, TICK_FONT_PX) + 8;
    if (placed.every(({ positionPx }) => Math.abs(positionPx - tick.positionPx) >= room))
      placed.push({ ...tick, label });
  }
  return placed;
}

function findingOf({ designs, panels, reference }: MultiplesData): string {
  const base = designs[reference]?.letter ?? '';
  const counted = designs.flatMap(({ letter }, at) => {
    if (at === reference) return [];
    const tones = panels.map(({ cells }) => cells[at]!.tone);
    const count = (tone: string) => tones.filter((other) => other === tone).length;
    return [`${letter} is better in ${count('good')} and worse in ${count('bad')} metrics`];
  });
  return counted.length === 0 ? `${base} alone` : `Against ${base}: ${counted.join('; ')}`;
}

function noteOf({ designs, panels, reference }: MultiplesData, kind: ScaleKind): string {
  const axis = `All panels share one axis: ratio to ${designs[reference]?.letter ?? ''}, ${kind}.`;
  const others = panels.filter(({ base }) => base !== reference);
  if (others.length === 0) return axis;
  return `${axis} Where that has no value, to the first design that has one.`;
}
