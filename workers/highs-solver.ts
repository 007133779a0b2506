import type { Highs } from 'highs';
import {
  INFEASIBLE,
  relaxedBound,
  totalsOf,
  withinBudget,
  type ChoiceProblem,
  type ChoiceSolution,
  type ChoiceSolver,
} from '../models/precision/choice-problem';
import { choiceProgramme, chosenFrom } from '../models/precision/choice-programme';
import { highsLoader } from './load-highs';

/** Of each problem; they take milliseconds. What is found until then is given with its bound. */
const SECONDS = 5;

const OPTIONS = {
  output_flag: false,
  time_limit: SECONDS,
  // Proof of the optimum itself: by default one in ten thousand would do.
  mip_rel_gap: 0,
  mip_abs_gap: 1e-9,
  mip_feasibility_tolerance: 1e-9,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
} as const;

/** Solves by HiGHS, which is loaded with the first problem. */
export function highsSolver(): ChoiceSolver {
  const load = highsLoader();
  return async (problems) => {
    const highs = await load();
    return problems.map((problem) => solveOne(highs, problem));
  };
}

function solveOne(highs: Highs, problem: ChoiceProblem): ChoiceSolution {
  const { text, offset, scale } = choiceProgramme(problem);
  return highs.withModel({ format: 'lp', data: text }, (model): ChoiceSolution => {
    model.options.set(OPTIONS);
    model.run();
    const { modelStatus } = highs.constants;
    const status = model.getModelStatus();
    if (status === modelStatus.infeasible) return INFEASIBLE;
    const values = model.getSolution().colValue;
    const chosen = chosenFrom(problem, (name) => values[model.getColByName(name)] ?? NaN);
    const totals = totalsOf(problem, chosen);
    if (!withinBudget(problem, totals.loss)) return { ...INFEASIBLE, status: 'stopped', bound: relaxedBound(problem) };
    const proven = status === modelStatus.optimal;
    const bound = Math.min(totals.cost, offset + scale * Number(model.info.get('mip_dual_bound')));
    return { status: proven ? 'optimal' : 'stopped', chosen, ...totals, bound };
  });
}
