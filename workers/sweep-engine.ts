import type { Space } from '../models/design/types';
import { compileWith, isMapping, modelsOf, sizeOf, type Program } from '../models/evaluate/program';
import { findMetric, type MetricId } from '../models/evaluate/metrics';
import { loadModels } from '../models/evaluate/load-models';
import { runRange } from '../models/evaluate/run-range';
import type { ProductMapper } from '../models/evaluate/product-mapper';
import { Runner } from '../models/evaluate/runner';
import type { Parsed } from './job';
import { loadProductMapper } from './load-mapper';
import type { SweepEngine, SweepProgram } from './sweep-job';

/** The models as a sweep sees them. `parseSpace` checks JSON from outside; what it lets through compiles. */
export function createSweepEngine(
  parseSpace: (json: unknown) => Parsed<Space>,
  loadMapper: LoadMapper = loadProductMapper,
): SweepEngine {
  // One mapper for all sweeps of a thread: what it has found before serves the next space.
  let mapper: Promise<ProductMapper> | undefined;
  return {
    compile(json, metrics) {
      const unknown = metrics.find((metric) => findMetric(metric) === undefined);
      if (unknown !== undefined) {
        return { ok: false, reason: `There is no metric named ${JSON.stringify(unknown)}.` };
      }
      const space = parseSpace(json);
      if (!space.ok) return space;
      const wanted = metrics as readonly MetricId[];
      return { ok: true, value: sweepProgram(space.value, wanted, () => (mapper ??= loadMapper())) };
    },
    now: () => performance.now(),
  };
}

/** Keeps one runner, whose tables fill as leases pass and serve the next ones. */
function sweepProgram(space: Space, metrics: readonly MetricId[], loadMapper: LoadMapper): SweepProgram {
  let ready: Promise<void> | null = null;
  let walk: { readonly program: Program; readonly runner: Runner } | null = null;
  const load = async () => {
    const program = compileWith(space, await loadModels(modelsOf(space)));
    walk = { program, runner: new Runner(program, { mapper: isMapping(program) ? await loadMapper() : null }) };
  };
  return {
    size: sizeOf(space),
    prepare: () =>
      (ready ??= load().catch((error: unknown) => {
        // What did not come is asked for again with the next lease.
        ready = null;
        throw error;
      })),
    runRange: (from, to, sinks, shouldStop) => {
      if (walk === null) throw new Error('the sweep was not prepared');
      return runRange(walk.runner, walk.program, metrics, from, to, sinks, shouldStop);
    },
  };
}

export type LoadMapper = () => Promise<ProductMapper>;
