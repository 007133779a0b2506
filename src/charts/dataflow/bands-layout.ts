import { LABEL_FONT_PX, TICK_FONT_PX, type SizePx } from '../plot';
import { textWidth } from '../text';

export const BAND_OPERANDS = ['input', 'weight', 'output'] as const;
export type BandOperand = (typeof BAND_OPERANDS)[number];

/** A memory and what passes between it and all that lies inside it. */
export interface BandMemory {
  readonly id: string;
  readonly label: string;
  readonly bytes: Readonly<Record<BandOperand, number>>;
  /** The bytes as text, for bands that have room for it. */
  readonly texts: Readonly<Record<BandOperand, string>>;
}

export interface BandsData {
  readonly finding: string;
  /** Outermost first. */
  readonly memories: readonly BandMemory[];
  /** What stands innermost. */
  readonly array: string;
}

export interface PlacedBand {
  readonly operand: BandOperand;
  readonly leftPx: number;
  readonly widthPx: number;
  readonly topPx: number;
  /** Empty where it does not fit. */
  readonly text: string;
}

export interface PlacedBox {
  readonly id: string;
  readonly label: string;
  readonly topPx: number;
}

export interface BandsLayout {
  readonly size: SizePx;
  readonly boxes: readonly PlacedBox[];
  readonly bands: readonly PlacedBand[];
}

export const BOX_PX = Math.round(LABEL_FONT_PX * 2);
export const BAND_PX = 40;
const GAP_PX = 5;
const LEAST_PX = 1.5;
const TEXT_ROOM_PX = 10;

/** Widths are linear in bytes and share one scale; what moves at all is never thinner than a hair. */
export function layoutBands({ memories, array }: BandsData, widthPx: number): BandsLayout {
  const totals = memories.map(({ bytes }) => BAND_OPERANDS.reduce((sum, operand) => sum + bytes[operand], 0));
  const scale = (widthPx - 2 * GAP_PX * BAND_OPERANDS.length) / Math.max(1, ...totals);
  const bands = memories.flatMap(({ bytes, texts }, index): readonly PlacedBand[] => {
    let leftPx = GAP_PX;
    return BAND_OPERANDS.map((operand) => {
      const width = bytes[operand] > 0 ? Math.max(LEAST_PX, bytes[operand] * scale) : 0;
      const fits = textWidth(texts[operand], TICK_FONT_PX) + TEXT_ROOM_PX <= width;
      const band = { operand, leftPx, widthPx: width, topPx: topOf(index) + BOX_PX, text: fits ? texts[operand] : '' };
      leftPx += width + (width > 0 ? GAP_PX : 0);
      return band;
    });
  });
  return {
    size: { widthPx, heightPx: topOf(memories.length) + BOX_PX + 1 },
    boxes: [...memories, { id: 'array', label: array }].map(({ id, label }, index) => ({
      id,
      label,
      topPx: topOf(index),
    })),
    bands,
  };
}

function topOf(index: number): number {
  return index * (BOX_PX + BAND_PX) + 0.5;
}
