/**
 * Scales of blocks that are quantised themselves. Source: Dettmers et al., QLoRA, arXiv:2305.14314, section 3 (double
 * quantisation), with the code of bitsandbytes (functional.py: quantize_4bit with compress_statistics, create_dynamic_map).
 *
 * The mean of all scales is taken off and kept in FP32; 256 neighbours share an FP32 scale, the largest magnitude of what is
 * left, and have one of 256 levels under it. A scale far from the others of its 256 has an error of up to 0.7 % of the
 * largest distance from the mean, which may be more than the scale itself.
 */
import { powerOfTwo } from '../../units/deterministic-math';

/** Scales that share a scale. */
export const SCALES_OF_GROUP = 256;
export const DOUBLE_SCALE_BITS = 8;

const EXPONENTS = 7;

/** Signed dynamic 8-bit floats: for each power of ten from 10^-6 to 1, the middles of 2^i even parts of [0.1, 1] of it. */
export const DYNAMIC_LEVELS: readonly number[] = dynamicLevels();

function dynamicLevels(): readonly number[] {
  const positive: number[] = [];
  for (let i = 0; i < EXPONENTS; i++) {
    const parts = powerOfTwo(i);
    for (let part = 0; part < parts; part++) {
      positive.push(Math.fround((0.1 + (0.9 * (part + 0.5)) / parts) / tenTo(EXPONENTS - 1 - i)));
    }
  }
  return [...positive.map((level) => -level), 0, ...positive, 1].toSorted((a, b) => a - b);
}

function tenTo(exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= 10;
  return power;
}

/** Scales as they are decoded, in the order in which they lie in the tensor. Every step in float32, the mean exact. */
export function doubleQuantised(scales: Float32Array): Float32Array {
  const mean = Math.fround(scales.reduce((sum, scale) => sum + scale, 0) / Math.max(1, scales.length));
  const centred = scales.map((scale) => scale - mean);
  const decoded = new Float32Array(scales.length);
  for (let from = 0; from < scales.length; from += SCALES_OF_GROUP) {
    const to = Math.min(from + SCALES_OF_GROUP, scales.length);
    let largest = 0;
    for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(centred[i]!));
    for (let i = from; i < to; i++) {
      const level = largest === 0 ? 0 : nearestLevel(Math.fround(centred[i]! / largest));
      decoded[i] = Math.fround(level * largest) + mean;
    }
  }
  return decoded;
}

/** Middles go down. */
function nearestLevel(x: number): number {
  let low = 0;
  let high = DYNAMIC_LEVELS.length - 1;
  while (low < high) {
    const at = (low + high) >> 1;
    if (x > (DYNAMIC_LEVELS[at]! + DYNAMIC_LEVELS[at + 1]!) / 2) low = at + 1;
    else high = at;
  }
  return DYNAMIC_LEVELS[low]!;
}
