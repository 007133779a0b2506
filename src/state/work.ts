import { axisIssues } from '../../models/design/space-checks';
import type { Axis, Design, MetricConstraint, Space } from '../../models/design/types';
import type { MetricId } from '../../models/evaluate/metrics';

/** All that undo, the link and the store of the browser keep: the design and the space around it. */
export interface Work {
  readonly design: Design;
  readonly axes: readonly Axis[];
  readonly constraints: readonly MetricConstraint[];
  /** Ids of metrics. */
  readonly objectives: readonly string[];
}

export const DEFAULT_OBJECTIVES: readonly MetricId[] = ['tpot', 'area'];

export function workOf(design: Design): Work {
  return { design, axes: [], constraints: [], objectives: DEFAULT_OBJECTIVES };
}

export function spaceOf({ design, axes, constraints, objectives }: Work): Space {
  return { base: design, axes, constraints, objectives };
}

/** Whether the work says more than its design does. */
export function hasSpace({ axes, constraints, objectives }: Work): boolean {
  const isDefault =
    objectives.length === DEFAULT_OBJECTIVES.length && objectives.every((id, at) => id === DEFAULT_OBJECTIVES[at]);
  return axes.length > 0 || constraints.length > 0 || !isDefault;
}

/** The axes that still make sense around another design: those whose field is there and takes their values. */
export function axesThatFit(design: Design, axes: readonly Axis[]): readonly Axis[] {
  let kept = axes;
  for (;;) {
    const current = kept;
    const fitting = current.filter((axis) => {
      const others = current.filter((other) => other !== axis);
      const candidates = [...others, axis];
      const at = `axes[${candidates.length - 1}]`;
      const space = { base: design, axes: candidates, constraints: [], objectives: [] };
      return !axisIssues(space).some(({ path }) => path.startsWith(at));
    });
    if (fitting.length === current.length) return current;
    kept = fitting;
  }
}
