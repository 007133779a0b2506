import { defineFormat } from '../define';
import type { NumberFormat } from '../types';

function codebook(id: string, label: string, elementBits: number, blockSize: number, scaleBits: number): NumberFormat {
  return defineFormat({
    id,
    label,
    encoding: 'codebook',
    elementBits,
    exponentBits: 0,
    mantissaBits: 0,
    blockSize,
    scaleBits,
    // The class its levels are looked up into, rounded to the compute type by the kernels.
    computeClass: 'bf16',
  });
}

/** Elements are indices into a table of levels: never multiplied as they are, always looked up first. */
export const CODEBOOK_FORMATS: readonly NumberFormat[] = [
  codebook('nf4', 'NF4', 4, 64, 32),
  // Scales of eight bits, with one of 32 bits to 256 of them.
  codebook('nf4_dq', 'NF4 double quantised', 4, 64, 8 + 32 / 256),
  codebook('flint4', 'FLINT4 g128', 4, 128, 16),
  // A scale of eight bits and the choice of one special value of four.
  codebook('bitmod4', 'BitMoD FP4', 4, 128, 10),
  codebook('bitmod3', 'BitMoD FP3', 3, 128, 10),
];
