/**
 * Matrix-unit time and vector work of one row, all its layers together. Cycles are in units of the clock part: array
 * cycles, or seconds where only peak rates are known (their clock is 1).
 */
export const COMPUTE = {
  /** Cycles of the first step and growth a step; `TOTAL` over all steps. Growth in stairs is kept as runs instead. */
  CYCLES: 0,
  CYCLES_SLOPE: 1,
  CYCLES_TOTAL: 2,
  /** Cycles of all steps if every MAC found a free unit. */
  IDEAL_TOTAL: 3,
  VECTOR: 4,
  VECTOR_SLOPE: 5,
  SPECIAL: 6,
  SPECIAL_SLOPE: 7,
  /** Index of the compute class that the products run in, or `DATAPATH_CLASS`; -1 where there are none. */
  CLASS: 8,
  /** Energy of a product over that of the class. */
  ENERGY_RATIO: 9,
  WIDTH: 10,
} as const;

/**
 * Cycles of a growing row as runs of steps within which they lie on a line: fold counts rise in stairs, and between
 * two stairs the rest is linear. All layers together, in the units of `COMPUTE.CYCLES`.
 */
export const RUNS = {
  COUNT: 0,
  /** Cycles of one layer to cycles of the row, for steps beyond the last run kept. */
  SCALE: 1,
  /** Steps that the runs cover; the rest, if any, is evaluated step by step. */
  COVERED: 2,
  FIRST: 3,
  LENGTH: 0,
  VALUE: 1,
  SLOPE: 2,
  RUN_WIDTH: 3,
  MOST: 64,
  WIDTH: 3 + 3 * 64,
} as const;
