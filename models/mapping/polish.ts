import { evaluateNest, fillEnergy } from '../cost/loop-nest/evaluate';
import { fillPrefixes, type LoopNest } from '../cost/loop-nest/nest';
import type { LoopNestProblem } from '../cost/loop-nest/problem';
import { JOULES, type NestScratch } from '../cost/loop-nest/scratch';
import { nestFits } from './fit';
import { type Goal, goalValue, isBetter, secondValue } from './objective';

/** A nest with its value under a goal. */
export interface Candidate {
  readonly nest: LoopNest;
  readonly value: number;
  readonly second: number;
}

export function candidateOf(problem: LoopNestProblem, nest: LoopNest, goal: Goal, scratch: NestScratch): Candidate {
  evaluateNest(problem, nest, scratch);
  return { nest, value: goalValue(goal, scratch.result), second: secondValue(goal, scratch.result) };
}

/** Does not go on when what is left to gain is nothing. */
export interface PolishLimits {
  readonly mostEvaluations: number;
  /** A value and a second value that cannot be beaten. */
  readonly value: number;
  readonly second: number;
}

/**
 * Improves a nest by moving one loop, or one cut, at a time. What additive bounds do not see is decided here: whether a
 * memory has room for its next tile, and how long its data stay, depend on the order between two cuts.
 */
export function polish(
  problem: LoopNestProblem,
  start: Candidate,
  goal: Goal,
  scratch: NestScratch,
  limits: PolishLimits,
): Candidate {
  let best = start;
  let evaluations = 0;
  for (let improved = true; improved;) {
    improved = false;
    for (const nest of neighbours(problem, best.nest)) {
      if (evaluations++ >= limits.mostEvaluations) return best;
      if (!isBetter(limits.value, limits.second, best.value, best.second)) return best;
      if (goal.objective === 'energy' && costsMore(problem, nest, best, scratch)) continue;
      const next = candidateOf(problem, nest, goal, scratch);
      if (!isBetter(next.value, next.second, best.value, best.second)) continue;
      if (!nestFits(problem, nest, scratch)) continue;
      best = next;
      improved = true;
      break;
    }
  }
  return best;
}

/** Energy is known before time is. */
function costsMore(problem: LoopNestProblem, nest: LoopNest, best: Candidate, scratch: NestScratch): boolean {
  fillPrefixes(problem, nest, scratch.prefixes);
  fillEnergy(problem, nest, scratch);
  return scratch.result[JOULES]! > best.value * (1 + 1e-12);
}

function* neighbours(problem: LoopNestProblem, nest: LoopNest): Generator<LoopNest> {
  const length = nest.dims.length;
  for (let from = 0; from < length; from++) {
    for (let to = 0; to < length; to++) {
      if (to === from || to === from - 1) continue;
      const between = nest.dims.subarray(Math.min(from, to), Math.max(from, to) + 1);
      if (between.every((dim) => dim === between[0])) continue;
      yield { dims: moved(nest.dims, from, to), sizes: moved(nest.sizes, from, to), cuts: nest.cuts };
    }
  }
  for (const { firstCut, memories } of problem.operands) {
    for (let boundary = 1; boundary < memories.length; boundary++) {
      const at = firstCut + boundary;
      const lowest = nest.cuts[at - 1]!;
      const highest = boundary + 1 < memories.length ? nest.cuts[at + 1]! : length;
      for (const step of [-1, 1]) {
        const cut = nest.cuts[at]! + step;
        if (cut < lowest || cut > highest) continue;
        const cuts = nest.cuts.slice();
        cuts[at] = cut;
        yield { ...nest, cuts };
      }
    }
  }
}

function moved<T extends Int32Array | Float64Array>(values: T, from: number, to: number): T {
  const copy = values.slice() as T;
  const value = copy[from]!;
  if (from < to) copy.copyWithin(from, from + 1, to + 1);
  else copy.copyWithin(to + 1, to, from);
  copy[to] = value;
  return copy;
}
