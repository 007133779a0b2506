import type { Space } from '../models/design/types';
import { compileWith, isMapping, modelsOf, sizeOf, type Program } from '../models/evaluate/program';
import { findMetric, type MetricId } from '../models/evaluate/metrics/metrics';
import { loadModels } from '../models/evaluate/load-models';
import { runRange } from '../models/evaluate/run-range';
import { Runner } from '../models/evaluate/runner';
import type { Solvers } from '../models/evaluate/solvers';
import type { Parsed } from './job';
import { loadProductMapper } from './load-mapper';
import { loadOnce } from './load-once';
import { loadScratchpadScheduler } from './load-scheduler';
import type { SweepEngine, SweepProgram } from './sweep-job';

/** The models as a sweep sees them. `parseSpace` checks JSON from outside; what it lets through compiles. */
export function createSweepEngine(parseSpace: (json: unknown) => Parsed<Space>): SweepEngine {
  // One of each for all sweeps of a thread: what it has found before serves the next space.
  const mapper = loadOnce(loadProductMapper);
  const scheduler = loadOnce(loadScratchpadScheduler);
  const solversOf = async (program: Program): Promise<Partial<Solvers>> => ({
    ...(isMapping(program) ? { mapper: await mapper() } : {}),
    ...(program.schedules.size > 0 ? { scheduler: await scheduler() } : {}),
  });
  return {
    compile(json, metrics) {
      const unknown = metrics.find((metric) => findMetric(metric) === undefined);
      if (unknown !== undefined) {
        return { ok: false, reason: `There is no metric named ${JSON.stringify(unknown)}.` };
      }
      const space = parseSpace(json);
      if (!space.ok) return space;
      return { ok: true, value: sweepProgram(space.value, metrics as readonly MetricId[], solversOf) };
    },
    now: () => performance.now(),
  };
}

/** Keeps one runner, whose tables fill as leases pass and serve the next ones. */
function sweepProgram(
  space: Space,
  metrics: readonly MetricId[],
  solversOf: (program: Program) => Promise<Partial<Solvers>>,
): SweepProgram {
  let walk: { readonly program: Program; readonly runner: Runner } | null = null;
  const load = async () => {
    const program = compileWith(space, await loadModels(modelsOf(space)), metrics);
    walk = { program, runner: new Runner(program, await solversOf(program)) };
  };
  return {
    size: sizeOf(space),
    prepare: loadOnce(load),
    runRange: (from, to, sinks, shouldStop) => {
      if (walk === null) throw new Error('the sweep was not prepared');
      return runRange(walk.runner, walk.program, metrics, from, to, sinks, shouldStop);
    },
  };
}
