import { useState } from 'react';
import { findField } from '../../../models/design/fields';
import type { Field } from '../../../models/design/field-types';
import { axisIssues } from '../../../models/design/space-checks';
import type { Axis, ValueAxis } from '../../../models/design/types';
import { selectAxes } from '../../state/space-slice';
import { selectDesign } from '../../state/design-slice';
import { useGesture } from '../design/use-gesture';
import { useRidgeline, useRidgelineStore } from '../store-context';
import type { AxisToFollow } from './axis-draft';

export interface AxisEditing {
  /** Puts the axis into the space; all changes between opening and closing the editor are one step of undo. */
  readonly apply: (axis: Axis) => void;
  readonly remove: () => void;
  /** Why the space cannot take the axis, or null. */
  readonly problem: string | null;
}

export function useAxisEditing(field: Field): AxisEditing {
  const { getState } = useRidgelineStore();
  const gesture = useGesture();
  const [problem, setProblem] = useState<string | null>(null);
  const apply = (axis: Axis) => {
    const axes = selectAxes(getState()).map((other) => (other.field === field.id ? axis : other));
    const space = { base: selectDesign(getState()), axes, constraints: [], objectives: [] };
    const [issue] = axisIssues(space);
    setProblem(issue === undefined ? null : `${subjectOf(issue.path, axes, field)} ${issue.message}.`);
    if (issue === undefined) getState().setAxis(field.id, axis, gesture.current());
  };
  return { apply, remove: () => getState().setAxis(field.id, null), problem };

  function subjectOf(path: string, axes: readonly Axis[], self: Field): string {
    const at = /^axes\[(\d+)\]/.exec(path)?.[1];
    const other = at === undefined ? undefined : axes[Number(at)]?.field;
    if (other === undefined) return 'All axes together';
    if (other === self.id) return self.label;
    return `${findField(selectDesign(getState()), other)?.label ?? other}, which follows this axis,`;
  }
}

/** Axes of numbers that this field could follow. */
export function useAxesToFollow(field: Field): readonly AxisToFollow[] {
  const axes = useRidgeline(selectAxes);
  const design = useRidgeline(selectDesign);
  const isNumbers = (axis: Axis): axis is ValueAxis => 'values' in axis && typeof axis.values[0] === 'number';
  return axes.flatMap((axis) => {
    const other = axis.field === field.id ? undefined : findField(design, axis.field);
    if (other === undefined || !isNumbers(axis)) return [];
    return [{ axis, label: other.group === null ? other.label : `${other.group}: ${other.label}` }];
  });
}
