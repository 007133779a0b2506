/** Bytes that a row moves, all its layers together, at the first step and growth a step. */
export const TRAFFIC = {
  /** To and from main memory. */
  OFF: 0,
  OFF_SLOPE: 1,
  /** Between units and the staging memory on the chip. */
  ON: 2,
  ON_SLOPE: 3,
  WIDTH: 4,
} as const;
