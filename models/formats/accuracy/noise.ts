/**
 * How much noise a format adds: error power over signal power, the inverse of its QSNR.
 *
 * Two kinds of figures. `tensors`: averages over the tensors of Llama-3.1-8B, published in arXiv:2510.25602, figure 4 (as
 * they are, not rotated). The others: samples of three distributions quantised bit-exactly, mean of six seeds of 102400
 * elements, rows of 1024 (per channel), groups and blocks as the format has them.
 */
import { pow } from '../../units/deterministic-math';

/** Decibels on normal, Laplace and Student-t(3) samples, then the published average where there is one. */
export type Decibels = readonly [normal: number, laplace: number, student3: number, tensors?: number];

export const QSNR_DECIBELS: Readonly<Record<string, Decibels>> = {
  mxfp8_e4m3: [31.52, 31.56, 31.48, 31.5],
  mxfp8_e5m2: [25.54, 25.57, 25.65],
  mxfp6_e2m3: [30.95, 30.25, 29.12, 30.39],
  mxfp6_e3m2: [25.54, 25.57, 25.64],
  mxfp4: [18.75, 17.59, 16.47, 17.98],
  mxint8: [41.61, 39.94, 37.88, 40.35],
  mxint6: [29.42, 27.7, 25.8, 28.57],
  mxint4: [16.82, 14.89, 13.75, 15.89],
  nvfp4: [20.45, 20.66, 20.89, 20.6],
  nvint4: [21.27, 19.78, 18.91, 20.55],
  fp8_e4m3: [31.56, 31.67, 32.21],
  fp8_e5m2: [25.59, 25.68, 26.25],
  fp6_e2m3: [31.06, 29.73, 24.42],
  fp6_e3m2: [25.59, 25.68, 26.22],
  fp4_e2m1: [18.77, 16.71, 11.6],
  int8: [42.06, 38.23, 31.14],
  int7: [35.97, 32.16, 25.1],
  int6: [29.81, 26.0, 19.11],
  int5: [23.5, 19.73, 13.42],
  int4: [16.89, 13.24, 8.04],
  int3: [9.53, 6.54, 3.76],
  int2: [1.22, 0.92, 1.18],
  int8_g128: [43.78, 40.98, 37.2],
  int6_g128: [31.52, 28.72, 25.1],
  int4_g128: [18.6, 15.9, 13.04],
  int3_g128: [11.24, 8.95, 7.22],
  int2_g128: [2.31, 2.1, 2.59],
  int4_asym_g128: [19.95, 17.69, 15.69],
  int3_asym_g128: [13.32, 11.29, 9.69],
  nf4: [20.72, 19.69, 18.26],
  nf4_dq: [20.72, 19.68, 18.22],
  bitmod4: [20.18, 19.44, 18.16],
  bitmod3: [14.21, 12.98, 11.28],
  fp4_e2m1_g128: [19.26, 18.34, 16.5],
  fp3_g128: [12.44, 10.66, 8.81],
  flint4: [15.95, 16.53, 16.68],
};

/** The reference that every increase is measured from: no noise. */
const AT_16_BITS: readonly string[] = ['fp32', 'tf32', 'bf16', 'fp16'];

/** A cached key or value has a scale for each head and token, so that its "channel" is a group of 64 to 256. */
const IN_A_CACHE: Readonly<Record<string, string>> = {
  int8: 'int8_g128',
  int6: 'int6_g128',
  int4: 'int4_g128',
  int3: 'int3_g128',
  int2: 'int2_g128',
};

export type OperandClass = 'weights' | 'activations' | 'keyValues';

/** Error power over signal power: a best value and a span. */
export interface Noise {
  readonly low: number;
  readonly value: number;
  readonly high: number;
  readonly from: 'none' | 'tensors' | 'distributions';
}

/**
 * Noise of a format in a class of operands; null where neither a publication nor a measurement has it.
 *
 * A published average stands alone. Otherwise weights lie between normal and Laplace samples, activations and cached
 * values, which have outliers, between Laplace and Student-t(3) (an assumption); the value is halfway in decibels.
 */
export function noiseOf(format: string, operands: OperandClass): Noise | null {
  if (AT_16_BITS.includes(format)) return { low: 0, value: 0, high: 0, from: 'none' };
  const grouped = operands === 'keyValues' ? (IN_A_CACHE[format] ?? format) : format;
  const decibels = Object.hasOwn(QSNR_DECIBELS, grouped) ? QSNR_DECIBELS[grouped] : undefined;
  if (decibels === undefined) return null;
  return noiseFrom(decibels, operands);
}

/** The noise of a class of operands from what was measured on the samples. */
export function noiseFrom(decibels: Decibels, operands: OperandClass): Noise {
  const [normal, laplace, student3, tensors] = decibels;
  if (tensors !== undefined) {
    const value = noiseAt(tensors);
    return { low: value, value, high: value, from: 'tensors' };
  }
  const [first, second] = operands === 'weights' ? [normal, laplace] : [laplace, student3];
  return {
    low: noiseAt(Math.max(first, second)),
    value: noiseAt((first + second) / 2),
    high: noiseAt(Math.min(first, second)),
    from: 'distributions',
  };
}

/** Noise power over signal power of a QSNR in decibels. */
export function noiseAt(decibels: number): number {
  return pow(10, -decibels / 10);
}

/** Formats whose noise is known, 16-bit ones not among them. */
export function formatsWithNoise(): readonly string[] {
  return Object.keys(QSNR_DECIBELS);
}
