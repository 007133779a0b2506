import type { NumberFormat } from './types';

/** Completes a format with its stored bits per element, so that no table can contradict its own parts. */
export function defineFormat(format: Omit<NumberFormat, 'bitsPerElement'>): NumberFormat {
  const { elementBits, blockSize, scaleBits } = format;
  return { ...format, bitsPerElement: elementBits + (blockSize === null ? 0 : scaleBits / blockSize) };
}

/** Fields of a format whose elements carry no block scale of their own. */
export const UNSCALED = { blockSize: null, scaleBits: 0 } as const;
