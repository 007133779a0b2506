export type ScaleKind = 'linear' | 'log';

export interface Tick {
  readonly value: number;
  readonly positionPx: number;
}

/** From values to pixels. */
export interface Scale {
  readonly kind: ScaleKind;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  readonly at: (value: number) => number;
  readonly invert: (px: number) => number;
}

export function makeScale(kind: ScaleKind, domain: readonly [number, number], range: readonly [number, number]): Scale {
  const bend = kind === 'log' ? Math.log10 : (value: number) => value;
  const unbend = kind === 'log' ? (value: number) => 10 ** value : (value: number) => value;
  const low = bend(domain[0]);
  const span = bend(domain[1]) - low;
  const pixels = range[1] - range[0];
  return {
    kind,
    domain,
    range,
    at: (value) => range[0] + ((bend(value) - low) / span) * pixels,
    invert: (px) => unbend(low + ((px - range[0]) / pixels) * span),
  };
}

/**
 * Whole decades around positive values. The margin keeps a mark off the edge, and keeps the picture still while a
 * value wanders around a power of ten.
 */
export function decades(values: readonly number[], margin = 1.5): readonly [number, number] {
  const positive = values.filter((value) => value > 0 && value < Infinity);
  if (positive.length === 0) return [0.1, 1000];
  const low = Math.floor(Math.log10(Math.min(...positive) / margin));
  const high = Math.ceil(Math.log10(Math.max(...positive) * margin));
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

/** Bounds of data with some air on both sides; never empty. */
export function padded(kind: ScaleKind, low: number, high: number): readonly [number, number] {
  if (!(low <= high)) return kind === 'log' ? [0.1, 10] : [0, 1];
  if (kind === 'log') {
    const ratio = (high / low) ** 0.06;
    const air = Math.max(ratio, 1.05);
    return [low / air, high * air];
  }
  const air = (high - low) * 0.06 || Math.abs(high) * 0.05 || 1;
  const start = low - air;
  return [low >= 0 && start < 0 ? 0 : start, high + air];
}

/** Ticks at 1, 2, 5 (or 1 only) times powers of ten for logs, at round steps otherwise; about `count` or fewer. */
export function ticks(scale: Scale, count: number): readonly Tick[] {
  const values = scale.kind === 'log' ? logTicks(scale.domain, count) : linearTicks(scale.domain, count);
  return values.map((value) => ({ value, positionPx: scale.at(value) }));
}

function logTicks([low, high]: readonly [number, number], count: number): readonly number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const inside = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  for (const steps of [
    [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 5, 7],
    [1, 2, 5],
    [1, 3],
  ]) {
    const values: number[] = [];
    for (let e = first; e <= last; e++) for (const step of steps) values.push(Number(`${step}e${e}`));
    const shown = values.filter(inside);
    if (shown.length <= count && shown.length > 1) return shown;
  }
  const powers: number[] = [];
  for (let e = first; e <= last; e++) if (inside(Number(`1e${e}`))) powers.push(Number(`1e${e}`));
  // Every n-th power of those that are in sight, so that at least two stay where there are two.
  const stride = Math.max(1, Math.ceil((powers.length - 1) / Math.max(count - 1, 1)));
  const shown = powers.filter((_, index) => index % stride === 0);
  return shown.length > 1 ? shown : linearTicks([low, high], count);
}

function linearTicks([low, high]: readonly [number, number], count: number): readonly number[] {
  const raw = (high - low) / Math.max(count, 1);
  const exponent = Math.floor(Math.log10(raw));
  const lead = raw / 10 ** exponent;
  const step = Number(`${lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10}e${exponent}`);
  const values: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    values.push(Number((i * step).toPrecision(12)));
  }
  return values;
}

/** Every `n`-th label, so that labels of a given length do not touch. */
export function thinned<T>(items: readonly T[], spacePx: number, labelPx: number): readonly T[] {
  const every = Math.max(1, Math.ceil((items.length * labelPx) / Math.max(spacePx, 1)));
  return items.filter((_, index) => index % every === 0);
}
