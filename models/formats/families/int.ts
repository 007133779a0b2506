import { defineFormat, UNSCALED } from '../define';
import type { ComputeClass, NumberFormat } from '../types';

/** Symmetric integers -Q..Q with Q = 2^(bits-1) - 1 and one scale per channel, whose storage is negligible. */
function perChannel(bits: number, computeClass: ComputeClass): NumberFormat {
  return defineFormat({
    id: `int${String(bits)}`,
    label: `INT${String(bits)}`,
    encoding: 'int',
    elementBits: bits,
    exponentBits: 0,
    mantissaBits: 0,
    ...UNSCALED,
    computeClass,
    source:
      'Nagel et al., A White Paper on Neural Network Quantization, arXiv:2106.08295, symmetric uniform quantisation',
  });
}

/** Six-bit integers run on int8 units, three- and two-bit ones on int4 units, after widening. */
export const INT_FORMATS: readonly NumberFormat[] = [
  perChannel(8, 'int8'),
  perChannel(6, 'int8'),
  perChannel(4, 'int4'),
  perChannel(3, 'int4'),
  perChannel(2, 'int4'),
  defineFormat({
    id: 'int4_g128',
    label: 'INT4 g128',
    encoding: 'int',
    elementBits: 4,
    exponentBits: 0,
    mantissaBits: 0,
    blockSize: 128,
    scaleBits: 16,
    computeClass: 'int4',
    source: 'Frantar et al., GPTQ, arXiv:2210.17323, symmetric with one 16-bit scale to 128 weights along K',
  }),
];
