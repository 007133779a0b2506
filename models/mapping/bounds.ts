import type { CostTables } from './costs';
import { bitsAt, closedIn, type Holdings, type OperandHoldings, stateOf } from './holdings';
import type { Lattice } from './lattice';

/**
 * Least cost that each operand still has to pay from a node and state on, if it alone chose the order and had all room
 * that the others do not need at the least: [operand][state * nodes + node], Infinity where nothing fits. Their sum is a
 * lower bound for the operands together, and never falls along a nest by more than what is paid (it is monotone).
 */
export function remainingCosts(holdings: Holdings, lattice: Lattice, costs: CostTables): CostTables {
  return holdings.operands.map((operand, index) => remainingOf(operand, lattice, costs[index]!));
}

function remainingOf(operand: OperandHoldings, lattice: Lattice, cost: Float64Array): Float64Array {
  const { nodeCount, strides, factors, used } = lattice;
  const least = new Float64Array(operand.stateCount * nodeCount).fill(Infinity);
  const final = operand.boundaries;
  for (const returns of [0, 1])
    least.fill(0, stateOf(final, returns) * nodeCount, (stateOf(final, returns) + 1) * nodeCount);
  for (let state = stateOf(final, 0) - 1; state >= operand.start - (operand.start % 2); state--) {
    const boundary = closedIn(state);
    for (let node = nodeCount - 1; node >= 0; node--) {
      let best = closingCost(operand, state, boundary, node, lattice, cost, least);
      for (let f = 0; f < factors.length; f++) {
        if (used[node * factors.length + f]! === factors[f]!.count) continue;
        best = Math.min(best, least[state * nodeCount + node + strides[f]!]!);
      }
      least[state * nodeCount + node] = best;
    }
  }
  return least;
}

function closingCost(
  operand: OperandHoldings,
  state: number,
  boundary: number,
  node: number,
  lattice: Lattice,
  cost: Float64Array,
  least: Float64Array,
): number {
  const at = boundary * lattice.nodeCount + node;
  if (!canClose(operand, state, boundary, at)) return Infinity;
  const next = stateOf(boundary + 1, operand.returns[at]!);
  return cost[at]! + least[next * lattice.nodeCount + node]!;
}

/** Whether the memory below a boundary can hold its tile; multipliers hold one element of each input. */
export function canClose(operand: OperandHoldings, state: number, boundary: number, at: number): boolean {
  const bits = bitsAt(operand, state, boundary, at);
  return boundary === 0 ? bits === operand.finalBits[0] : bits <= operand.room[boundary]!;
}
