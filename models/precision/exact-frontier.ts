import type { ChoiceOption, ChoiceProblem, ChoiceSolution } from './choice-problem';
import { INFEASIBLE, relaxedBound, totalsOf, withinBudget } from './choice-problem';

/** A choice for the first items that no other choice for them beats in cost and loss. */
interface State extends ChoiceOption {
  readonly option: number;
  readonly before: State | null;
}

/**
 * Every choice that is best for some budget up to the problem's, from least loss to least cost, exactly: a dynamic
 * programme over items that keeps what nothing beats. Null when more than `mostStates` would have to be kept, since their
 * number may double with every item.
 */
export function exactFrontier(problem: ChoiceProblem, mostStates = 100_000): readonly ChoiceSolution[] | null {
  let states: readonly State[] = [{ cost: 0, loss: 0, option: -1, before: null }];
  for (const options of problem.items) {
    const next: State[] = [];
    for (const before of states) {
      options.forEach(({ cost, loss }, option) => {
        const sum = { cost: before.cost + cost, loss: before.loss + loss, option, before };
        if (withinBudget(problem, sum.loss)) next.push(sum);
      });
    }
    states = unbeaten(next);
    if (states.length > mostStates) return null;
  }
  return states.map((state) => {
    return { status: 'optimal', chosen: chosenBy(state), cost: state.cost, loss: state.loss, bound: state.cost };
  });
}

/** The optimum for the problem's budget, by `exactFrontier`. */
export function solveExactly(problem: ChoiceProblem): ChoiceSolution | null {
  const frontier = exactFrontier(problem);
  return frontier === null ? null : (frontier.at(-1) ?? INFEASIBLE);
}

function unbeaten(states: readonly State[]): readonly State[] {
  const kept: State[] = [];
  for (const state of states.toSorted((a, b) => a.loss - b.loss || a.cost - b.cost)) {
    if (state.cost < (kept.at(-1)?.cost ?? Infinity)) kept.push(state);
  }
  return kept;
}

function chosenBy(last: State): readonly number[] {
  const chosen: number[] = [];
  for (let state: State | null = last; state !== null && state.before !== null; state = state.before) {
    chosen.push(state.option);
  }
  return chosen.reverse();
}

/**
 * `solveExactly` as a solver. Where too many choices would have to be kept it stops with the option of least loss for every
 * item, which is within any budget that can be kept, and the bound of the relaxation.
 */
export async function exactSolver(problems: readonly ChoiceProblem[]): Promise<readonly ChoiceSolution[]> {
  return problems.map((problem) => solveExactly(problem) ?? stopped(problem));
}

function stopped(problem: ChoiceProblem): ChoiceSolution {
  const chosen = problem.items.map((options) => {
    const losses = options.map(({ loss }) => loss);
    return losses.indexOf(Math.min(...losses));
  });
  return { status: 'stopped', chosen, ...totalsOf(problem, chosen), bound: relaxedBound(problem) };
}
