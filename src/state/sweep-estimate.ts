import type { Space } from '../../models/design/types';
import { isTied } from '../../models/evaluate/axes';
import { compile } from '../../models/evaluate/compile';
import { Runner } from '../../models/evaluate/runner';
import { firstOf } from './sweep-designs';

const LOOK_MS = 4;
/** Designs evaluated between two looks at the clock. */
const STRIDE = 8;
/** Fields whose values are compiled one by one; the probe takes the first. */
const STRUCTURAL_PARTS = ['workload', 'assumptions.'];

/** Looks that do not count: the engine's code and tables are cold. */
const COLD_LOOKS = 16;
const LOOKS = 24;

/**
 * Measures how many designs of a space one thread evaluates per second, in short looks that leave the page time to
 * draw between them. Each call is one look; null until there were enough of them, then their median. An estimate.
 */
export function paceProbe(space: Space, now: () => number): () => number | null {
  const axes = space.axes.map((axis) => (isTied(axis) || !isStructural(axis.field) ? axis : firstOf(axis)));
  const step = walkThrough({ ...space, axes });
  let looks = 0;
  const paces: number[] = [];
  return () => {
    const perSecond = lookAt(step, now);
    looks++;
    if (looks > COLD_LOOKS) paces.push(perSecond);
    return looks < LOOKS ? null : (median(paces) ?? null);
  };
}

function walkThrough(space: Space): () => void {
  const program = compile(space);
  const runner = new Runner(program);
  let at = 0;
  runner.evaluate(0);
  return () => {
    at = (at + 1) % program.size;
    if (at === 0) runner.evaluate(0);
    else runner.evaluateNext();
  };
}

function lookAt(step: () => void, now: () => number): number {
  const begun = now();
  let done = 0;
  let took = 0;
  for (; took < LOOK_MS; took = now() - begun, done += STRIDE) for (let i = 0; i < STRIDE; i++) step();
  return (done / took) * 1000;
}

function isStructural(field: string): boolean {
  return STRUCTURAL_PARTS.some((prefix) => field.startsWith(prefix));
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** Messages, and compiling in each worker. */
const STARTING_SECONDS = 0.03;
/** What a thread loses before its code is warm: so many times its share at full pace, but at most this. */
const COLD_FACTOR = 10;
const MOST_COLD_SECONDS = 0.25;

/** Seconds that a sweep may take: starting it, and its designs shared out among the threads. */
export function estimatedSeconds(size: number, ratePerThread: number, threads: number): number {
  const atPace = size / (ratePerThread * threads);
  return STARTING_SECONDS + Math.min(MOST_COLD_SECONDS, COLD_FACTOR * atPace) + atPace;
}

/** `about 0.4 s`, `about 3 min`: two digits say enough. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'for ever';
  if (seconds < 0.1) return 'under 0.1 s';
  const [divisor, unit] = UNITS.find(([, , below]) => seconds < below) ?? UNITS.at(-1)!;
  const amount = seconds / divisor;
  return `about ${amount < 10 ? Number(amount.toPrecision(2)) : Math.round(amount)} ${unit}`;
}

const UNITS: readonly (readonly [divisor: number, unit: string, below: number])[] = [
  [1, 's', 100],
  [60, 'min', 6000],
  [3600, 'h', 48 * 3600],
  [86_400, 'days', 730 * 86_400],
  [365.25 * 86_400, 'years', Infinity],
];
