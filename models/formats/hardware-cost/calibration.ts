/**
 * What a cell costs, fitted to the published matrix units, with the errors that remain.
 *
 * Published: energy and area of whole units (products, accumulator, scale handling) relative to MXFP8 at the same
 * throughput, arXiv:2510.25602, Table 5, from a gate-level model with TSMC FinFET factors that are not published. Two
 * factors are fitted for energy and two for area, by least squares of the logarithms over the three ratios: what a
 * multiplexer costs, and what cells of accumulator and scales cost, both in full adders. One degree of freedom is left.
 * Table 5's mixed unit is not fitted: its area is the check.
 */
import { accumulatedCost, type CellCost } from './cell-cost';
import type { BlockScale } from '../block-scales';
import { unitParts, type UnitOperand, type UnitSpec } from './unit';
import { NO_CELLS } from './cells';

export type CostQuantity = 'energy' | 'area';

export const CELL_COST: Readonly<Record<CostQuantity, CellCost>> = {
  area: { multiplexer: 0.42, shared: 0.8 },
  energy: { multiplexer: 0.655, shared: 0.95 },
};

/** Cost of one multiply-accumulate of a unit, in full adders. */
export function unitCost(unit: UnitSpec, quantity: CostQuantity, cost: CellCost = CELL_COST[quantity]): number {
  return accumulatedCost(unitParts(unit), cost);
}

const E8M0: BlockScale = { kind: 'powerOfTwo', blockSize: 32, exponentBits: 8 };
const E4M3: BlockScale = { kind: 'float', blockSize: 16, exponentBits: 4, significandBits: 4 };

function squareUnit(
  encoding: 'int' | 'float',
  exponentBits: number,
  mantissaBits: number,
  scale: BlockScale,
): UnitSpec {
  const operand: UnitOperand = { shape: { encoding, exponentBits, mantissaBits }, scale, converter: NO_CELLS };
  const lanes = scale.kind === 'none' ? 1 : scale.blockSize;
  return { weights: operand, activations: operand, lanes, weightReuse: 1 };
}

/** The published units; MXFP8 is E4M3. */
export const PUBLISHED_UNITS = {
  mxfp8: squareUnit('float', 4, 3, E8M0),
  mxint8: squareUnit('int', 0, 7, E8M0),
  nvfp4: squareUnit('float', 2, 1, E4M3),
  nvint4: squareUnit('int', 0, 3, E4M3),
} as const;

export interface CalibrationRow {
  readonly unit: string;
  readonly quantity: CostQuantity;
  readonly published: number;
  readonly modelled: number;
  /** modelled / published - 1 */
  readonly error: number;
  readonly fitted: boolean;
}

const PUBLISHED = [
  { unit: 'MXINT8', of: PUBLISHED_UNITS.mxint8, energy: 0.63, area: 0.79 },
  { unit: 'NVFP4', of: PUBLISHED_UNITS.nvfp4, energy: 0.55, area: 0.54 },
  { unit: 'NVINT4', of: PUBLISHED_UNITS.nvint4, energy: 0.34, area: 0.38 },
] as const;

/** Published ratios to MXFP8 beside the modelled ones. */
export function calibration(costs: Readonly<Record<CostQuantity, CellCost>> = CELL_COST): readonly CalibrationRow[] {
  const rows = (['energy', 'area'] as const).flatMap((quantity) => {
    const reference = unitCost(PUBLISHED_UNITS.mxfp8, quantity, costs[quantity]);
    return PUBLISHED.map(({ unit, of, ...published }) => {
      const modelled = unitCost(of, quantity, costs[quantity]) / reference;
      return row(unit, quantity, published[quantity], modelled, true);
    });
  });
  return [...rows, row('8 and 4 bits, 1 to 2: INT / FP', 'area', 0.66, mixedAreaRatio(costs.area), false)];
}

function row(
  unit: string,
  quantity: CostQuantity,
  published: number,
  modelled: number,
  fitted: boolean,
): CalibrationRow {
  return { unit, quantity, published, modelled, error: modelled / published - 1, fitted };
}

/**
 * Units that do one 8-bit or two 4-bit products (Table 7): two 8x4-bit integer multipliers, against one E4M3 and one E2M1
 * lane; accumulators and scale handling of both block formats in each.
 */
function mixedAreaRatio(cost: CellCost): number {
  const { mxfp8, mxint8, nvfp4, nvint4 } = PUBLISHED_UNITS;
  const shared = (unit: UnitSpec) => {
    const { accumulator, scales } = unitParts(unit);
    return accumulatedCost({ accumulator, scales }, cost);
  };
  const half: UnitSpec = { ...mxint8, weights: { ...mxint8.weights, shape: nvint4.weights.shape } };
  const { multiplier, adder } = unitParts(half);
  const integers = 2 * accumulatedCost({ multiplier, adder }, cost) + shared(mxint8) + shared(nvint4);
  return integers / (unitCost(mxfp8, 'area', cost) + unitCost(nvfp4, 'area', cost));
}
