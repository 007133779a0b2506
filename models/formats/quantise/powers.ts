import { powerOfTwo } from '../../units/deterministic-math';

/** Exponents of the tables: of any product of a scale and a small float, with room to spare. */
export const LOWEST_EXPONENT = -400;
const EXPONENTS = 800;

/** The factor times every power of two of the tables. */
export function powersTimes(factor: number): Float64Array {
  return Float64Array.from({ length: EXPONENTS }, (_, i) => factor * powerOfTwo(i + LOWEST_EXPONENT));
}

export const POWERS = powersTimes(1);

/** 2^exponent for the exponents that scales and elements have. */
export function scalePower(exponent: number): number {
  return POWERS[exponent - LOWEST_EXPONENT]!;
}
