/** Block scales of a pair of formats in a dot-product unit: how they are kept, and what applying them takes. */
import type { NumberFormat } from './types';

/** How a block of an operand is scaled: not (by tensor or channel, after the sum), by a power of two, or by a float. */
export type BlockScale =
  | { readonly kind: 'none' }
  | { readonly kind: 'powerOfTwo'; readonly blockSize: number; readonly exponentBits: number }
  | {
      readonly kind: 'float';
      readonly blockSize: number;
      readonly exponentBits: number;
      /** With the hidden one. */
      readonly significandBits: number;
    };

/** Lanes of a unit whose formats have no blocks: those of an MX unit. */
export const DEFAULT_LANES = 32;

/** Exponent bits of a float32 partial sum, and its significand. */
export const SUM_EXPONENT_BITS = 8;
export const SUM_BITS = 24;

/** E8M0 in blocks of 32 of 8 bits, E4M3 in blocks of 16 of 8 bits, else a 16-bit float (or wider) to a group. */
export function blockScale({ blockSize, scaleBits }: NumberFormat): BlockScale {
  if (blockSize === null) return { kind: 'none' };
  if (scaleBits === 8 && blockSize === 32) return { kind: 'powerOfTwo', blockSize, exponentBits: 8 };
  if (scaleBits === 8) return { kind: 'float', blockSize, exponentBits: 4, significandBits: 4 };
  return { kind: 'float', blockSize, exponentBits: 5, significandBits: 11 };
}

/** Elements that meet one scale; infinitely many without. */
export function scaledBlock(scale: BlockScale): number {
  return scale.kind === 'none' ? Infinity : scale.blockSize;
}

/** Products that are added up before they meet the accumulator and the scales. */
export function lanesOf(a: BlockScale, b: BlockScale): number {
  return Math.min(DEFAULT_LANES, scaledBlock(a), scaledBlock(b));
}

/**
 * Full adders of one product for its scales: they meet once a block, at the shorter of the two blocks. Powers of two are
 * added to an exponent; a float multiplies the other scale and the partial sum.
 */
export function scaleAdders(a: BlockScale, b: BlockScale): number {
  if (a.kind === 'none' && b.kind === 'none') return 0;
  const exponentBits = Math.max(scaleExponentBits(a), scaleExponentBits(b), SUM_EXPONENT_BITS);
  const [first, second] = [significandBits(a), significandBits(b)];
  return (2 * exponentBits + first * second + (first + second) * SUM_BITS) / Math.min(scaledBlock(a), scaledBlock(b));
}

function scaleExponentBits(scale: BlockScale): number {
  return scale.kind === 'none' ? 0 : scale.exponentBits;
}

function significandBits(scale: BlockScale): number {
  return scale.kind === 'float' ? scale.significandBits : 0;
}
