import type { LoopNest } from '../cost/loop-nest/nest';
import type { LoopNestProblem } from '../cost/loop-nest/problem';
import type { Lattice } from './lattice';
import type { Moves } from './search';

/** The nest that a search built: its loops from the inside, and the cuts where it closed boundaries. */
export function nestOfMoves(problem: LoopNestProblem, lattice: Lattice, moves: Moves): LoopNest {
  const loops: number[] = [];
  const cuts = new Int32Array(problem.cutCount);
  const closed = problem.operands.map(({ isOutput }) => (isOutput ? 1 : 0));
  for (const move of moves) {
    if (move >= 0) {
      loops.push(move);
      continue;
    }
    const operand = -1 - move;
    const { firstCut } = problem.operands[operand]!;
    const boundary = closed[operand]!++;
    // The innermost memory holds what is reused at the multipliers, too: its own part of the nest starts at 0.
    if (boundary > 0) cuts[firstCut + boundary] = loops.length;
  }
  return {
    dims: Int32Array.from(loops, (factor) => lattice.factors[factor]!.dim),
    sizes: Float64Array.from(loops, (factor) => lattice.factors[factor]!.size),
    cuts,
  };
}
