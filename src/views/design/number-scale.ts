import type { NumberControl } from '../../../models/design/field-types';

type Scale = Pick<NumberControl, 'min' | 'max' | 'scale' | 'integer'>;

/** Positions of a slider. */
export const SLIDER_STEPS = 1000;
/** A log slider wider than this many octaves shows a window around its value, or no hand could hit one. */
const WIDEST_OCTAVES = 20;
const WINDOW_OCTAVES = 12;
const DIGITS_OF_LOG = 3;
const LINEAR_STEPS = 100;

export interface SliderRange {
  readonly min: number;
  readonly max: number;
}

function isLog({ scale, min }: Scale): boolean {
  return scale !== 'linear' && min > 0;
}

/** The span that a slider covers while it is at a value. */
export function sliderRange(scale: Scale, value: number): SliderRange {
  const { min, max } = scale;
  if (!isLog(scale) || Math.log2(max / min) <= WIDEST_OCTAVES) return { min, max };
  const third = WINDOW_OCTAVES / 3;
  const from = Math.floor(Math.log2(Math.min(Math.max(value, min), max)) / third) * third - third;
  return { min: Math.max(min, 2 ** from), max: Math.min(max, 2 ** (from + WINDOW_OCTAVES)) };
}

export function positionOf(scale: Scale, { min, max }: SliderRange, value: number): number {
  const at = isLog(scale) ? Math.log2(value / min) / Math.log2(max / min) : (value - min) / (max - min);
  return Math.round(Math.min(Math.max(at, 0), 1) * SLIDER_STEPS);
}

/** The value at a position, snapped to what the field's scale likes: powers of two, three digits, hundredths. */
export function valueAt(scale: Scale, { min, max }: SliderRange, position: number): number {
  const at = position / SLIDER_STEPS;
  const raw = isLog(scale) ? min * 2 ** (at * Math.log2(max / min)) : min + at * (max - min);
  return within(scale, snapped(scale, raw));
}

function snapped({ scale, min, max, integer }: Scale, raw: number): number {
  if (scale === 'powersOfTwo') return 2 ** Math.round(Math.log2(raw));
  const value = scale === 'log' || max - min < 1e-3 ? Number(raw.toPrecision(DIGITS_OF_LOG)) : Number(raw.toFixed(3));
  return integer ? Math.round(value) : value;
}

function within({ min, max }: Scale, value: number): number {
  return Math.min(Math.max(value, min), max);
}

const ONE_TWO_FIVE = [1, 2, 5, 10];

/** The next or previous of 1, 2, 5 times a power of ten. */
function nextRound(value: number, up: boolean): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const mantissa = value / power;
  const candidates = up ? ONE_TWO_FIVE : [0.5, ...ONE_TWO_FIVE];
  const next = up
    ? candidates.find((candidate) => candidate > mantissa * (1 + 1e-9))
    : candidates.findLast((candidate) => candidate < mantissa * (1 - 1e-9));
  return Number(((next ?? mantissa) * power).toPrecision(12));
}

/** The value that an arrow key goes to. */
export function stepped(scale: Scale, value: number, direction: 1 | -1): number {
  const up = direction > 0;
  if (scale.scale === 'powersOfTwo') {
    const octave = Math.log2(value);
    return within(scale, 2 ** (up ? Math.floor(octave + 1e-9) + 1 : Math.ceil(octave - 1e-9) - 1));
  }
  if (isLog(scale)) return within(scale, nextRound(value, up));
  const step = (scale.max - scale.min) / LINEAR_STEPS;
  return within(scale, Number((value + direction * step).toPrecision(12)));
}
