import { FOOT_PX, LABEL_FONT_PX, type AxisTick, type SizePx } from '../plot';
import { makeScale, ticks } from '../scale';
import { shortened, textWidth } from '../text';

/** One dataflow of one operator. */
export interface UtilisationBar {
  readonly label: string;
  /** Of the array, 0..1; null: not known. */
  readonly utilisation: number | null;
  /** Marked as having the least time on the array. */
  readonly isBest: boolean;
}

export interface UtilisationRow {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly bars: readonly UtilisationBar[];
  /** What is told of the row when it is pointed at. */
  readonly facts: readonly (readonly [string, string])[];
}

export interface UtilisationData {
  readonly finding: string;
  readonly rows: readonly UtilisationRow[];
  /** Label of the dataflow that the design has: its bars are filled. */
  readonly own: string;
}

export interface PlacedBar extends UtilisationBar {
  readonly topPx: number;
  readonly widthPx: number;
  readonly isOwn: boolean;
  readonly text: string;
}

export interface PlacedRow {
  readonly id: string;
  readonly label: string;
  readonly fullLabel: string;
  readonly topPx: number;
  readonly bars: readonly PlacedBar[];
}

export interface UtilisationLayout {
  readonly size: SizePx;
  readonly rows: readonly PlacedRow[];
  readonly ticks: readonly AxisTick[];
  /** Where the bars begin, and the bottom of the plot. */
  readonly leftPx: number;
  readonly rightPx: number;
  readonly bottomPx: number;
}

export const BAR_PX = 10;
const BAR_STEP_PX = 13;
const LABEL_PX = 18;
const GAP_PX = 9;
const TOP_PX = 4;
/** Left of the bars: `OS`, `WS` or `IS`. */
const NAME_PX = 34;

/** From here on the scale goes to 100 %. */
const NEARLY_ALL = 0.8;

/** Height of one operator with `bars` bars below its name. */
export function rowPx(bars: number): number {
  return LABEL_PX + bars * BAR_STEP_PX + GAP_PX;
}

/** Three digits: dataflows often differ by less than a percent, and decode uses less than one. */
export function shareText(share: number | null): string {
  if (share === null) return 'not known';
  const percent = 100 * share;
  return `${percent >= 10 ? percent.toFixed(1) : Number(percent.toPrecision(3))}\u00a0%`;
}

/** The height follows from the number of operators; the width is given. */
export function layoutUtilisation({ rows, own }: UtilisationData, widthPx: number): UtilisationLayout {
  const known = rows.flatMap(({ bars }) => bars.map(({ utilisation }) => utilisation ?? 0));
  const most = Math.max(0, ...known);
  const leftPx = 12 + NAME_PX;
  const rightPx = Math.max(leftPx + 40, widthPx - textWidth('100.0 % ★ best', LABEL_FONT_PX) - 12);
  const x = makeScale('linear', [0, most > 0 && most < NEARLY_ALL ? most : 1], [leftPx, rightPx]);
  let topPx = TOP_PX;
  const placed = rows.map((row): PlacedRow => {
    const name = row.detail === '' ? row.label : `${row.label}, ${row.detail}`;
    const at = topPx;
    topPx += rowPx(row.bars.length);
    return {
      id: row.id,
      label: shortened(name, widthPx - 24, LABEL_FONT_PX),
      fullLabel: name,
      topPx: at,
      bars: row.bars.map((bar, index) => ({
        ...bar,
        topPx: at + LABEL_PX + index * BAR_STEP_PX,
        widthPx: bar.utilisation === null ? 0 : Math.max(1, x.at(bar.utilisation) - leftPx),
        isOwn: bar.label === own,
        text: `${shareText(bar.utilisation)}${bar.isBest ? ' ★ best' : ''}`,
      })),
    };
  });
  return {
    size: { widthPx, heightPx: topPx + FOOT_PX },
    rows: placed,
    ticks: ticks(x, Math.max(2, Math.floor((rightPx - leftPx) / 90))).map(({ value, positionPx }) => ({
      positionPx,
      label: `${Number((100 * value).toPrecision(3))} %`,
    })),
    leftPx,
    rightPx,
    bottomPx: topPx,
  };
}

/** The row at a height of the picture; -1: none. */
export function rowAt({ rows, bottomPx }: UtilisationLayout, yPx: number): number {
  return yPx >= bottomPx ? -1 : rows.findLastIndex(({ topPx }) => yPx >= topPx);
}
