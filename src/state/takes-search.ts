import type { AssumptionChoice } from '../../models/assumptions/types';
import type { Space } from '../../models/design/types';
import { schedulesFor } from '../../models/evaluate/metrics/metrics';
import { levelOf } from '../../models/workload/rules';

/** Whether a space has designs at level `mapped`: each takes about as long as a thousand others. */
export function mapsDesigns({ base, axes }: Space): boolean {
  const valuesOf = (field: string, own: string): readonly unknown[] => {
    const axis = axes.find((other) => other.field === field);
    return axis !== undefined && 'values' in axis ? axis.values : [own];
  };
  const sets = valuesOf('assumptions.base', base.assumptions.base) as readonly AssumptionChoice['base'][];
  const levels = valuesOf('assumptions.level', base.assumptions.level) as readonly AssumptionChoice['level'][];
  return sets.some((set) => levels.some((level) => levelOf({ base: set, level, overrides: {} }) === 'mapped'));
}

/** Whether evaluating a space takes searches: for loop nests, or for schedules of the metrics that are asked for. */
export function takesSearch(space: Space): boolean {
  const named = [...space.objectives, ...space.constraints.map(({ metric }) => metric)];
  return mapsDesigns(space) || schedulesFor(named).size > 0;
}
