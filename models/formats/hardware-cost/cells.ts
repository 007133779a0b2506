/**
 * Gate-sized cells of arithmetic, counted by kind and weighed by what a kind costs.
 *
 * Counts: "INT v.s. FP", arXiv:2510.25602, Table 6. The paper's cell factors are not published; two of them are fitted to
 * its Table 5 (`calibration.ts`) with a full adder as the unit.
 */
import { ceilLog2 } from '../mac-cost';

export interface Cells {
  readonly fullAdders: number;
  /** Two-to-one multiplexers of a bit: shifters, tables, negation. */
  readonly multiplexers: number;
  readonly flipFlops: number;
}

export const NO_CELLS: Cells = { fullAdders: 0, multiplexers: 0, flipFlops: 0 };

export function fullAdders(count: number): Cells {
  return { ...NO_CELLS, fullAdders: count };
}

export function multiplexers(count: number): Cells {
  return { ...NO_CELLS, multiplexers: count };
}

export function flipFlops(count: number): Cells {
  return { ...NO_CELLS, flipFlops: count };
}

export function sumOfCells(...all: readonly Cells[]): Cells {
  const total = (of: (cells: Cells) => number) => all.reduce((sum, cells) => sum + of(cells), 0);
  return {
    fullAdders: total((cells) => cells.fullAdders),
    multiplexers: total((cells) => cells.multiplexers),
    flipFlops: total((cells) => cells.flipFlops),
  };
}

export function timesCells(factor: number, cells: Cells): Cells {
  return {
    fullAdders: factor * cells.fullAdders,
    multiplexers: factor * cells.multiplexers,
    flipFlops: factor * cells.flipFlops,
  };
}

/** A shifter over `bits` positions: one stage of multiplexers for each doubling, a whole number of them. */
export function shifter(bits: number): Cells {
  return multiplexers(bits * ceilLog2(bits));
}

/**
 * Adder of two floats of `exponentBits` and `mantissaBits`, with three guard bits: subtract and compare exponents, align,
 * add, normalise.
 */
export function floatAdder(exponentBits: number, mantissaBits: number): Cells {
  const bits = mantissaBits + 4;
  return sumOfCells(fullAdders(2 * exponentBits + bits), shifter(bits), shifter(bits));
}
