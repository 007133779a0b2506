import { defineFormat } from '../define';
import type { NumberFormat } from '../types';

/** E2M1 elements, an E4M3 scale to 16 of them, and one FP32 scale per tensor, whose storage is negligible. */
export const NVFP4_FORMATS: readonly NumberFormat[] = [
  defineFormat({
    id: 'nvfp4',
    label: 'NVFP4',
    encoding: 'float',
    elementBits: 4,
    exponentBits: 2,
    mantissaBits: 1,
    blockSize: 16,
    scaleBits: 8,
    computeClass: 'fp4',
    source: 'NVIDIA, Pretraining Large Language Models with NVFP4, arXiv:2509.25149, appendix B',
  }),
];
