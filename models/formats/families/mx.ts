import { defineFormat } from '../define';
import type { ComputeClass, NumberFormat } from '../types';

/** Elements and bits of scale (E8M0, a power of two) of every OCP MX format. */
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
    source: 'OCP Microscaling Formats (MX) 1.0; block rules as in microsoft/microxcaling@7bc4195',
  });
}

export const MX_FORMATS: readonly NumberFormat[] = [
  mxFloat('fp8_e4m3', 'fp8', 4, 3),
  mxFloat('fp8_e5m2', 'fp8', 5, 2),
  mxFloat('fp6_e2m3', 'fp6', 2, 3),
  mxFloat('fp6_e3m2', 'fp6', 3, 2),
  { ...mxFloat('fp4', 'fp4', 2, 1), label: 'MXFP4' },
  defineFormat({
    id: 'mxint8',
    label: 'MXINT8',
    encoding: 'int',
    elementBits: 8,
    exponentBits: 0,
    mantissaBits: 0,
    ...BLOCK,
    computeClass: 'int8',
    source: 'OCP Microscaling Formats (MX) 1.0; two’s complement k / 64, code -128 unused',
  }),
];
