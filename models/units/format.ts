import { quantitySpec, type Quantity, type QuantitySpec, type Unit } from './quantities';

export interface FormattedQuantity {
  /** Number and unit with a no-break space between them. */
  readonly text: string;
  readonly number: string;
  /** Empty when the quantity is a pure number. */
  readonly unit: string;
}

/** What stands in place of a number that is not known. */
export const MISSING_TEXT = '–';

export const NO_BREAK_SPACE = '\u00a0';
export const MINUS = '\u2212';

/** From here on, and below its reciprocal, a number without a fitting prefix is written with a power of ten. */
const WIDEST_EXPONENT = 7;

/** Digits and power of ten of a positive number: 1234 is `{digits: '1234', exponent: 3}`, trailing zeros dropped. */
interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

function readDecimal(scientific: string): Decimal {
  const [mantissa = '0', exponent = '0'] = scientific.split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

/** The fewest digits that read back as the same double. */
function shortest(value: number): Decimal {
  return readDecimal(value.toExponential());
}

/** Rounded to `digits`, but never short of the whole number in front of the decimal point of its unit. */
function rounded(value: number, digits: number, unitExponent: number): Decimal {
  const exact = shortest(value);
  const wanted = Math.max(digits, exact.exponent - unitExponent + 1);
  if (exact.digits.length <= wanted) return exact;
  return readDecimal(value.toExponential(Math.min(Math.max(wanted, 1), 16) - 1));
}

function plain({ digits, exponent }: Decimal): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return digits + '0'.repeat(exponent + 1 - digits.length);
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.');
  // Four digits read well enough without a separator only when alone; in columns they must line up with five.
  const separated = whole.replace(/\B(?=(\d{3})+$)/gu, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

function written(decimal: Decimal): string {
  if (decimal.exponent >= WIDEST_EXPONENT + 3 || decimal.exponent < -WIDEST_EXPONENT) {
    const [first = '0', ...rest] = decimal.digits;
    return `${first}${rest.length > 0 ? `.${rest.join('')}` : ''}e${String(decimal.exponent)}`;
  }
  return grouped(plain(decimal));
}

/** The largest unit that leaves at least 1 in front, else the smallest. */
function pickUnit(exponent: number, ladder: readonly Unit[]): Unit {
  const fitting = ladder.filter((unit) => unit.exponent <= exponent);
  const unit = fitting[fitting.length - 1] ?? ladder[0];
  if (!unit) throw new Error('a quantity needs at least one unit');
  return unit;
}

/** A binary unit in which the value is round, such as 24 MiB, when that is shorter than its decimal form. */
function roundBinary(value: number, spec: QuantitySpec): FormattedQuantity | null {
  const fitting = spec.binaryLadder.filter((unit) => value >= unit.multiplier);
  const unit = fitting[fitting.length - 1];
  if (!unit) return null;
  const inUnit = shortest(value / unit.multiplier);
  const isRound = inUnit.digits.length <= 4 && inUnit.digits.length < shortest(value).digits.length;
  return isRound ? join(grouped(plain(inUnit)), unit.symbol) : null;
}

function join(number: string, unit: string): FormattedQuantity {
  return { text: unit === '' ? number : `${number}${NO_BREAK_SPACE}${unit}`, number, unit };
}

function negated(formatted: FormattedQuantity): FormattedQuantity {
  return join(MINUS + formatted.number, formatted.unit);
}

/** Rounding can carry into the next unit (999.96 kB is 1.00 MB), so the unit is picked a second time. */
function decimalParts(inBase: number, digits: number, ladder: readonly Unit[]): FormattedQuantity {
  const value = inBase / (ladder[0]?.multiplier ?? 1);
  const first = pickUnit(shortest(value).exponent, ladder);
  const guess = rounded(value, digits, first.exponent);
  const unit = pickUnit(guess.exponent, ladder);
  return join(written({ digits: guess.digits, exponent: guess.exponent - unit.exponent }), unit.symbol);
}

/**
 * A number as it is shown: `digits` significant digits (values with fewer are shown as they are), the prefix that
 * leaves one to three digits in front, capacities that are round in KiB, MiB ... in those. NaN and null give "–".
 */
export function formatQuantity(value: number | null, quantity: Quantity, digits = 3): FormattedQuantity {
  const spec = quantitySpec(quantity);
  if (value === null || Number.isNaN(value)) return { text: MISSING_TEXT, number: MISSING_TEXT, unit: '' };
  if (value < 0) return negated(formatQuantity(-value, quantity, digits));
  if (value === Infinity) return join('∞', spec.base);
  const home = spec.ladder.find((unit) => unit.symbol === spec.bareUnit) ?? pickUnit(0, spec.ladder);
  if (value === 0) return join('0', home.symbol);
  return roundBinary(value, spec) ?? decimalParts(value, digits, spec.ladder);
}
