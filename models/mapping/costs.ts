import { elementsBelow, type OperandPlan, WHOLE_UNITS } from '../cost/loop-nest/operand-plan';
import { type LoopNestProblem, transferCycles } from '../cost/loop-nest/problem';
import { boundaryJoules, boundaryLink, periodBits, sumsReturn } from '../cost/loop-nest/traffic';
import { FROM_HIGHER, FROM_LOWER, TO_HIGHER, TO_LOWER } from '../cost/loop-nest/types';
import type { Lattice } from './lattice';

/** [operand][boundary * nodes + node]: what closing a boundary at a node costs; costs of a nest add up. */
export type CostTables = readonly Float64Array[];

/** Energy of the memories in joules: additive over boundaries, whatever the order inside. */
export function joulesTables(problem: LoopNestProblem, lattice: Lattice): CostTables {
  const { nodeCount, below, cycles } = lattice;
  return problem.operands.map((plan) => {
    const table = new Float64Array(plan.memories.length * nodeCount);
    for (let boundary = 0; boundary < plan.memories.length; boundary++) {
      for (let node = 0; node < nodeCount; node++) {
        const offset = node * problem.dimCount;
        const joules = boundaryJoules(problem, plan, boundary, below, offset, cycles[node]!, null);
        table[boundary * nodeCount + node] = joules;
      }
    }
    return table;
  });
}

/**
 * Lower bounds of what a boundary's links add to the stall of their ports, in cycles: [port][operand][...]. A port stalls
 * at least by the sum of `busy` less all cycles without stalls, and by the sum of `missing`, because no link may use
 * more than all cycles of its period. Both are reached when every memory has room for its next tile.
 */
export interface PortTables {
  readonly port: number;
  readonly busy: CostTables;
  readonly missing: CostTables;
}

/** Only ports that can stall at all are listed. */
export function portTables(problem: LoopNestProblem, lattice: Lattice): readonly PortTables[] {
  const empty = () => problem.operands.map(({ memories }) => new Float64Array(memories.length * lattice.nodeCount));
  const all = problem.ports.map((_, port) => ({ port, busy: empty(), missing: empty() }));
  problem.operands.forEach((plan, operand) => {
    for (let boundary = 0; boundary < plan.memories.length; boundary++) {
      fillBoundary(problem, plan, operand, boundary, lattice, all);
    }
  });
  return all.filter(({ port, busy, missing }) => canStall(problem, port, busy, missing));
}

function fillBoundary(
  problem: LoopNestProblem,
  plan: OperandPlan,
  operand: number,
  boundary: number,
  lattice: Lattice,
  all: readonly PortTables[],
): void {
  for (let node = 0; node < lattice.nodeCount; node++) {
    const offset = node * problem.dimCount;
    const period = lattice.cycles[node]!;
    const repeats = Math.floor(problem.temporalCycles / period) - 1;
    if (repeats <= 0) continue;
    const elements = elementsBelow(plan, WHOLE_UNITS, boundary, lattice.below, offset);
    const returns = sumsReturn(plan, WHOLE_UNITS, boundary, lattice.below, offset);
    for (let direction = 0; direction < 4; direction++) {
      const link = boundaryLink(plan, boundary, direction);
      if (link < 0) continue;
      const bits = periodBits(plan, WHOLE_UNITS, boundary, direction, elements, returns);
      if (bits === 0) continue;
      const real = transferCycles(problem, link, bits);
      const { busy, missing } = all[problem.linkPort[link]!]!;
      const at = boundary * lattice.nodeCount + node;
      busy[operand]![at]! += real * repeats;
      missing[operand]![at]! += Math.max(0, real - period) * repeats;
    }
  }
}

function canStall(problem: LoopNestProblem, port: number, busy: CostTables, missing: CostTables): boolean {
  const most = (tables: CostTables) =>
    tables.reduce((sum, table) => sum + table.reduce((a, b) => Math.max(a, b), 0), 0);
  const links = problem.ports[port]!.links.length;
  return most(missing) > 0 || (links > 1 && most(busy) * links > problem.temporalCycles);
}

/**
 * Cycles in which the first tiles come down and the last go up, were nothing loaded during compute: a guide to nests
 * that load little, no bound.
 */
export function loadingTables(problem: LoopNestProblem, lattice: Lattice): CostTables {
  const { nodeCount, below } = lattice;
  return problem.operands.map((plan) => {
    const table = new Float64Array(plan.memories.length * nodeCount);
    const directions = plan.isOutput ? [TO_HIGHER, FROM_LOWER] : [FROM_HIGHER, TO_LOWER];
    for (let boundary = 1; boundary < plan.memories.length; boundary++) {
      for (let node = 0; node < nodeCount; node++) {
        const offset = node * problem.dimCount;
        const elements = elementsBelow(plan, WHOLE_UNITS, boundary, below, offset);
        const returns = sumsReturn(plan, WHOLE_UNITS, boundary, below, offset);
        for (const direction of directions) {
          const bits = periodBits(plan, WHOLE_UNITS, boundary, direction, elements, returns);
          const real = transferCycles(problem, boundaryLink(plan, boundary, direction), bits);
          table[boundary * nodeCount + node] = Math.max(table[boundary * nodeCount + node]!, real);
        }
      }
    }
    return table;
  });
}
