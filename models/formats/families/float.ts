import { defineFormat, UNSCALED } from '../define';
import type { ComputeClass, NumberFormat } from '../types';

function float(
  id: string,
  label: string,
  computeClass: ComputeClass,
  exponentBits: number,
  mantissaBits: number,
  elementBits = 1 + exponentBits + mantissaBits,
): NumberFormat {
  return defineFormat({
    id,
    label,
    encoding: 'float',
    elementBits,
    exponentBits,
    mantissaBits,
    ...UNSCALED,
    computeClass,
  });
}

/** Floats without a stored block scale. FP8, FP6 and FP4 here are scaled per tensor or channel, which is negligible. */
export const FLOAT_FORMATS: readonly NumberFormat[] = [
  float('fp32', 'FP32', 'fp32', 8, 23),
  // 19 bits take part in a product, but a tensor is kept in 32-bit words.
  float('tf32', 'TF32', 'tf32', 8, 10, 32),
  float('bf16', 'BF16', 'bf16', 8, 7),
  float('fp16', 'FP16', 'fp16', 5, 10),
  float('fp8_e4m3', 'FP8 E4M3', 'fp8', 4, 3),
  float('fp8_e5m2', 'FP8 E5M2', 'fp8', 5, 2),
  float('fp6_e2m3', 'FP6 E2M3', 'fp6', 2, 3),
  float('fp6_e3m2', 'FP6 E3M2', 'fp6', 3, 2),
  float('fp4_e2m1', 'FP4 E2M1', 'fp4', 2, 1),
];
