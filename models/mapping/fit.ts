import { elementsBelow, MEAN_UNITS, type OperandPlan } from '../cost/loop-nest/operand-plan';
import type { LoopNest } from '../cost/loop-nest/nest';
import type { LoopNestProblem } from '../cost/loop-nest/problem';
import type { NestScratch } from '../cost/loop-nest/scratch';
import { sumsReturn } from '../cost/loop-nest/traffic';

/**
 * Bits that an operand takes in one of its memories: its tile, as wide as partial sums where sums return to the level
 * below, and a second tile where the memory keeps two. After `evaluateNest`.
 */
export function takenBits(
  problem: LoopNestProblem,
  plan: OperandPlan,
  nest: LoopNest,
  level: number,
  { prefixes, place }: NestScratch,
): number {
  const dims = problem.dimCount;
  const isTop = level === plan.memories.length - 1;
  const all = nest.dims.length;
  const upper = isTop ? all : place[plan.firstCut + level + 1]!;
  const elements = elementsBelow(plan, MEAN_UNITS, level + 1, prefixes.below, upper * dims);
  const { keepsTwoTiles } = problem.hardware.memories[plan.memories[level]!]!;
  const isPart = keepsTwoTiles && elements < elementsBelow(plan, MEAN_UNITS, level + 1, prefixes.below, all * dims);
  const lower = place[plan.firstCut + level]! * dims;
  // A result at its outermost memory is as narrow as it will be, but where it is added up there.
  const adds = !isTop || level === 0;
  const partial = adds && sumsReturn(plan, MEAN_UNITS, level, prefixes.below, lower);
  return elements * (isPart ? 2 : 1) * (partial || !plan.isOutput ? plan.bits : plan.finalBits);
}

/** Whether a nest fits all memories. After `evaluateNest`. */
export function nestFits(problem: LoopNestProblem, nest: LoopNest, scratch: NestScratch): boolean {
  const { memories } = problem.hardware;
  for (let memory = 0; memory < memories.length; memory++) {
    let bits = 0;
    for (const plan of problem.operands) {
      const level = plan.memories.indexOf(memory);
      if (level >= 0) bits += takenBits(problem, plan, nest, level, scratch);
    }
    if (bits > memories[memory]!.bits) return false;
  }
  return true;
}
