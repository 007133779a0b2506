/**
 * Choosing one option for every item so that costs add up to the least while losses add up to no more than a budget: the
 * multiple-choice knapsack problem, an integer programme.
 *
 * It is how OHQ (arXiv:2309.01945) and HAO (arXiv:2104.12766) choose bit widths; Kellerer, Pferschy, Pisinger, Knapsack
 * Problems (2004), chapter 11, has the relaxation.
 */

/** `cost` may be of either sign, `loss` is not negative. */
export interface ChoiceOption {
  readonly cost: number;
  readonly loss: number;
}

export interface ChoiceProblem {
  /** For each item its options, at least one. */
  readonly items: readonly (readonly ChoiceOption[])[];
  readonly budget: number;
}

/**
 * - `optimal`: proven to the solver's tolerance, `bound` equals `cost` up to it
 * - `infeasible`: even the least losses exceed the budget
 * - `stopped`: ended before proof; `cost` is reached, `bound` is not exceeded
 */
export interface ChoiceSolution {
  readonly status: 'optimal' | 'infeasible' | 'stopped';
  /** Option of each item; empty where there is no solution. */
  readonly chosen: readonly number[];
  readonly cost: number;
  readonly loss: number;
  /** No choice costs less. */
  readonly bound: number;
}

/** What solves such problems; in the app HiGHS in a worker. */
export type ChoiceSolver = (problems: readonly ChoiceProblem[]) => Promise<readonly ChoiceSolution[]>;

/** A budget counts as kept up to rounding. */
export const BUDGET_TOLERANCE = 1e-9;

export const INFEASIBLE: ChoiceSolution = { status: 'infeasible', chosen: [], cost: NaN, loss: NaN, bound: NaN };

export function totalsOf({ items }: ChoiceProblem, chosen: readonly number[]): ChoiceOption {
  let cost = 0;
  let loss = 0;
  items.forEach((options, item) => {
    const option = options[chosen[item] ?? -1];
    cost += option?.cost ?? NaN;
    loss += option?.loss ?? NaN;
  });
  return { cost, loss };
}

/** The least loss that any choice has. */
export function leastLoss({ items }: ChoiceProblem): number {
  return items.reduce((sum, options) => sum + Math.min(...options.map(({ loss }) => loss)), 0);
}

/** Whether a loss keeps within the budget. */
export function withinBudget({ budget }: ChoiceProblem, loss: number): boolean {
  return loss <= budget + BUDGET_TOLERANCE * Math.abs(budget);
}

/**
 * The optimum of the relaxation in which items may mix their options: no choice costs less. Each item walks down the
 * lower convex hull of its options; steps are taken in the order of what they save per loss.
 */
export function relaxedBound(problem: ChoiceProblem): number {
  const slack = problem.budget * (1 + BUDGET_TOLERANCE) - leastLoss(problem);
  if (slack < 0) return NaN;
  let cost = 0;
  const steps: ChoiceOption[] = [];
  for (const options of problem.items) {
    const hull = lowerHull(options);
    cost += hull[0]?.cost ?? NaN;
    for (let i = 1; i < hull.length; i++) {
      steps.push({ cost: hull[i - 1]!.cost - hull[i]!.cost, loss: hull[i]!.loss - hull[i - 1]!.loss });
    }
  }
  let left = slack;
  for (const { cost: saved, loss } of steps.toSorted((a, b) => b.cost / b.loss - a.cost / a.loss)) {
    const share = Math.min(1, left / loss);
    cost -= share * saved;
    left -= share * loss;
    if (share < 1) break;
  }
  return cost;
}

/** Options from least loss to least cost that lie on the lower convex hull. */
function lowerHull(options: readonly ChoiceOption[]): readonly ChoiceOption[] {
  const sorted = options.toSorted((a, b) => a.loss - b.loss || a.cost - b.cost);
  const hull: ChoiceOption[] = [];
  for (const option of sorted) {
    if (hull.length > 0 && option.cost >= hull.at(-1)!.cost) continue;
    while (hull.length > 1 && !turnsUp(hull.at(-2)!, hull.at(-1)!, option)) hull.pop();
    hull.push(option);
  }
  return hull;
}

function turnsUp(a: ChoiceOption, b: ChoiceOption, c: ChoiceOption): boolean {
  return (b.cost - a.cost) * (c.loss - b.loss) < (c.cost - b.cost) * (b.loss - a.loss);
}
