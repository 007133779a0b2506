import { NO_PINS, type Pins } from '../../models/design/pins';
import { axisIssues } from '../../models/design/space-checks';
import type { Axis, Design, MetricConstraint, Space } from '../../models/design/types';
import { findMetric, type MetricId } from '../../models/evaluate/metrics/metrics';
import type { WorkloadKind } from '../../models/workload/types';
import { findField } from '../../models/design/fields';
import { concerns } from '../../models/design/field-relevance';
import { workloadKindsOf } from '../../models/design/workload-kinds';
import type { ScratchpadChoice } from './scratchpad/choice';

/** All that undo, the link and the store of the browser keep: the design, the space around it, what is pinned and scheduled. */
export interface Work {
  readonly design: Design;
  readonly axes: readonly Axis[];
  readonly constraints: readonly MetricConstraint[];
  /** Ids of metrics. */
  readonly objectives: readonly string[];
  readonly pins: Pins;
  /** What the Scratchpad tab schedules; absent until the reader has chosen something there. */
  readonly scratchpad?: ScratchpadChoice;
}

export const DEFAULT_OBJECTIVES: Readonly<Record<WorkloadKind, readonly MetricId[]>> = {
  decoder: ['tpot', 'area'],
  layers: ['batchLatency', 'area'],
};

export function workOf(design: Design, pins: Pins = NO_PINS): Work {
  return { design, axes: [], constraints: [], objectives: DEFAULT_OBJECTIVES[design.workload.kind], pins };
}

export function spaceOf({ design, axes, constraints, objectives }: Work): Space {
  return { base: design, axes, constraints, objectives };
}

/** Whether there is more than a design to sweep. */
export function hasSpace({ design, axes, constraints, objectives }: Work): boolean {
  const usual = DEFAULT_OBJECTIVES[design.workload.kind];
  const isDefault = objectives.length === usual.length && objectives.every((id, at) => id === usual[at]);
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

/** The work around another design: axes, constraints and objectives that make sense of it are kept. */
export function workAround(design: Design, before: Work): Work {
  const axes = axesThatFit(design, before.axes).filter(({ field }) => {
    return concerns(findField(design, field)!, design.workload.kind);
  });
  const kinds = workloadKindsOf({ base: design, axes });
  const applies = (metric: string) => findMetric(metric)?.appliesTo.some((kind) => kinds.includes(kind)) === true;
  const objectives = before.objectives.every(applies) ? before.objectives : DEFAULT_OBJECTIVES[design.workload.kind];
  const constraints = before.constraints.filter(({ metric }) => applies(metric));
  return { ...before, design, axes, constraints, objectives };
}
