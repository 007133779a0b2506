import type { LoopNestProblem } from '../cost/loop-nest/problem';
import { closedIn, type Holdings } from './holdings';
import { type CostTables, portTables } from './costs';
import { remainingCosts } from './bounds';
import type { Lattice } from './lattice';
import type { Moves } from './search';

/**
 * A sum over boundaries that, less `offset`, no nest's stall is below: what a port carries beyond all cycles, or what its
 * links miss alone. Any weighted mean of such sums is a lower bound, too.
 */
export interface StallTerm {
  readonly costs: CostTables;
  readonly offset: number;
}

/** The sums of all ports that can stall. */
export function stallTerms(problem: LoopNestProblem, lattice: Lattice): readonly StallTerm[] {
  return portTables(problem, lattice).flatMap(({ port, busy, missing }) => {
    const isShared = problem.ports[port]!.links.length > 1;
    return [{ costs: missing, offset: 0 }, ...(isShared ? [{ costs: busy, offset: problem.temporalCycles }] : [])];
  });
}

/** Least sum of costs when every operand chooses its own order. */
export function leastSum(lattice: Lattice, holdings: Holdings, costs: CostTables): number {
  const remaining = remainingCosts(holdings, lattice, costs);
  return holdings.operands.reduce((sum, { start }, operand) => {
    const fixed = closedIn(start) > 0 ? costs[operand]![0]! : 0;
    return sum + fixed + remaining[operand]![start * lattice.nodeCount]!;
  }, 0);
}

/** What a nest sums up to under a term. */
export function termOf(lattice: Lattice, holdings: Holdings, moves: Moves, { costs, offset }: StallTerm): number {
  let node = 0;
  let sum = -offset;
  const closed = holdings.operands.map(({ start }) => closedIn(start));
  closed.forEach((count, operand) => (sum += count > 0 ? costs[operand]![0]! : 0));
  for (const move of moves) {
    if (move >= 0) node += lattice.strides[move]!;
    else {
      const operand = -1 - move;
      sum += costs[operand]![closed[operand]!++ * lattice.nodeCount + node]!;
    }
  }
  return sum;
}

/** `a + factor * b`, entry by entry. */
export function addedCosts(a: CostTables, b: CostTables, factor: number): CostTables {
  return a.map((table, operand) => {
    const other = b[operand]!;
    return table.map((value, at) => value + factor * other[at]!);
  });
}

/** The weighted sum of terms, as one term. */
export function weightedTerm(terms: readonly StallTerm[], weights: readonly number[]): StallTerm {
  const [first] = terms;
  let costs: CostTables = first!.costs.map((table) => new Float64Array(table.length));
  let offset = 0;
  terms.forEach((term, index) => {
    if (weights[index] === 0) return;
    costs = addedCosts(costs, term.costs, weights[index]!);
    offset += term.offset * weights[index]!;
  });
  return { costs, offset };
}
