/**
 * Small floats: value = (-1)^s m / 2^M 2^(1 - bias) for exponent field 0, (-1)^s (1 + m / 2^M) 2^(e - bias) above it.
 *
 * Sources: OCP OFP8 1.0 and OCP MX 1.0 for the FP8, FP6 and FP4 types, IEEE 754-2019 for FP16 and FP32; all code points
 * of FP8, FP6 and FP4 as in jax-ml/ml_dtypes@b793a6e.
 */
import { powerOfTwo } from '../../units/deterministic-math';
import type { NumberFormat } from '../types';

export interface FloatElement {
  readonly kind: 'float';
  readonly exponentBits: number;
  readonly mantissaBits: number;
  readonly bias: number;
  /**
   * What the highest codes mean. `ieee`: the last exponent is infinity and NaN. `nanOnly`: the last code alone is NaN and
   * there is no infinity (E4M3 "fn"). `none`: every code is a number.
   */
  readonly specials: 'ieee' | 'nanOnly' | 'none';
}

/** Whole multiples of 2^-fractionBits, from -(2^(bits-1) - 1) to 2^(bits-1) - 1 of them: the lowest code is unused. */
export interface FixedElement {
  readonly kind: 'fixed';
  readonly bits: number;
  readonly fractionBits: number;
}

export type Element = FloatElement | FixedElement;

/** A float with the usual bias, 2^(exponentBits - 1) - 1. */
export function floatElement(
  exponentBits: number,
  mantissaBits: number,
  specials: FloatElement['specials'],
): FloatElement {
  return { kind: 'float', exponentBits, mantissaBits, bias: powerOfTwo(exponentBits - 1) - 1, specials };
}

/** Whole numbers of so many bits, symmetric. */
export function integerElement(bits: number): FixedElement {
  return { kind: 'fixed', bits, fractionBits: 0 };
}

/** Integers of MX formats: fractions with one whole bit beside the sign, so that their exponents are those of floats. */
export function mxIntegerElement(bits: number): FixedElement {
  return { kind: 'fixed', bits, fractionBits: bits - 2 };
}

/** The element type of a float format of the registry. Below eight bits no code is spent on specials. */
export function floatElementOf({ exponentBits, mantissaBits }: NumberFormat): FloatElement {
  const isE4M3 = exponentBits === 4 && mantissaBits === 3;
  const isNarrow = 1 + exponentBits + mantissaBits < 8;
  return floatElement(exponentBits, mantissaBits, isE4M3 ? 'nanOnly' : isNarrow ? 'none' : 'ieee');
}

/** Exponent of the smallest normal magnitude. */
export function smallestExponent(element: FloatElement): number {
  return 1 - element.bias;
}

/** Exponent of the largest magnitude: floor(log2(largest)), `emax` of OCP MX. */
export function largestExponent(element: Element): number {
  if (element.kind === 'fixed') return element.bits - 2 - element.fractionBits;
  const { exponentBits, mantissaBits, bias, specials } = element;
  const lastIsSpecial = specials === 'ieee' || (specials === 'nanOnly' && mantissaBits === 0);
  return powerOfTwo(exponentBits) - (lastIsSpecial ? 2 : 1) - bias;
}

export function largestMagnitude(element: Element): number {
  if (element.kind === 'fixed') return (powerOfTwo(element.bits - 1) - 1) * powerOfTwo(-element.fractionBits);
  const { mantissaBits, specials } = element;
  const lostToNaN = specials === 'nanOnly' && mantissaBits > 0 ? 2 : 1;
  return (2 - lostToNaN * powerOfTwo(-mantissaBits)) * powerOfTwo(largestExponent(element));
}

export function smallestNormal(element: FloatElement): number {
  return powerOfTwo(smallestExponent(element));
}

/** The smallest magnitude above zero; that of a normal number where there are no mantissa bits. */
export function smallestMagnitude(element: Element): number {
  if (element.kind === 'fixed') return powerOfTwo(-element.fractionBits);
  return powerOfTwo(smallestExponent(element) - element.mantissaBits);
}

/** All finite magnitudes in ascending order, zero first. Meant for elements of up to eight bits or so. */
export function magnitudes(element: Element): readonly number[] {
  const largest = largestMagnitude(element);
  const values: number[] = [];
  if (element.kind === 'fixed') {
    for (let k = 0; k < powerOfTwo(element.bits - 1); k++) values.push(k * powerOfTwo(-element.fractionBits));
    return values;
  }
  const steps = powerOfTwo(element.mantissaBits);
  for (let m = 0; m < steps; m++) values.push(m * smallestMagnitude(element));
  for (let e = smallestExponent(element); e <= largestExponent(element); e++) {
    for (let m = 0; m < steps; m++) values.push((1 + m / steps) * powerOfTwo(e));
  }
  return values.filter((value) => value <= largest);
}
