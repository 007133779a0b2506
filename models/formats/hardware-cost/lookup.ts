/**
 * Units that look sums up instead of multiplying: every sum of a group of activations that weights of few levels can ask
 * for stands in a table, which many columns of weights read.
 *
 * Structure: LUT Tensor Core, arXiv:2408.06003 (weights bit by bit, half a table by symmetry); Geens et al., ISPASS 2026,
 * arXiv:2604.25183 and KULeuven-MICAS/ternary-lut-dse@845bf65 (ternary, (3^g - 1) / 2 entries, L tables, K columns, an adder
 * for each entry). Counting its cells with the calibrated costs is ours.
 */
import { ceilLog2, type MacShape } from '../mac-cost';
import { powerOfTwo } from '../../units/deterministic-math';
import { CELL_COST, type CostQuantity } from './calibration';
import { cellsCost } from './cell-cost';
import { flipFlops, floatAdder, fullAdders, multiplexers, sumOfCells, timesCells, type Cells } from './cells';

export interface LookupUnit {
  readonly activations: MacShape;
  /** Weights of -1, 0, 1 at once, or whole numbers of `bits` bits, one bit a cycle. */
  readonly weights: { readonly kind: 'ternary' } | { readonly kind: 'bits'; readonly bits: number };
  /** Activations that a table combines. */
  readonly groupSize: number;
  /** Tables, each of other activations; their entries are added up. */
  readonly tables: number;
  /** Columns of weights that read each table. */
  readonly columns: number;
}

/** Groups that are tried; a group of one is a conditional addition without a table. */
const LARGEST_GROUP = 7;
/** The elongated tile of LUT Tensor Core has 64 columns; four tables feed an adder tree. */
export const LOOKUP_TILE = { tables: 4, columns: 64 } as const;

const INTEGER_SUM_BITS = 32;

/** Stored sums of a table: half of all, since the others are their negatives. */
export function tableEntries({ weights, groupSize }: Pick<LookupUnit, 'weights' | 'groupSize'>): number {
  return weights.kind === 'ternary' ? (integerPower(3, groupSize) - 1) / 2 : powerOfTwo(groupSize - 1);
}

/** Additions that fill a table: one for each ternary entry of two or more terms; halves of halves for bits. */
export function buildAdditions(unit: Pick<LookupUnit, 'weights' | 'groupSize'>): number {
  const { weights, groupSize } = unit;
  return weights.kind === 'ternary' ? tableEntries(unit) - groupSize : powerOfTwo(groupSize) - 2;
}

/** Multiply-accumulates a cycle: bits take a cycle each. */
export function lookupMacsPerCycle({ weights, groupSize, tables, columns }: LookupUnit): number {
  return (groupSize * tables * columns) / (weights.kind === 'ternary' ? 1 : weights.bits);
}

/**
 * Cost in full adders of one multiply-accumulate a cycle.
 *
 * Tables are built in the unit and registered; a column selects an entry, negates it, and adds the tables and the
 * accumulator. Not modelled: the accumulators' own registers and control, as in the other units; tables computed elsewhere.
 */
export function lookupCost(unit: LookupUnit, quantity: CostQuantity): number {
  return cellsCost(lookupCells(unit), CELL_COST[quantity]) / lookupMacsPerCycle(unit);
}

function lookupCells(unit: LookupUnit): Cells {
  const { activations, groupSize, tables, columns } = unit;
  const entries = tableEntries(unit);
  const isFloat = activations.encoding === 'float';
  const bits = isFloat
    ? 1 + activations.exponentBits + activations.mantissaBits
    : activations.mantissaBits + 1 + ceilLog2(groupSize);
  const addition = isFloat ? floatAdder(activations.exponentBits, activations.mantissaBits) : fullAdders(bits);
  const treeAddition = isFloat ? addition : fullAdders(bits + ceilLog2(tables));
  const accumulation = isFloat ? floatAdder(8, 20) : fullAdders(INTEGER_SUM_BITS);
  const build = sumOfCells(
    timesCells(buildAdditions(unit), addition),
    groupSize > 1 ? flipFlops(entries * bits) : fullAdders(0),
  );
  // A zero weight selects nothing, one entry more; a float is negated by its sign bit alone.
  const choices = entries - 1 + (unit.weights.kind === 'ternary' ? 1 : 0);
  const select = multiplexers(choices * bits + (isFloat ? 1 : bits));
  const column = sumOfCells(timesCells(tables, select), timesCells(tables - 1, treeAddition), accumulation);
  return sumOfCells(timesCells(tables, build), timesCells(columns, column));
}

/** The group size with the least area for these activations; the smallest of equals. */
export function bestGroup(unit: Omit<LookupUnit, 'groupSize'>): LookupUnit {
  let best: LookupUnit = { ...unit, groupSize: 1 };
  for (let groupSize = 2; groupSize <= LARGEST_GROUP; groupSize++) {
    const candidate = { ...unit, groupSize };
    if (lookupCost(candidate, 'area') < lookupCost(best, 'area')) best = candidate;
  }
  return best;
}

function integerPower(base: number, exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= base;
  return power;
}
