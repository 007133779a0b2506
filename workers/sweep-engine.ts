import type { Space } from '../models/design/types';
import { compile, type Program } from '../models/evaluate/compile';
import { findMetric, type MetricId } from '../models/evaluate/metrics';
import { runRange } from '../models/evaluate/run-range';
import { Runner } from '../models/evaluate/runner';
import type { Parsed } from './job';
import type { SweepEngine, SweepProgram } from './sweep-job';

/** The models as a sweep sees them. `parseSpace` checks JSON from outside; what it lets through compiles. */
export function createSweepEngine(parseSpace: (json: unknown) => Parsed<Space>): SweepEngine {
  return {
    compile(json, metrics) {
      const unknown = metrics.find((metric) => findMetric(metric) === undefined);
      if (unknown !== undefined) {
        return { ok: false, reason: `There is no metric named ${JSON.stringify(unknown)}.` };
      }
      const space = parseSpace(json);
      if (!space.ok) return space;
      return { ok: true, value: sweepProgram(compile(space.value), metrics as readonly MetricId[]) };
    },
    now: () => performance.now(),
  };
}

/** Keeps one runner, whose tables fill as leases pass and serve the next ones. */
function sweepProgram(program: Program, metrics: readonly MetricId[]): SweepProgram {
  const runner = new Runner(program);
  return {
    size: program.size,
    runRange: (from, to, sinks, shouldStop) => runRange(runner, program, metrics, from, to, sinks, shouldStop),
  };
}
