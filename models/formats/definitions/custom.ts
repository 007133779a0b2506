/** Formats that a user describes instead of choosing: a small float or an integer, with or without block scales. */
import { defineFormat, UNSCALED } from '../define';
import { integerElement, largestMagnitude, mxIntegerElement, type Element } from '../elements/float-element';
import { CHANNEL, groupsOf, type Recipe } from '../quantise/recipe';
import type { ComputeClass, NumberFormat } from '../types';
import type { FormatDefinition } from './types';

export interface CustomFormat {
  readonly id: string;
  readonly label: string;
  /** 0: integers of mantissaBits + 1 bits. */
  readonly exponentBits: number;
  readonly mantissaBits: number;
  /** Absent: 2^(exponentBits - 1) - 1. */
  readonly bias?: number;
  /** Elements that share a scale; null: one scale a channel, none for `none`. */
  readonly blockSize: number | null;
  readonly scale: 'none' | 'e8m0' | 'e4m3' | 'fp32';
}

const SCALE_BITS = { none: 0, e8m0: 8, e4m3: 8, fp32: 32 } as const;
const LARGEST_BLOCK = 1 << 20;

/** Null, or the sentence that says which part can not be built. */
export function customFormatProblem(format: CustomFormat): string | null {
  const { exponentBits, mantissaBits, bias, blockSize, scale } = format;
  const isWhole = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;
  if (!isWhole(exponentBits, 0, 8)) return 'exponentBits: must be a whole number from 0 to 8';
  const [fewest, most] = exponentBits === 0 ? [1, 22] : [0, 22];
  if (!isWhole(mantissaBits, fewest, most)) return `mantissaBits: must be a whole number from ${fewest} to ${most}`;
  if (bias !== undefined && exponentBits === 0) return 'bias: integers have none';
  if (bias !== undefined && !isWhole(bias, -127, 127)) return 'bias: must be a whole number from -127 to 127';
  if (blockSize !== null && !isWhole(blockSize, 1, LARGEST_BLOCK)) {
    return `blockSize: must be a whole number from 1 to ${LARGEST_BLOCK}`;
  }
  if (scale === 'none' && (blockSize !== null || exponentBits === 0)) {
    return 'scale: blocks and integers need one';
  }
  if (scale === 'e4m3' && blockSize === null) return 'blockSize: a scale in E4M3 is that of a block';
  return null;
}

/** What designs need of it. It runs on the narrowest class that holds its elements. */
export function customNumberFormat(format: CustomFormat): NumberFormat {
  const { id, label, exponentBits, mantissaBits, blockSize, scale } = format;
  return defineFormat({
    id,
    label,
    encoding: exponentBits === 0 ? 'int' : 'float',
    elementBits: 1 + exponentBits + mantissaBits,
    exponentBits,
    mantissaBits: exponentBits === 0 ? 0 : mantissaBits,
    ...(blockSize === null ? UNSCALED : { blockSize, scaleBits: SCALE_BITS[scale] }),
    computeClass: classOf(exponentBits, mantissaBits),
  });
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

function elementOf({ exponentBits, mantissaBits, bias, scale }: CustomFormat): Element {
  if (exponentBits === 0)
    return scale === 'e8m0' ? mxIntegerElement(mantissaBits + 1) : integerElement(mantissaBits + 1);
  return {
    kind: 'float',
    exponentBits,
    mantissaBits,
    bias: bias ?? (1 << (exponentBits - 1)) - 1,
    specials: 'none',
  };
}

/** How it is quantised; `customFormatProblem` must be null. No code is spent on infinity or NaN. */
export function customDefinition(format: CustomFormat): FormatDefinition {
  const element = elementOf(format);
  const recipe = customRecipe(format, element);
  return {
    id: format.id,
    status: 'unverified',
    element,
    scale:
      format.scale === 'none' ? 'none' : `${format.scale.toUpperCase()}, largest value ${largestMagnitude(element)}`,
    source: 'described by the user',
    options: [],
    recipe: () => recipe,
  };
}

function customRecipe({ blockSize, scale }: CustomFormat, element: Element): Recipe {
  const grouping = blockSize === null ? CHANNEL : groupsOf(blockSize);
  switch (scale) {
    case 'none':
      return { kind: 'cast', element, rounding: 'even', overflow: 'saturate' };
    case 'e8m0':
      return { kind: 'powerOfTwo', element, grouping, rule: 'floor', rounding: 'even' };
    case 'e4m3':
      return { kind: 'twoLevel', element, blockSize: blockSize ?? 1, arithmetic: 'division', levels: 2 };
    case 'fp32':
      return { kind: 'scaled', element, grouping, scaleFrom: 'largestMagnitude', bounds: null };
  }
}
