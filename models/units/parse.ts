import { quantitySpec, unitsOf, type Quantity, type Unit } from './quantities';

export type ParsedQuantity =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: string };

/** Longer than any sensible quantity; keeps pasted files out of the pattern and of the message. */
const MAX_LENGTH = 64;

/** Sign, digits (plain or in groups of three), fraction, power of ten, then whatever is left: the unit. */
const NUMBER = /^([+-]?)(\d{1,3}(?:[ ,_']\d{3})+(?!\d)|\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3})(?![\d]))?\s*(.*)$/;

function refuse(reason: string): ParsedQuantity {
  return { ok: false, reason };
}

/** One spelling for the signs and spaces that people and other programs write differently. */
function normalise(text: string): string {
  return text
    .replace(/[\u00a0\u2007\u2009\u202f]/gu, ' ')
    .replace(/\u2212/gu, '-')
    .replace(/\u03bc/gu, 'µ')
    .trim();
}

function normaliseUnit(text: string): string {
  const squared = text.replace(/\^2$|(?<=m)2$/u, '²');
  return squared.replace(/\s*\/\s*/gu, '/').replace(/\/sec(ond)?$/u, '/s').trim(); // prettier-ignore
}

function spellings(unit: Unit): readonly string[] {
  const bare = unit.symbol.trim();
  return bare.startsWith('µ') ? [bare, `u${bare.slice(1)}`] : [bare];
}

/** The unit written as `symbol`; in lower case only when just one unit is meant (`ghz`, but not `mw`). */
function findUnit(symbol: string, units: readonly Unit[]): Unit | null {
  const exact = units.find((unit) => spellings(unit).includes(symbol));
  if (exact) return exact;
  if (symbol !== symbol.toLowerCase()) return null;
  const loose = units.filter((unit) => spellings(unit).some((name) => name.toLowerCase() === symbol));
  const [first] = loose;
  const same = (unit: Unit) => unit.exponent === first?.exponent && unit.multiplier === first.multiplier;
  return first && loose.every(same) ? first : null;
}

function unknownUnit(symbol: string, quantity: Quantity): string {
  if (/^,\d/u.test(symbol)) return 'has a comma where it means nothing: write “1.5” or “1,500”';
  const { ambiguousKilo, ladder, binaryLadder } = quantitySpec(quantity);
  const rest = symbol.slice(1);
  if (ambiguousKilo && symbol.startsWith('K') && unitsOf(quantity).some((unit) => unit.symbol.trim() === `k${rest}`)) {
    return `“${symbol}” can mean 1000 or 1024: write “k${rest}” for 1000 or “Ki${rest}” for 1024`;
  }
  const known = [...ladder, ...binaryLadder].map((unit) => unit.symbol).filter((name) => name !== '');
  return `“${symbol}” is not a unit for this field${known.length > 0 ? `: use ${known.join(', ')}` : ''}`;
}

/**
 * Reads a number with its unit, such as "24 MiB", "1.6 TB/s", "1.9 µs", "989 TFLOPS" or "85 %".
 *
 * A bare number is read in `bareUnit`, by default the quantity's own choice (GB/s, GHz, pJ/bit, mm², otherwise 1).
 * The value comes back in the unit that the quantity is named after. Ranges are not checked here: that is the field's
 * business.
 */
export function parseQuantity(
  text: string,
  quantity: Quantity,
  bareUnit: string = quantitySpec(quantity).bareUnit,
): ParsedQuantity {
  if (text.length > MAX_LENGTH) return refuse(`is longer than ${String(MAX_LENGTH)} characters`);
  const match = NUMBER.exec(normalise(text));
  const [, sign = '', whole = '', fraction = '', power = '0', unitText = ''] = match ?? [];
  if (!match || (whole === '' && fraction === '')) return refuse('is not a number');
  const written = normaliseUnit(unitText);
  const unit = findUnit(written === '' ? bareUnit : written, unitsOf(quantity));
  if (!unit) return refuse(unknownUnit(written === '' ? bareUnit : written, quantity));
  const digits = `${whole.replace(/[ ,_']/gu, '') || '0'}.${fraction || '0'}`;
  // Number() is correctly rounded on every engine; the power of ten goes in before rounding, not after.
  const value = Number(`${sign}${digits}e${String(Number(power) + unit.exponent)}`) * unit.multiplier;
  if (!Number.isFinite(value)) return refuse('is too large a number');
  return { ok: true, value: value === 0 ? 0 : value };
}
