import { quantitySpec, type Unit } from '../../../models/units';

const DIGITS = 3;

/** Bytes in the units of a ladder, decimal or binary throughout, so that numbers beside each other compare. */
function bytesIn(ladder: readonly Unit[], bytes: number | null): string {
  if (bytes === null || Number.isNaN(bytes)) return '–';
  const factorOf = (unit: Unit) => unit.multiplier * 10 ** unit.exponent;
  const unit = ladder.findLast((candidate) => factorOf(candidate) <= bytes) ?? ladder[0];
  if (unit === undefined) return String(bytes);
  const number = bytes / factorOf(unit);
  const shown = number >= 100 ? Math.round(number) : Number(number.toPrecision(DIGITS));
  return `${shown}\u00a0${unit.symbol}`;
}

const { ladder: DECIMAL, binaryLadder } = quantitySpec('bytes');
const BINARY: readonly Unit[] = [...DECIMAL.slice(0, 1), ...binaryLadder];

export function decimalBytes(bytes: number | null): string {
  return bytesIn(DECIMAL, bytes);
}

/** In the kind of units that the reference is round in: memories are sold as 32 GiB or as 80 GB. */
export function bytesLike(reference: number | null): (bytes: number | null) => string {
  const isBinary = reference !== null && Number.isInteger(reference / 2 ** 20);
  return (bytes) => bytesIn(isBinary ? BINARY : DECIMAL, bytes);
}
