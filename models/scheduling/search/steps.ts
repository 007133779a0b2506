import type { Step } from '../schedule';
import { hasBit } from './bits';
import type { SearchProblem } from './problem';
import type { StateStore } from './state-store';

/** The way from the first state to this one, in the problem's numbers. */
export function stepsTo(problem: SearchProblem, store: StateStore, state: number): readonly Step[] {
  const steps: Step[] = [];
  const stride = problem.operatorWords + 2 * problem.tensorWords;
  for (let at = state; store.parent[at]! >= 0; at = store.parent[at]!) {
    const operator = store.operator[at]!;
    const kept: number[] = [];
    for (let tensor = 0; tensor < problem.tensorCount; tensor++) {
      const isResident = hasBit(store.words, at * stride + problem.operatorWords, tensor);
      if (isResident && !hasBit(problem.operands, operator * problem.tensorWords, tensor)) {
        kept.push(tensor);
      }
    }
    steps.push({ operator, kept });
  }
  return steps.reverse();
}

/** The same steps in the graph's numbers. */
export function inGraph(problem: SearchProblem, steps: readonly Step[]): readonly Step[] {
  return steps.map(({ operator, kept }) => ({
    operator: problem.graphOperator[operator]!,
    kept: kept.map((tensor) => problem.graphTensor[tensor]!),
  }));
}
