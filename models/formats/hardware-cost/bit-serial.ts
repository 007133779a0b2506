/**
 * BitMoD's bit-serial processing element: four products of FP16 activations with weights taken two signed bits a cycle.
 *
 * Synthesis at 28 nm and 1 GHz, beside an FP16 element of the same authors: abdelfattah-lab/BitMoD-HPCA-25@e445a5f,
 * bitmod_sim; cycles: arXiv:2411.11745, section IV.
 */
import type { NumberFormat } from '../types';
import type { CostQuantity } from './calibration';

/** Products that an element has under way. */
export const BIT_SERIAL_LANES = 4;

/** Of one element at 28 nm: picojoules a cycle, square micrometres. */
export const SYNTHESISED_28NM = {
  fp16: { energy: 0.77, area: 1968.7 },
  bitSerial: { energy: 0.56, area: 1507.7 },
} as const satisfies Record<string, Record<CostQuantity, number>>;

/** Formats of weights whose cycles the paper states: floats of 3 and 4 bits with a special value 2, INT6 3, INT8 4. */
export function bitSerialCycles(weights: NumberFormat): number | null {
  if (weights.encoding === 'int' && Number.isInteger(weights.elementBits) && weights.elementBits <= 8) {
    return Math.max(2, Math.ceil(weights.elementBits / 2));
  }
  const isNarrowFloat = weights.encoding === 'float' && weights.elementBits <= 4;
  return isNarrowFloat || weights.id.startsWith('bitmod') ? 2 : null;
}

/** Multiply-accumulates a cycle of one element; an FP16 element does one. */
export function bitSerialMacsPerCycle(weights: NumberFormat): number | null {
  const cycles = bitSerialCycles(weights);
  return cycles === null ? null : BIT_SERIAL_LANES / cycles;
}

/** Cost of one multiply-accumulate a cycle over that of the FP16 element; null: not a format it takes. */
export function bitSerialRatio(weights: NumberFormat, quantity: CostQuantity): number | null {
  const macsPerCycle = bitSerialMacsPerCycle(weights);
  if (macsPerCycle === null) return null;
  return SYNTHESISED_28NM.bitSerial[quantity] / SYNTHESISED_28NM.fp16[quantity] / macsPerCycle;
}
