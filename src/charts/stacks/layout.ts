import { formatQuantity } from '../../../models/units';
import { LABEL_FONT_PX, type SizePx } from '../plot';
import { textWidth } from '../text';
import type { StackBar, StackPart, StacksData } from './data';

export interface PlacedSegment {
  readonly part: StackPart;
  readonly leftPx: number;
  readonly widthPx: number;
}

export interface PlacedStack {
  readonly letter: string;
  readonly topPx: number;
  readonly segments: readonly PlacedSegment[];
  /** Right of the bar. */
  readonly text: string;
  readonly textPx: number;
}

export interface StacksLayout {
  readonly size: SizePx;
  readonly finding: string;
  readonly stacks: readonly PlacedStack[];
  readonly leftPx: number;
}

export const ROW_PX = 24;
export const BAR_PX = 15;
const GAP_PX = 8;

/** Bars from a common zero; a bar without a total is of the parts that are known. */
export function layoutStacks(data: StacksData, widthPx: number): StacksLayout {
  const { bars, parts } = data;
  const texts = bars.map((bar) => totalText(data, bar));
  const leftPx = Math.max(...bars.map(({ letter }) => textWidth(letter, LABEL_FONT_PX))) + GAP_PX;
  // Widths of texts are estimates.
  const textPx = 1.12 * Math.max(...texts.map((text) => textWidth(text, LABEL_FONT_PX))) + GAP_PX;
  const longest = Math.max(...bars.map(knownSum));
  const pxPerUnit = longest > 0 ? Math.max(widthPx - leftPx - textPx, 20) / longest : 0;
  return {
    size: { widthPx, heightPx: bars.length * ROW_PX },
    finding: findingOf(data),
    leftPx,
    stacks: bars.map((bar, at): PlacedStack => {
      let x = leftPx;
      const segments = (bar.values ?? []).map((value, index): PlacedSegment => {
        const width = Number.isNaN(value) ? 0 : value * pxPerUnit;
        const segment = { part: parts[index]!, leftPx: x, widthPx: width };
        x += width;
        return segment;
      });
      const drawn = segments.filter((segment) => segment.widthPx > 0);
      return { letter: bar.letter, topPx: at * ROW_PX, segments: drawn, text: texts[at]!, textPx: x + GAP_PX };
    }),
  };
}

function knownSum({ values }: StackBar): number {
  return (values ?? []).reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
}

function totalText({ quantity, parts }: StacksData, { values, total }: StackBar): string {
  if (values === null) return 'none';
  if (!Number.isNaN(total)) return formatQuantity(total, quantity).text;
  const missing = parts.filter((_, at) => Number.isNaN(values[at])).map(({ label }) => label);
  return `no total: ${missing.join(', ')} missing`;
}

function findingOf(data: StacksData): string {
  const { title, bars, parts } = data;
  const said = bars.map((bar) => {
    const text = `${bar.letter} ${totalText(data, bar)}`;
    if (bar.values === null || !(bar.total > 0)) return text;
    const most = bar.values.indexOf(Math.max(...bar.values));
    const percent = Math.round((100 * bar.values[most]!) / bar.total);
    return `${text}, ${percent} % of it ${parts[most]!.label}`;
  });
  return `${title}: ${said.join('; ')}`;
}
