import { defineFormat } from '../define';
import type { ComputeClass, NumberFormat } from '../types';

/** Elements of four bits, an E4M3 scale to 16 of them, and one FP32 scale per tensor, whose storage is negligible. */
function twoLevel(id: string, computeClass: ComputeClass, exponentBits: number, mantissaBits: number): NumberFormat {
  return defineFormat({
    id,
    label: id.toUpperCase(),
    encoding: exponentBits > 0 ? 'float' : 'int',
    elementBits: 4,
    exponentBits,
    mantissaBits,
    blockSize: 16,
    scaleBits: 8,
    computeClass,
  });
}

export const NV_FORMATS: readonly NumberFormat[] = [twoLevel('nvfp4', 'fp4', 2, 1), twoLevel('nvint4', 'int4', 0, 0)];
