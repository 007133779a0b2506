import { formatQuantity } from '../../../models/units';
import { AXIS_TITLE_PX, FOOT_PX, TICK_FONT_PX, tickRoom, type Axis, type PlotArea, type SizePx } from '../plot';
import { makeScale, ticks, type Scale } from '../scale';
import { textWidth } from '../text';
import type { ScheduleBlock, ScheduleContent } from './data';

export interface PlacedBlock {
  readonly block: ScheduleBlock;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface BlockLabel {
  readonly text: string;
  readonly xPx: number;
  readonly yPx: number;
}

export interface ScheduleLayout {
  readonly content: ScheduleContent;
  readonly size: SizePx;
  readonly plot: PlotArea;
  readonly x: Axis;
  readonly y: Axis;
  readonly xScale: Scale;
  readonly yScale: Scale;
  readonly blocks: readonly PlacedBlock[];
  readonly labels: readonly BlockLabel[];
  /** Where the scratchpad ends; null where that lies outside of the picture. */
  readonly capacityPx: number | null;
}

/** First and last step in sight, the last one exclusive. */
export type StepWindow = readonly [number, number];

const STEP_TICK_ROOM_PX = 56;
const BYTE_TICKS = 6;
const LABEL_HEIGHT_PX = 13;
const MOST_LABELS = 80;

export function layoutSchedule(content: ScheduleContent, size: SizePx, [from, to]: StepWindow): ScheduleLayout {
  const top = topBytes(content);
  const byteTicks = binaryTicks(top);
  const plot: PlotArea = {
    left: tickRoom(byteTicks.map((bytes) => ({ label: bytesText(bytes) }))),
    top: AXIS_TITLE_PX,
    right: size.widthPx - 18,
    bottom: size.heightPx - FOOT_PX,
  };
  const xScale = makeScale('linear', [from, to], [plot.left, plot.right]);
  const yScale = makeScale('linear', [0, top], [plot.bottom, plot.top]);
  const blocks = content.blocks
    .filter(({ lower, upper }) => upper > from && lower < to)
    .map((block) => placeBlock(content, block, xScale, yScale, plot));
  return {
    content,
    size,
    plot,
    xScale,
    yScale,
    x: { title: 'Step', ticks: stepTicks(xScale, plot) },
    y: {
      title: 'Address',
      ticks: byteTicks.map((bytes) => ({ positionPx: yScale.at(bytes), label: bytesText(bytes) })),
    },
    blocks,
    labels: labelsOf(content, blocks),
    capacityPx: content.capacityBytes > top ? null : yScale.at(content.capacityBytes),
  };
}

/** The whole scratchpad, unless what is used would be a thin strip of it. */
function topBytes({ blocks, tensors, capacityBytes }: ScheduleContent): number {
  const used = blocks.reduce((most, { tensor, offset }) => Math.max(most, offset + tensors[tensor]!.bytes), 0);
  return used >= 0.4 * capacityBytes ? capacityBytes * 1.04 : used * 1.15;
}

/** Addresses are counted in powers of two. */
function binaryTicks(top: number): readonly number[] {
  let step = 1;
  while (top / step > BYTE_TICKS) step *= 2;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step);
}

function bytesText(bytes: number): string {
  return formatQuantity(bytes, 'bytes', 4).text;
}

/** A step's number stands below the middle of its column; the first step is 1. */
function stepTicks(xScale: Scale, plot: PlotArea) {
  const count = Math.max(1, Math.floor((plot.right - plot.left) / STEP_TICK_ROOM_PX));
  const [from, to] = xScale.domain;
  if (to - from === 1) return [{ positionPx: xScale.at(from + 0.5), label: String(to) }];
  return ticks(makeScale('linear', [from + 1, to], [0, 1]), Math.min(count, to - from))
    .filter(({ value }) => Number.isInteger(value))
    .map(({ value }) => ({ positionPx: xScale.at(value - 0.5), label: String(value) }));
}

function placeBlock(
  { tensors }: ScheduleContent,
  block: ScheduleBlock,
  xScale: Scale,
  yScale: Scale,
  plot: PlotArea,
): PlacedBlock {
  const { tensor, lower, upper, offset } = block;
  return {
    block,
    left: Math.max(plot.left, xScale.at(lower)),
    right: Math.min(plot.right, xScale.at(upper)),
    top: yScale.at(offset + tensors[tensor]!.bytes),
    bottom: yScale.at(offset),
  };
}

/** Names of the largest blocks that have room for theirs. */
function labelsOf({ tensors }: ScheduleContent, blocks: readonly PlacedBlock[]): readonly BlockLabel[] {
  const width = ({ left, right }: PlacedBlock) => right - left;
  return blocks
    .filter((placed) => placed.bottom - placed.top >= LABEL_HEIGHT_PX && width(placed) >= 24)
    .filter((placed) => textWidth(tensors[placed.block.tensor]!.name, TICK_FONT_PX) + 8 <= width(placed))
    .toSorted((a, b) => width(b) * (b.bottom - b.top) - width(a) * (a.bottom - a.top))
    .slice(0, MOST_LABELS)
    .map(({ block, left, top, bottom }) => {
      return { text: tensors[block.tensor]!.name, xPx: left + 5, yPx: (top + bottom) / 2 + 4 };
    });
}

/** The block under a place of the picture, or null. */
export function blockAt({ blocks }: ScheduleLayout, xPx: number, yPx: number): ScheduleBlock | null {
  const found = blocks.find(({ left, right, top, bottom }) => {
    return left <= xPx && xPx < right && top <= yPx && yPx < bottom;
  });
  return found?.block ?? null;
}

/** The step under a place of the picture, or null beside the plot. */
export function stepAt({ xScale, plot }: ScheduleLayout, xPx: number): number | null {
  if (xPx < plot.left || xPx >= plot.right) return null;
  return Math.floor(xScale.invert(xPx));
}
