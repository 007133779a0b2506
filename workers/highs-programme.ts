import type { Highs, Model } from 'highs';
import type { ProgrammeAnswer, ProgrammeSolver } from '../models/scheduling/certificate/certify';
import type { IntegerProgramme } from '../models/scheduling/certificate/programme';
import { highsLoader } from './load-highs';

const OPTIONS = {
  output_flag: false,
  // Proof of the optimum itself: by default one in ten thousand would do. The objective counts whole units.
  mip_rel_gap: 0,
  mip_abs_gap: 0.999,
  mip_feasibility_tolerance: 1e-7,
  random_seed: 0,
} as const;

/**
 * Solves integer programmes by HiGHS, which is loaded with the first one. Rows are passed as they are and not as text,
 * since a reader of text orders columns by their first appearance. While it works nothing else runs on the thread.
 */
export function highsProgrammeSolver(): ProgrammeSolver {
  const load = highsLoader();
  return async (programme, start, seconds, onBound) => {
    const highs = await load();
    return highs.withModel((model) => solve(highs, model, programme, start, seconds, onBound));
  };
}

function solve(
  highs: Highs,
  model: Model,
  programme: IntegerProgramme,
  start: Float64Array | null,
  seconds: number,
  onBound: (bound: number) => void,
): ProgrammeAnswer {
  model.options.set({ ...OPTIONS, time_limit: seconds });
  model.passModel(modelData(highs, programme));
  if (start !== null) model.setSolution({ colValue: start });
  const { callbackType, modelStatus } = highs.constants;
  model.run({
    [callbackType.mipLogging]: ({ data }) => {
      if (data.mip_dual_bound !== undefined && Number.isFinite(data.mip_dual_bound)) onBound(data.mip_dual_bound);
    },
  });
  const found = model.getModelStatus();
  const time = model.getRunTime();
  if (found === modelStatus.infeasible)
    return { status: 'infeasible', objective: Infinity, bound: Infinity, seconds: time };
  const bound = Number(model.info.get('mip_dual_bound'));
  const hasSolution = Number(model.info.get('primal_solution_status')) === FEASIBLE;
  const objective = hasSolution ? Number(model.info.get('objective_function_value')) : Infinity;
  return { status: found === modelStatus.optimal ? 'optimal' : 'stopped', objective, bound, seconds: time };
}

/** HiGHS's `kSolutionStatusFeasible`. */
const FEASIBLE = 2;

function modelData({ constants }: Highs, { columns, rows, offset }: IntegerProgramme) {
  const starts = [0];
  for (const row of rows) starts.push(starts.at(-1)! + row.columns.length);
  const { integer, continuous } = constants.variableType;
  return {
    numCols: columns.length,
    numRows: rows.length,
    offset,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ lower }) => lower),
    colUpper: columns.map(({ upper }) => upper),
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    integrality: columns.map(({ isInteger }) => (isInteger ? integer : continuous)),
    matrix: {
      format: 'csr',
      numCols: columns.length,
      numRows: rows.length,
      starts,
      indices: rows.flatMap((row) => row.columns),
      values: rows.flatMap((row) => row.values),
    },
  } as const;
}
