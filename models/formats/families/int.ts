import { defineFormat, UNSCALED } from '../define';
import type { ComputeClass, NumberFormat } from '../types';

interface Integers {
  readonly id: string;
  readonly label: string;
  readonly elementBits: number;
  readonly blockSize?: number;
  /** Bits of scale and zero point. */
  readonly scaleBits?: number;
  readonly computeClass: ComputeClass;
}

function integers(given: Integers): NumberFormat {
  return defineFormat({ ...UNSCALED, encoding: 'int', exponentBits: 0, mantissaBits: 0, ...given });
}

/** Symmetric integers -Q..Q with Q = 2^(bits-1) - 1 and one scale per channel, whose storage is negligible. */
function perChannel(elementBits: number, computeClass: ComputeClass): NumberFormat {
  return integers({ id: `int${elementBits}`, label: `INT${elementBits}`, elementBits, computeClass });
}

/** One FP16 scale to 128 weights. Look-up kernels store the same bits as planes, one bit of each weight after the other. */
function grouped(elementBits: number): NumberFormat {
  const id = `int${elementBits}_g128`;
  const label = `INT${elementBits} g128`;
  return integers({ id, label, elementBits, blockSize: 128, scaleBits: 16, computeClass: 'int4' });
}

/**
 * Seven- to five-bit integers run on int8 units, three- and two-bit ones on int4 units, after widening. Ternary weights are
 * in codes of two bits, or packed three to five bits for look-up kernels; bipolar ones have odd values only, so that
 * four bits need an int8 unit.
 */
export const INT_FORMATS: readonly NumberFormat[] = [
  perChannel(8, 'int8'),
  perChannel(7, 'int8'),
  perChannel(6, 'int8'),
  perChannel(5, 'int8'),
  perChannel(4, 'int4'),
  perChannel(3, 'int4'),
  perChannel(2, 'int4'),
  grouped(4),
  grouped(3),
  grouped(2),
  integers({
    id: 'int4_asym_g128',
    label: 'INT4 g128 asymmetric',
    elementBits: 4,
    blockSize: 128,
    scaleBits: 24,
    computeClass: 'int4',
  }),
  integers({ id: 'ternary', label: 'Ternary', elementBits: 2, computeClass: 'int4' }),
  integers({ id: 'ternary_tl2', label: 'Ternary TL2', elementBits: 5 / 3, computeClass: 'int4' }),
  integers({ id: 'bipolar4', label: 'Bipolar INT4', elementBits: 4, computeClass: 'int8' }),
  integers({ id: 'bipolar2', label: 'Bipolar INT2', elementBits: 2, computeClass: 'int4' }),
];
