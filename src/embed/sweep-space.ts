import type { Space } from '../../models/design/types';
import { isMapping } from '../../models/evaluate/program';
import { findMetric, METRIC_IDS, scaleOf, type Metric, type MetricId } from '../../models/evaluate/metrics/metrics';
import { runRange } from '../../models/evaluate/run-range';
import { Runner } from '../../models/evaluate/runner';
import { knee2d } from '../../models/space/knee';
import { ColumnsSink } from '../../models/space/sinks/columns-sink';
import { FrontierSink } from '../../models/space/sinks/frontier-sink';
import { loadProductMapper } from '../../workers/load-mapper';
import { loadScratchpadScheduler } from '../../workers/load-scheduler';
import { compileSpace } from './compile-space';
import { MOST_DESIGNS } from './limits';
import type { ParetoAxis, ParetoConstraint, ParetoData, ParetoPoint } from '../charts/pareto/data';

/** Designs between two looks at the clock of the page. */
const SLICE = 1024;
const SLICE_MILLISECONDS = 12;

export interface SweepTools {
  readonly now: () => number;
  /** Lets the page draw and answer. */
  readonly pause: () => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
  readonly shouldStop: () => boolean;
}

export type SweptSpace =
  | { readonly kind: 'done'; readonly data: ParetoData }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'stopped' };

/** The two metrics of the picture first, then all that the frontier and the constraints need. */
function metricsOf({ objectives, constraints }: Space) {
  const drawn = [...new Set([...objectives, 'area', 'tpot'])].slice(0, 2);
  const spanning = [...new Set([...drawn, ...objectives])];
  return {
    drawn,
    spanning,
    all: [...new Set([...spanning, ...constraints.map(({ metric }) => metric)])] as MetricId[],
  };
}

/** Evaluates a space in slices between which the page stays alive. */
export async function sweepSpace(space: Space, tools: SweepTools): Promise<SweptSpace> {
  const program = await compileSpace(space);
  if (program.size > MOST_DESIGNS) return { kind: 'too-large', size: program.size };
  const { drawn, spanning, all } = metricsOf(space);
  const columns = new ColumnsSink(0, program.size, [0, 1]);
  const frontier = new FrontierSink(
    spanning.map((id) => ({ column: all.indexOf(id as MetricId), better: betterOf(id) })),
    space.constraints.map(({ metric, min = -Infinity, max = Infinity }) => {
      return { column: all.indexOf(metric as MetricId), min, max };
    }),
  );
  const maps = isMapping(program);
  const runner = new Runner(program, {
    ...(maps ? { mapper: await loadProductMapper() } : {}),
    ...(program.schedules.size > 0 ? { scheduler: await loadScratchpadScheduler() } : {}),
  });
  const slice = maps ? 1 : SLICE;
  let pausedAt = tools.now();
  const isTime = () => tools.now() - pausedAt >= SLICE_MILLISECONDS;
  for (let done = 0; done < program.size;) {
    done += runRange(runner, program, all, done, done + slice, [columns, frontier], isTime);
    if (!isTime()) continue;
    tools.onProgress(done, program.size);
    await tools.pause();
    if (tools.shouldStop()) return { kind: 'stopped' };
    pausedAt = tools.now();
  }
  const { indices, values } = frontier.snapshot();
  const points = Array.from(indices, (index, row) => ({ index, x: values[0]![row]!, y: values[1]![row]! }));
  const { columns: kept, status } = columns.snapshot();
  const [x, y] = drawn.map((id) => axisOf(id)) as [ParetoAxis, ParetoAxis];
  const data: ParetoData = {
    x,
    y,
    total: program.size,
    frontier: points,
    points: { x: kept[0]!, y: kept[1]!, status },
    knee: spanning.length === 2 ? kneeOf(points, x, y) : null,
    constraints: constraintsOf(space, drawn),
  };
  return { kind: 'done', data };
}

function metricOf(id: string): Metric {
  const metric = findMetric(id);
  if (metric === undefined)
    throw new Error(`a checked space names no metric ${id}; there are ${METRIC_IDS.join(', ')}`);
  return metric;
}

function betterOf(id: string): 'lower' | 'higher' {
  return metricOf(id).better === 'higher' ? 'higher' : 'lower';
}

function axisOf(id: string): ParetoAxis {
  const { label, quantity } = metricOf(id);
  return { label, quantity, scale: scaleOf(id), better: betterOf(id) };
}

function kneeOf(points: readonly ParetoPoint[], x: ParetoAxis, y: ParetoAxis): ParetoPoint | null {
  const objective = ({ scale, better }: ParetoAxis, value: (point: ParetoPoint) => number) => ({
    values: Float64Array.from(points, value),
    better: better === 'higher' ? better : 'lower',
    scale,
  } as const); // prettier-ignore
  return points[knee2d(objective(x, (point) => point.x), objective(y, (point) => point.y))] ?? null; // prettier-ignore
}

function constraintsOf({ constraints }: Space, drawn: readonly string[]): readonly ParetoConstraint[] {
  return constraints.flatMap(({ metric, min, max }, at): ParetoConstraint[] => {
    const position = drawn.indexOf(metric);
    if (position < 0) return [];
    const axis = position === 0 ? 'x' : 'y';
    return [
      ...(min === undefined ? [] : [{ id: `${at}.min`, axis, bound: 'min', value: min } as const]),
      ...(max === undefined ? [] : [{ id: `${at}.max`, axis, bound: 'max', value: max } as const]),
    ];
  });
}
