/**
 * Formats that a user describes instead of choosing: a small float or an integer, with or without block scales. The id
 * says all of it, so that a design, a link or an axis can name one like any other format.
 */
import { defineFormat, UNSCALED } from './define';
import type { ComputeClass, NumberFormat } from './types';

export const CUSTOM_SCALES = ['none', 'e8m0', 'e4m3', 'fp16', 'bf16', 'fp32'] as const;
export type CustomScale = (typeof CUSTOM_SCALES)[number];

export interface CustomFormat {
  /** 0: integers of mantissaBits + 1 bits. */
  readonly exponentBits: number;
  readonly mantissaBits: number;
  /** Null: 2^(exponentBits - 1) - 1. */
  readonly bias: number | null;
  /** Elements that share a scale; null: one scale a channel, none for `none`. */
  readonly blockSize: number | null;
  readonly scale: CustomScale;
}

const SCALE_BITS: Readonly<Record<CustomScale, number>> = { none: 0, e8m0: 8, e4m3: 8, fp16: 16, bf16: 16, fp32: 32 };
export const LARGEST_BLOCK = 1 << 20;
export const LARGEST_BIAS = 127;
export const MOST_EXPONENT_BITS = 8;
export const MOST_MANTISSA_BITS = 22;

/** What of a description can not be built; `custom-format-problem.ts` has the sentences. */
export type CustomFormatFault =
  'exponentBits' | 'mantissaBits' | 'biasOfInteger' | 'bias' | 'blockSize' | 'noScale' | 'noBlock';

/** The first fault, or null. */
export function customFormatFault(format: CustomFormat): CustomFormatFault | null {
  const { exponentBits, mantissaBits, bias, blockSize, scale } = format;
  const isWhole = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;
  if (!isWhole(exponentBits, 0, MOST_EXPONENT_BITS)) return 'exponentBits';
  if (!isWhole(mantissaBits, exponentBits === 0 ? 1 : 0, MOST_MANTISSA_BITS)) return 'mantissaBits';
  if (bias !== null && exponentBits === 0) return 'biasOfInteger';
  if (bias !== null && !isWhole(bias, -LARGEST_BIAS, LARGEST_BIAS)) return 'bias';
  if (blockSize !== null && !isWhole(blockSize, 1, LARGEST_BLOCK)) return 'blockSize';
  if (scale === 'none' && (blockSize !== null || exponentBits === 0)) return 'noScale';
  if (scale === 'e4m3' && blockSize === null) return 'noBlock';
  return null;
}

/** Such as `custom_e3m2_bias3_e8m0_g32`. */
export function customFormatId({ exponentBits, mantissaBits, bias, blockSize, scale }: CustomFormat): string {
  const shift = bias === null ? '' : `_bias${bias}`;
  const group = blockSize === null ? '' : `_g${blockSize}`;
  return `custom_e${exponentBits}m${mantissaBits}${shift}_${scale}${group}`;
}

const ID = /^custom_e(\d)m(\d{1,2})(?:_bias(-?\d{1,3}))?_(none|e8m0|e4m3|fp16|bf16|fp32)(?:_g(\d{1,7}))?$/;

/** The format that an id describes; null where it describes none, or spells it in another way than `customFormatId`. */
export function readCustomFormatId(id: string): CustomFormat | null {
  const match = ID.exec(id);
  if (match === null) return null;
  const [, exponentBits, mantissaBits, bias, scale, blockSize] = match;
  const format: CustomFormat = {
    exponentBits: Number(exponentBits),
    mantissaBits: Number(mantissaBits),
    bias: bias === undefined ? null : Number(bias),
    blockSize: blockSize === undefined ? null : Number(blockSize),
    scale: scale as CustomScale,
  };
  return customFormatFault(format) === null && customFormatId(format) === id ? format : null;
}

/** What designs need of it. It runs on the narrowest class that holds its elements. */
export function customNumberFormat(format: CustomFormat): NumberFormat {
  const { exponentBits, mantissaBits, blockSize, scale } = format;
  return defineFormat({
    id: customFormatId(format),
    label: customFormatLabel(format),
    encoding: exponentBits === 0 ? 'int' : 'float',
    elementBits: 1 + exponentBits + mantissaBits,
    exponentBits,
    mantissaBits: exponentBits === 0 ? 0 : mantissaBits,
    ...(blockSize === null ? UNSCALED : { blockSize, scaleBits: SCALE_BITS[scale] }),
    computeClass: classOf(exponentBits, mantissaBits),
  });
}

function customFormatLabel({ exponentBits, mantissaBits, bias, blockSize, scale }: CustomFormat): string {
  const element = exponentBits === 0 ? `INT${mantissaBits + 1}` : `E${exponentBits}M${mantissaBits}`;
  const shift = bias === null ? '' : ` bias ${bias}`;
  const group = blockSize === null ? '' : ` by ${blockSize}`;
  return `${element}${shift}${scale === 'none' ? '' : `, ${scale.toUpperCase()}${group}`} (own)`;
}

const FLOAT_CLASSES = [
  ['fp4', 2, 1],
  ['fp6', 3, 3],
  ['fp8', 5, 3],
  ['bf16', 8, 7],
  ['fp16', 5, 10],
  ['tf32', 8, 10],
] as const;

function classOf(exponentBits: number, mantissaBits: number): ComputeClass {
  if (exponentBits === 0) return mantissaBits <= 3 ? 'int4' : mantissaBits <= 7 ? 'int8' : 'fp32';
  return FLOAT_CLASSES.find(([, e, m]) => exponentBits <= e && mantissaBits <= m)?.[0] ?? 'fp32';
}
