import { LABEL_FONT_PX, TICK_FONT_PX, type SizePx } from '../plot';
import { textWidth } from '../text';

/** One part of the machine. */
export interface FloorPart {
  readonly id: string;
  readonly label: string;
  readonly kind: 'array' | 'memory';
  /** What stands below the drawing, one line each. */
  readonly lines: readonly string[];
  /** On the compute die; NaN: not known. Null: off the die, so it has no area there. */
  readonly squareMetres: number | null;
}

export interface FloorData {
  readonly finding: string;
  readonly parts: readonly FloorPart[];
}

export interface PlacedPart extends FloorPart {
  /** Of the square, and of the column that its text needs. */
  readonly leftPx: number;
  readonly topPx: number;
  readonly sidePx: number;
  readonly columnPx: number;
  readonly textPx: number;
}

export interface FloorLayout {
  readonly size: SizePx;
  readonly parts: readonly PlacedPart[];
}

export const LINE_PX = 15;
const LARGEST_PX = 120;
/** A part without a known area is a box of this size, outlined. */
const UNKNOWN_PX = 64;
const GAP_PX = 20;
const PAD_PX = 12;
const LEAST_PX = 1;
/** Bold text is that much wider. */
const BOLDER = 1.18;

/** Squares whose areas stand in the proportion of the parts' areas, in rows from left to right. */
export function layoutFloor({ parts }: FloorData, widthPx: number): FloorLayout {
  const largest = Math.max(0, ...parts.map(({ squareMetres }) => squareMetres || 0));
  const sideOf = ({ squareMetres }: FloorPart) =>
    squareMetres === null || Number.isNaN(squareMetres) || largest === 0
      ? UNKNOWN_PX
      : Math.max(LEAST_PX, LARGEST_PX * Math.sqrt(squareMetres / largest));
  const placed: PlacedPart[] = [];
  let top = PAD_PX;
  for (const row of rowsOf(parts, sideOf, widthPx)) {
    const high = Math.max(...row.map(sideOf));
    const lines = Math.max(...row.map((part) => part.lines.length + 1));
    let left = PAD_PX;
    for (const part of row) {
      const sidePx = sideOf(part);
      const columnPx = columnOf(part, sidePx);
      const topPx = top + high - sidePx;
      placed.push({ ...part, leftPx: left, topPx, sidePx, columnPx, textPx: top + high + LINE_PX });
      left += columnPx + GAP_PX;
    }
    top += high + lines * LINE_PX + GAP_PX;
  }
  return { size: { widthPx, heightPx: top }, parts: placed };
}

function columnOf({ label, lines }: FloorPart, sidePx: number): number {
  const boldPx = textWidth(label, LABEL_FONT_PX * BOLDER);
  return Math.max(sidePx, boldPx, ...lines.map((text) => textWidth(text, TICK_FONT_PX)));
}

function rowsOf(
  parts: readonly FloorPart[],
  sideOf: (part: FloorPart) => number,
  widthPx: number,
): readonly (readonly FloorPart[])[] {
  const rows: FloorPart[][] = [];
  let left = Infinity;
  for (const part of parts) {
    const columnPx = columnOf(part, sideOf(part));
    if (left + columnPx > widthPx - PAD_PX) {
      rows.push([]);
      left = PAD_PX;
    }
    rows.at(-1)!.push(part);
    left += columnPx + GAP_PX;
  }
  return rows;
}
