import type { Design } from '../design/types';
import { DESIGN_STATUS } from './combine';
import { compileDesign } from './compile';
import { METRIC_IDS, METRIC_INDEX, type MetricId } from './metrics/metrics';
import { NO_SOLVERS, type Solvers } from './solvers';
import { Runner } from './runner';

/** Metrics of one design and whether it can be built, without the explanation. */
export interface SingleResult {
  readonly ok: boolean;
  readonly metrics: Readonly<Record<MetricId, number>>;
}

/** Evaluates one design. */
export function evaluateSingle(design: Design, solvers: Partial<Solvers> = NO_SOLVERS): SingleResult {
  const runner = new Runner(compileDesign(design), solvers);
  const status = runner.evaluate(0);
  const metrics = Object.fromEntries(METRIC_IDS.map((id) => [id, runner.metrics[METRIC_INDEX[id]]!]));
  return { ok: status === DESIGN_STATUS.ok, metrics: metrics as Record<MetricId, number> };
}
