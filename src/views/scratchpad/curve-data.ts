import type { Stair } from '../../../models/scheduling/curve';
import type { LineData } from '../../charts/lines/data';
import type { DesignScratchpad } from './design-scratchpad';
import { bytesText } from './words';

const UNITS = [
  ['B', 1],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
] as const;

function unitFor(bytes: number) {
  return UNITS.findLast(([, size]) => bytes >= 2 * size) ?? UNITS[0];
}

/** Sizes further apart than this stand on a logarithmic axis. */
const LINEAR_RANGE = 8;
/** A scratchpad further out than this is named, not drawn. */
const DRAWN_RANGE = 3;

export interface CurveData {
  readonly line: LineData;
  /** Bytes of each place on the x axis. */
  readonly sizes: readonly number[];
  readonly units: { readonly x: string; readonly y: string };
}

/** The staircase as its chart takes it; null where there are no stairs yet. */
export function curveData(
  name: string,
  stairs: readonly Stair[],
  isDone: boolean,
  scratchpad: DesignScratchpad | null,
  ownBytes: number | null,
): CurveData | null {
  const [first, last] = [stairs[0], stairs.at(-1)];
  if (first === undefined || last === undefined) return null;
  const designBytes = scratchpad?.bytes ?? null;
  const isNear = (bytes: number | null): bytes is number => {
    return bytes !== null && bytes >= first.fromBytes && bytes <= DRAWN_RANGE * last.fromBytes;
  };
  const isDrawn = isNear(designBytes);
  const ownMark = isNear(ownBytes) && ownBytes !== designBytes ? ownBytes : null;
  const end = Math.max(last.fromBytes * 1.25, (isDrawn ? designBytes : 0) * 1.1, (ownMark ?? 0) * 1.1);
  const sizes = [...stairs.map(({ fromBytes }) => fromBytes), Math.round(end)];
  const [xUnit, xSize] = unitFor(first.fromBytes);
  const [yUnit, ySize] = unitFor(first.bytes);
  const at = sizes.map((bytes) => bytes / xSize);
  const moved = [...stairs, last].map(({ bytes }) => bytes / ySize);
  const isOpen = stairs.some(({ bytes, lowerBound }) => lowerBound < bytes);
  const bounds = [...stairs, last].map(({ bytes, lowerBound }) => (lowerBound < bytes ? lowerBound / ySize : NaN));
  return {
    sizes,
    units: { x: xUnit, y: yUnit },
    line: {
      finding: findingOf(name, stairs, isDone),
      note: noteOf(isDone, isDrawn, scratchpad, first.fromBytes),
      x: {
        label: `Scratchpad, ${xUnit}`,
        quantity: 'count',
        scale: end > LINEAR_RANGE * first.fromBytes ? 'log' : 'linear',
        domain: [first.fromBytes / xSize, end / xSize],
      },
      y: { label: `Moved beyond the compulsory bytes, ${yUnit}`, quantity: 'count', scale: 'linear' },
      at,
      series: [
        { id: 'moved', label: 'moved', colour: 'blue', look: 'steps', y: moved },
        ...(isOpen
          ? [{ id: 'bound', label: 'no less than', colour: 'vermilion', look: 'points', y: bounds } as const]
          : []),
      ],
      marks: [
        ...(isDrawn ? [{ x: designBytes / xSize, label: `${scratchpad!.label} of the design` }] : []),
        ...(ownMark === null ? [] : [{ x: ownMark / xSize, label: `${bytesText(ownMark)} set here` }]),
      ],
    },
  };
}

function findingOf(name: string, stairs: readonly Stair[], isDone: boolean): string {
  const last = stairs.at(-1)!;
  const enough = last.bytes === 0 ? `${name}: from ${bytesText(last.fromBytes)} on nothing is moved twice` : name;
  const first = stairs[0]!;
  if (!isDone) return `${enough}; smaller sizes are being searched`;
  if (first.bytes === 0)
    return `${name}: every scratchpad that can run it, from ${bytesText(first.fromBytes)} on, moves nothing twice`;
  return `${enough}, at ${bytesText(first.fromBytes)}, the smallest that works, ${bytesText(first.bytes)}`;
}

function noteOf(
  isDone: boolean,
  isDrawn: boolean,
  scratchpad: DesignScratchpad | null,
  firstBytes: number,
): string | null {
  const words = [
    isDone ? '' : 'Sizes below the first stair have not been searched yet.',
    isDrawn || scratchpad === null || scratchpad.bytes === null
      ? ''
      : `${scratchpad.label} of the design, ${bytesText(scratchpad.bytes)}, ${scratchpad.bytes < firstBytes ? 'is too small' : 'lies further right'}.`,
  ].filter((text) => text !== '');
  return words.length === 0 ? null : words.join(' ');
}
