import type { Better } from './pareto';
import type { AxisScale } from './sinks/density-axis';

/** One objective of a frontier. */
export interface KneeAxis {
  readonly values: Float64Array;
  readonly better: Better;
  /** Whether differences or ratios of the values are what counts; `log` needs positive values. */
  readonly scale: AxisScale;
}

/**
 * Position of the knee of a two-objective frontier: where giving a little of one objective no longer buys much of
 * the other. -1 when there is none: fewer than three different points, or no point on the better side of the chord.
 *
 * Both objectives are scaled to [0, 1] between the frontier's extremes; the knee is the point farthest from the
 * chord that joins the extremes, on the side of the ideal point. Of equally far points the first one.
 *
 * Source: Das, "On characterizing the 'knee' of the Pareto curve based on normal-boundary intersection", Structural
 * Optimization 18, 1999, with the chord as the convex hull of individual minima.
 */
export function knee2d(x: KneeAxis, y: KneeAxis): number {
  const xs = normalised(x);
  const ys = normalised(y);
  let knee = -1;
  let farthest = 1e-12; // rounding of the scaled values: points on the chord are no knee
  for (let i = 0; i < xs.length; i++) {
    // The chord joins (0, 1) and (1, 0); the distance from it is this over sqrt(2).
    const distance = 1 - xs[i]! - ys[i]!;
    if (distance > farthest) {
      farthest = distance;
      knee = i;
    }
  }
  return knee;
}

/** 0 for the best value, 1 for the worst. */
function normalised({ values, better, scale }: KneeAxis): Float64Array {
  const scaled = scale === 'log' ? values.map(log2) : values;
  let min = Infinity;
  let max = -Infinity;
  for (const value of scaled) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return scaled.map((value) => (better === 'higher' ? max - value : value - min) / (max - min));
}

/**
 * Binary logarithm of a positive number, to about 1e-15: halve or double into [1/sqrt 2, sqrt 2), then the series
 * ln m = 2 atanh((m-1)/(m+1)). Only operations that IEEE 754 rounds alike everywhere.
 */
function log2(value: number): number {
  if (!(value > 0 && value < Infinity)) return NaN;
  let mantissa = value;
  let exponent = 0;
  for (; mantissa >= Math.SQRT2; exponent++) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; exponent--) mantissa *= 2;
  const s = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  for (let power = 21; power >= 1; power -= 2) sum = sum * s * s + 1 / power;
  return exponent + (2 * s * sum) / Math.LN2;
}
