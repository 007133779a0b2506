import { scaleOf, type MetricId } from '../../../models/evaluate/metrics/metrics';
import { knee2d } from '../../../models/space/knee';
import { binEdges } from '../../../models/space/sinks/density-axis';
import type { DensitySnapshot } from '../../../models/space/sinks/density-sink';
import type { ParetoAxis, ParetoConstraint, ParetoData, ParetoDensity, ParetoPoint } from '../../charts/pareto/data';
import { betterOf } from '../../state/sweep-request';
import type { SweepAnswer } from '../../state/sweep-types';
import { metricLabel, metricQuantity } from './metric-names';

export interface Marks {
  readonly current: Readonly<Record<MetricId, number>> | null;
  readonly baseline: Readonly<Record<MetricId, number>> | null;
}

/**
 * The metrics to draw: the objectives on screen in their order, as long as they are the ones that were swept; turning
 * x and y round needs no new sweep.
 */
export function drawnObjectives(answer: SweepAnswer, onScreen: readonly string[]): readonly string[] {
  const swept = answer.sweep.space.objectives;
  const isSame = onScreen.length === swept.length && swept.every((id) => onScreen.includes(id));
  return isSame ? onScreen : swept;
}

/** A sweep's answer as the chart takes it. */
export function paretoData(answer: SweepAnswer, objectives: readonly string[], marks: Marks): ParetoData {
  const [x = '', y = ''] = objectives;
  const frontier = frontierPoints(answer, x, y);
  return {
    x: axisOf(x),
    y: axisOf(y),
    total: answer.done,
    frontier,
    points: pointsOf(answer, x, y),
    density: densityOf(answer, x, y),
    knee: objectives.length === 2 ? kneeOf(frontier, x, y) : null,
    current: markOf(marks.current, x, y),
    baseline: markOf(marks.baseline, x, y),
    constraints: constraintsOf(answer, x, y),
  };
}

function axisOf(id: string): ParetoAxis {
  const quantity = metricQuantity(id);
  return { label: metricLabel(id), quantity, scale: scaleOf(id), better: betterOf(id) };
}

function frontierPoints({ sweep, result }: SweepAnswer, x: string, y: string): readonly ParetoPoint[] {
  if (result.frontier === null) return [];
  const { indices, values } = result.frontier;
  const at = (id: string) => values[sweep.request.want.frontier.findIndex(({ metric }) => metric === id)]!;
  const [xs, ys] = [at(x), at(y)];
  return Array.from(indices, (index, row) => ({ index, x: xs[row]!, y: ys[row]! }));
}

function pointsOf({ sweep, result }: SweepAnswer, x: string, y: string): ParetoData['points'] {
  if (result.columns === null) return null;
  const { columns } = sweep.request.want;
  const [xs, ys] = [x, y].map((id) => result.columns!.columns[columns.indexOf(id)]);
  return xs === undefined || ys === undefined ? null : { x: xs, y: ys, status: result.columns.status };
}

function densityOf({ sweep, result }: SweepAnswer, x: string, y: string): ParetoDensity | null {
  const { density } = sweep.request.want;
  if (density === null || result.density === null || result.density.shown === 0) return null;
  if (density.x.metric === x && density.y.metric === y) return binsOf(result.density);
  return density.x.metric === y && density.y.metric === x ? transposed(binsOf(result.density)) : null;
}

function binsOf({ x, y, counts }: DensitySnapshot): ParetoDensity {
  return { xEdges: binEdges(x), yEdges: binEdges(y), counts };
}

function transposed({ xEdges, yEdges, counts }: ParetoDensity): ParetoDensity {
  const columns = xEdges.length - 1;
  const rows = yEdges.length - 1;
  const turned = new Float64Array(counts.length);
  for (let j = 0; j < rows; j++) for (let i = 0; i < columns; i++) turned[i * rows + j] = counts[j * columns + i]!;
  return { xEdges: yEdges, yEdges: xEdges, counts: turned };
}

function kneeOf(frontier: readonly ParetoPoint[], x: string, y: string): ParetoPoint | null {
  const axis = (id: string, values: (point: ParetoPoint) => number) => ({
    values: Float64Array.from(frontier, values),
    better: betterOf(id),
    scale: scaleOf(id),
  });
  return frontier[knee2d(axis(x, (point) => point.x), axis(y, (point) => point.y))] ?? null; // prettier-ignore
}

function markOf(metrics: Marks['current'], x: string, y: string): { readonly x: number; readonly y: number } | null {
  if (metrics === null) return null;
  const point = { x: metrics[x as MetricId], y: metrics[y as MetricId] };
  return Number.isFinite(point.x) && Number.isFinite(point.y) ? point : null;
}

function constraintsOf({ sweep }: SweepAnswer, x: string, y: string): readonly ParetoConstraint[] {
  return sweep.space.constraints.flatMap(({ metric, min, max }, at): ParetoConstraint[] => {
    if (metric !== x && metric !== y) return [];
    const axis = metric === x ? 'x' : 'y';
    return [
      ...(min === undefined ? [] : [{ id: `${at}.min`, axis, bound: 'min', value: min } as const]),
      ...(max === undefined ? [] : [{ id: `${at}.max`, axis, bound: 'max', value: max } as const]),
    ];
  });
}
