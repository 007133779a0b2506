/**
 * Rounding as it is defined, and slow: whole numbers of 2^-300, the list of all magnitudes, distances to each of them.
 * Shares nothing with the kernels but the element types.
 */
import { codePoints } from '../elements/code-points';
import { largestExponent, type Element } from '../elements/float-element';
import type { Overflow, Rounding } from './grid';
import type { ScaleRule } from './scale-rules';

const UNIT = 2 ** 300;
const units = (x: number) => BigInt(x * UNIT);

/** All magnitudes of the type in order, so that the place of each is its code; then the one that would come next. */
function magnitudesInUnits(element: Element): readonly bigint[] {
  const finite = codePoints(element).filter(({ value, isUsed }) => isUsed && Number.isFinite(value) && value >= 0);
  const values = [...new Set(finite.map(({ value }) => units(value)))].sort((a, b) => (a < b ? -1 : 1));
  return [...values, 2n * values.at(-1)! - values.at(-2)!];
}

/** Rounds finite numbers to the values of a type times 2^exponent. */
export function exactRounding(element: Element, rounding: Rounding, overflow: Overflow) {
  const magnitudes = magnitudesInUnits(element);
  return (x: number, exponent: number): number => {
    // Divided by the scale: powers of two are exact.
    const magnitude = units(Math.abs(x) * 2 ** -exponent);
    const distance = (code: number) => {
      const apart = magnitudes[code]! - magnitude;
      return apart < 0n ? -apart : apart;
    };
    let best = 0;
    for (let code = 1; code < magnitudes.length; code++) {
      const isTie = distance(code) === distance(best);
      const takesTie = rounding === 'halfAway' || code % 2 === 0;
      if (distance(code) < distance(best) || (isTie && takesTie)) best = code;
    }
    const last = magnitudes.length - 2;
    const beyond = { saturate: Number(magnitudes[last]) / UNIT, infinity: Infinity, nan: NaN }[overflow];
    const rounded = best > last ? beyond : Number(magnitudes[best]) / UNIT;
    return Math.fround((Object.is(Math.sign(x), 1) || Object.is(x, 0) ? rounded : -rounded) * 2 ** exponent);
  };
}

/** The values of a type next to a finite number within its range, or the number itself twice. */
export function exactNeighbours(element: Element, x: number): { readonly below: number; readonly above: number } {
  const values = codePoints(element).map(({ value }) => value).filter(Number.isFinite); // prettier-ignore
  return {
    below: Math.max(...values.filter((value) => value <= x)),
    above: Math.min(...values.filter((value) => value >= x)),
  };
}

/** Rules that are defined without float32. */
export const EXACT_RULES = ['floor', 'ceil', 'rceil', 'even'] as const satisfies readonly ScaleRule[];

/** The exponent of E8M0 for a largest magnitude above zero, tried one after the other from the highest. */
export function exactExponent(rule: (typeof EXACT_RULES)[number], element: Element, largest: number): number {
  const most = Number(magnitudesInUnits(element).at(-2)) / UNIT;
  const power = (exponent: number) => 2 ** (exponent + largestExponent(element));
  const mantissaBits = element.kind === 'float' ? element.mantissaBits : element.bits - 2;
  const fits = {
    floor: (e: number) => power(e) <= largest,
    // The largest exponent below the smallest that holds the magnitude, and one more.
    ceil: (e: number) => power(e - 1) < largest,
    rceil: (e: number) => most * 2 ** (e - 1) < largest,
    even: (e: number) => power(e) - power(e - mantissaBits - 2) <= largest,
  }[rule];
  for (let exponent = 127; exponent > -127; exponent--) if (fits(exponent)) return exponent;
  return -127;
}
