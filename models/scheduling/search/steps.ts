import type { Step } from '../schedule';
import { hasBit } from './bits';
import type { Expander } from './expander';
import type { SearchProblem } from './problem';
import type { StateStore } from './state-store';
import type { Renaming, Symmetry } from './symmetry';

/**
 * The way from the first state to this one, in the problem's numbers. Where states are renamed as they are met, the way is
 * walked again to see what stood for what. `limit`: what was asked of the expander, where that does not change.
 */
export function stepsTo(
  expander: Expander,
  store: StateStore,
  symmetry: Symmetry,
  goal: number,
  limit: number | null,
): readonly Step[] {
  const { problem } = expander;
  const path: number[] = [];
  for (let at = goal; store.parent[at]! >= 0; at = store.parent[at]!) path.push(at);
  const renaming = {
    operators: Int32Array.from({ length: problem.operatorCount }, (_, operator) => operator),
    tensors: Int32Array.from({ length: problem.tensorCount }, (_, tensor) => tensor),
  };
  return path.reverse().map((state) => {
    if (symmetry.isTrivial)
      return stepInto(problem, store.words, state * expander.stride, store.operator[state]!, renaming);
    return walk(expander, store, symmetry, state, limit ?? store.bound[state]! + problem.unit, renaming);
  });
}

/** Expands the state before once more, and takes the successor that was renamed to this state. */
function walk(
  expander: Expander,
  store: StateStore,
  symmetry: Symmetry,
  state: number,
  limit: number,
  renaming: Renaming,
): Step {
  const { stride, problem } = expander;
  const before = store.parent[state]!;
  expander.expand(store.words, before * stride, store.cost[before]!, store.away[before]!, limit);
  for (let index = 0; index < expander.count; index++) {
    if (expander.operator[index] !== store.operator[state]) continue;
    const words = expander.words.slice(index * stride, (index + 1) * stride);
    const next = { operators: renaming.operators.slice(), tensors: renaming.tensors.slice() };
    symmetry.canonicalise(words, 0, next);
    if (words.some((word, at) => word !== store.words[state * stride + at])) continue;
    const step = stepInto(problem, expander.words, index * stride, store.operator[state]!, renaming);
    renaming.operators.set(next.operators);
    renaming.tensors.set(next.tensors);
    return step;
  }
  throw new Error('A state is not among the successors of the state before it.');
}

function stepInto(problem: SearchProblem, words: Int32Array, row: number, operator: number, renaming: Renaming): Step {
  const kept: number[] = [];
  for (let tensor = 0; tensor < problem.tensorCount; tensor++) {
    const isResident = hasBit(words, row + problem.operatorWords, tensor);
    if (isResident && !hasBit(problem.operands, operator * problem.tensorWords, tensor)) {
      kept.push(renaming.tensors[tensor]!);
    }
  }
  return { operator: renaming.operators[operator]!, kept };
}

/** The same steps in the graph's numbers. */
export function inGraph(problem: SearchProblem, steps: readonly Step[]): readonly Step[] {
  return steps.map(({ operator, kept }) => ({
    operator: problem.graphOperator[operator]!,
    kept: kept.map((tensor) => problem.graphTensor[tensor]!),
  }));
}
