import type { Space } from '../models/design/types';
import { compile, isMapping, type Program } from '../models/evaluate/compile';
import { findMetric, type MetricId } from '../models/evaluate/metrics';
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
      return {
        ok: true,
        value: sweepProgram(compile(space.value), metrics as readonly MetricId[], () => (mapper ??= loadMapper())),
      };
    },
    now: () => performance.now(),
  };
}

/** Keeps one runner, whose tables fill as leases pass and serve the next ones. */
function sweepProgram(program: Program, metrics: readonly MetricId[], loadMapper: LoadMapper): SweepProgram {
  let runner = isMapping(program) ? null : new Runner(program);
  return {
    size: program.size,
    prepare: () => {
      if (runner !== null) return null;
      return loadMapper().then((mapper) => {
        runner ??= new Runner(program, mapper);
      });
    },
    runRange: (from, to, sinks, shouldStop) => {
      if (runner === null) throw new Error('the sweep was not prepared');
      return runRange(runner, program, metrics, from, to, sinks, shouldStop);
    },
  };
}

export type LoadMapper = () => Promise<ProductMapper>;
