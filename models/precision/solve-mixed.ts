import type { Design } from '../design/types';
import type { ProductMapper } from '../evaluate/mapped/product-mapper';
import { evaluateSingle } from '../evaluate/single';
import type { MetricId } from '../evaluate/metrics/metrics';
import { exp, log } from '../units/deterministic-math';
import { relaxedBound, type ChoiceProblem, type ChoiceSolution, type ChoiceSolver } from './choice-problem';
import { choiceProblemOf, chosenDesign, type MixedProblem } from './mixed';

/** One budget answered. */
export interface MixedAnswer {
  /** Ratio of perplexity to that at 16 bits which was allowed. */
  readonly budget: number;
  readonly solution: ChoiceSolution;
  /** Null where no choice keeps within the budget. */
  readonly design: Design | null;
  /** Estimated ratio of perplexity, with the range of the fit's error. */
  readonly ratio: { readonly low: number; readonly value: number; readonly high: number };
  /** The metric as the sum of single changes, and of the design evaluated as a whole. */
  readonly predictedCost: number;
  readonly evaluatedCost: number;
  /** No choice has a smaller sum: the solver's bound, and that of the relaxation without a solver. */
  readonly costBound: number;
  readonly relaxedCostBound: number;
  readonly metrics: Readonly<Record<MetricId, number>> | null;
}

/** The best choice for each budget (ratios of perplexity, 1 or more), by the solver that is handed in. */
export async function solveMixed(
  problem: MixedProblem,
  budgets: readonly number[],
  solve: ChoiceSolver,
  mapper: ProductMapper | null = null,
): Promise<readonly MixedAnswer[]> {
  const problems = budgets.map((budget) => choiceProblemOf(problem, log(budget)));
  const solutions = await solve(problems);
  return budgets.map((budget, i) => answerOf(problem, budget, problems[i]!, solutions[i]!, mapper));
}

function answerOf(
  problem: MixedProblem,
  budget: number,
  programme: ChoiceProblem,
  solution: ChoiceSolution,
  mapper: ProductMapper | null,
): MixedAnswer {
  const { baseCost, cost, errorFactor } = problem;
  const solved = solution.chosen.length > 0;
  const design = solved ? chosenDesign(problem, solution.chosen) : null;
  const metrics = design === null ? null : evaluateSingle(design, { mapper }).metrics;
  const ratio = {
    low: exp(solution.loss / errorFactor),
    value: exp(solution.loss),
    high: exp(solution.loss * errorFactor),
  };
  return {
    budget,
    solution,
    design,
    ratio,
    predictedCost: baseCost + solution.cost,
    evaluatedCost: metrics === null ? NaN : metrics[cost],
    costBound: baseCost + solution.bound,
    relaxedCostBound: baseCost + relaxedBound(programme),
    metrics,
  };
}

/** From the largest loss down to so small a share of it that a choice hardly differs from 16 bits. */
const SMALLEST_SHARE = 1 / 300;

/**
 * Budgets that show the frontier, rising: 1, which only 16 bits keep, ratios whose logarithms are evenly spaced on a log
 * scale up to the largest loss that any choice has, and the perplexity of the base where that is another one. At least
 * `count` of 2.
 */
export function frontierBudgets(problem: MixedProblem, count: number): readonly number[] {
  const most = problem.items.reduce((sum, { options }) => sum + Math.max(...options.map(({ loss }) => loss)), 0);
  const largest = Math.min(most, problem.largestLoss);
  const own = problem.baseLoss === 0 ? [] : [exp(problem.baseLoss)];
  const spread = count - own.length;
  const budgets = Array.from({ length: spread }, (_, i) => {
    if (i === 0) return 1;
    const share = spread === 2 ? 1 : (i - 1) / (spread - 2);
    return exp(largest * exp((1 - share) * log(SMALLEST_SHARE)));
  });
  return [...budgets, ...own].toSorted((a, b) => a - b);
}
