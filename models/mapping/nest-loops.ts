import type { LoopNest } from '../cost/loop-nest/nest';
import type { LoopNestProblem } from '../cost/loop-nest/problem';

/** The memory in whose part of the nest a loop runs. */
function memoryOf(problem: LoopNestProblem, nest: LoopNest, operand: number, place: number): string {
  const { firstCut, memories } = problem.operands[operand]!;
  let level = 0;
  while (level + 1 < memories.length && nest.cuts[firstCut + level + 1]! <= place) level++;
  return problem.hardware.memories[memories[level]!]!.name;
}

export interface NestLoop {
  readonly dim: string;
  readonly size: number;
  /** By operand: the memory that keeps what the loops inside need while this one turns. */
  readonly memories: Readonly<Record<string, string>>;
}

/** Outermost first. */
export function nestLoops(problem: LoopNestProblem, nest: LoopNest): readonly NestLoop[] {
  return [...nest.dims.keys()].reverse().map((place) => ({
    dim: problem.layer.dims[nest.dims[place]!]!.name,
    size: nest.sizes[place]!,
    memories: Object.fromEntries(
      problem.operands.map(({ name }, operand) => [name, memoryOf(problem, nest, operand, place)]),
    ),
  }));
}
