import { defineFormat } from '../define';
import type { NumberFormat } from '../types';

/** Elements are indices into a table of levels: never multiplied as they are, always looked up first. */
export const CODEBOOK_FORMATS: readonly NumberFormat[] = [
  defineFormat({
    id: 'nf4',
    label: 'NF4',
    encoding: 'codebook',
    elementBits: 4,
    exponentBits: 0,
    mantissaBits: 0,
    blockSize: 64,
    scaleBits: 32,
    // The class its levels are looked up into; they are float32 constants, rounded to the compute type by the kernels.
    computeClass: 'bf16',
    source: 'Dettmers et al., QLoRA, arXiv:2305.14314; FP32 absmax to 64 elements, without double quantisation',
  }),
];
