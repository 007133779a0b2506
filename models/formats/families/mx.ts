import { defineFormat } from '../define';
import type { ComputeClass, NumberFormat } from '../types';

/** Elements and bits of scale (E8M0, a power of two) of every MX format. */
const BLOCK = { blockSize: 32, scaleBits: 8 } as const;

function mxFloat(name: string, computeClass: ComputeClass, exponentBits: number, mantissaBits: number): NumberFormat {
  return defineFormat({
    id: `mx${name}`,
    label: `MX${name.replace('_', ' ').toUpperCase()}`,
    encoding: 'float',
    elementBits: 1 + exponentBits + mantissaBits,
    exponentBits,
    mantissaBits,
    ...BLOCK,
    computeClass,
  });
}

function mxInteger(elementBits: number, computeClass: ComputeClass): NumberFormat {
  return defineFormat({
    id: `mxint${elementBits}`,
    label: `MXINT${elementBits}`,
    encoding: 'int',
    elementBits,
    exponentBits: 0,
    mantissaBits: 0,
    ...BLOCK,
    computeClass,
  });
}

export const MX_FORMATS: readonly NumberFormat[] = [
  mxFloat('fp8_e4m3', 'fp8', 4, 3),
  mxFloat('fp8_e5m2', 'fp8', 5, 2),
  mxFloat('fp6_e2m3', 'fp6', 2, 3),
  mxFloat('fp6_e3m2', 'fp6', 3, 2),
  mxFloat('fp4', 'fp4', 2, 1),
  mxInteger(8, 'int8'),
  mxInteger(6, 'int8'),
  mxInteger(4, 'int4'),
];
