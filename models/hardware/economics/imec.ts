import { SQUARE_METRES_PER_SQUARE_CENTIMETRE } from './nodes';

/** imec.netzero: kilograms of CO2 equivalent per square centimetre of wafer, by its own model and grid. */
const KILOGRAMS_PER_SQUARE_CENTIMETRE: Readonly<Record<number, number>> = {
  28: 0.91,
  20: 0.91,
  14: 0.97,
  10: 1.09,
  7: 1.44,
  5: 1.54,
  3: 1.75,
};

/** Kilograms per square metre by imec, for comparison only; null where it has none. */
export function imecKilogramsPerSquareMetre(nodeNm: number | null): number | null {
  const kilograms = nodeNm === null ? null : (KILOGRAMS_PER_SQUARE_CENTIMETRE[nodeNm] ?? null);
  return kilograms === null ? null : kilograms / SQUARE_METRES_PER_SQUARE_CENTIMETRE;
}
