import type { Cells } from './cells';
import type { UnitParts } from './unit';

/** Cost of kinds of cells in full adders. */
export interface CellCost {
  readonly multiplexer: number;
  /** Factor on the cells of accumulator and scales, which work once a block and not once a product. */
  readonly shared: number;
}

/** A flip-flop costs as much as a full adder: an assumption, since the calibrated units are combinational. */
const FLIP_FLOP_COST = 1;

export function cellsCost(cells: Cells, cost: CellCost): number {
  return cells.fullAdders + cost.multiplexer * cells.multiplexers + FLIP_FLOP_COST * cells.flipFlops;
}

/** Cost of one part of a unit. */
export function partCost(part: keyof UnitParts, cells: Cells, cost: CellCost): number {
  const factor = part === 'accumulator' || part === 'scales' ? cost.shared : 1;
  return factor * cellsCost(cells, cost);
}

/** Sum over the parts given. */
export function accumulatedCost(parts: Partial<UnitParts>, cost: CellCost): number {
  return Object.entries(parts).reduce((sum, [part, cells]) => sum + partCost(part as keyof UnitParts, cells, cost), 0);
}
