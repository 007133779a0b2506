import { compile } from '../models/evaluate/compile';
import { METRIC_IDS, type MetricId } from '../models/evaluate/metrics/metrics';
import { runRange } from '../models/evaluate/run-range';
import { Runner } from '../models/evaluate/runner';
import type { FidelityLevel } from '../models/assumptions/types';
import { CountsSink } from '../models/space/sinks/counts-sink';
import type { WorkerPool } from '../workers/pool';
import { sweepTask } from '../workers/sweep';
import { measure, measureAsync, type Measurement } from './measure';
import type { Space } from '../models/design/types';
import { benchSpace, benchTableSpace, type TableBench } from './space';

const METRICS: readonly MetricId[] = METRIC_IDS;

/** Whole evaluations on this thread: compiling and filling the tables included, all metrics, statuses counted. */
export function benchEngine(level: FidelityLevel, designs: number, rounds: number): Measurement {
  return benchSpaceOnThread(`${level}, one thread`, benchSpace(level), designs, rounds);
}

/** The same for a table of layers at level `array`. */
export function benchTable(bench: TableBench, designs: number, rounds: number): Measurement {
  return benchSpaceOnThread(`${bench}, level array, one thread`, benchTableSpace(bench), designs, rounds);
}

function benchSpaceOnThread(name: string, space: Space, designs: number, rounds: number): Measurement {
  const count = Math.min(designs, compile(space).size);
  const work = () => {
    const program = compile(space);
    const counts = new CountsSink([]);
    runRange(new Runner(program), program, METRICS, 0, count, [counts], () => false);
    const { ok, infeasible, missing } = counts.snapshot();
    return `${ok} fit, ${infeasible} do not, ${missing} lack a figure`;
  };
  return measure(name, count, work, rounds);
}

/** The same space by a pool, with the frontier of its three objectives. */
export async function benchPool(
  pool: WorkerPool,
  workers: number,
  designs: number,
  rounds: number,
): Promise<Measurement> {
  const space = benchSpace('roofline');
  const size = Math.min(designs, compile(space).size);
  const frontier = space.objectives.map((metric) => ({ metric, better: 'lower' as const }));
  const request = { space, size, want: { columns: [], frontier, constraints: [], density: null } };
  const work = async () => {
    const { kind, done, result } = await pool.run(sweepTask(request));
    return `${kind}: ${done} designs, ${result.frontier?.indices.length ?? 0} on the frontier`;
  };
  return measureAsync(`roofline, ${workers} workers, with frontier`, size, work, rounds);
}
