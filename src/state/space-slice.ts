import type { Axis, MetricConstraint } from '../../models/design/types';
import { recordChange, type History } from './history';
import type { GetState, SetState } from './slice';
import type { Work } from './work';

/** The space around the design: it lives in the work, so that undo and links hold it too. */
export interface SpaceSlice {
  /** Makes a field an axis, or with null a single value again. Axes tied to it go with it. */
  readonly setAxis: (field: string, axis: Axis | null, gesture?: string) => void;
  readonly setConstraints: (constraints: readonly MetricConstraint[], gesture?: string) => void;
  readonly setObjectives: (objectives: readonly string[]) => void;
}

function withAxis(axes: readonly Axis[], field: string, axis: Axis | null): readonly Axis[] {
  if (axis === null)
    return axes.filter((other) => other.field !== field && !('tiedTo' in other && other.tiedTo === field));
  const known = axes.some((other) => other.field === field);
  return known ? axes.map((other) => (other.field === field ? axis : other)) : [...axes, axis];
}

interface Seen {
  readonly history: History<Work>;
}

export function createSpaceSlice(set: SetState<Seen>, get: GetState<Seen>): SpaceSlice {
  const change = (part: Partial<Work>, gesture?: string): void => {
    const { history } = get();
    set({ history: recordChange(history, { ...history.present, ...part }, gesture) });
  };
  return {
    setAxis: (field, axis, gesture) => change({ axes: withAxis(get().history.present.axes, field, axis) }, gesture),
    setConstraints: (constraints, gesture) => change({ constraints }, gesture),
    setObjectives: (objectives) => change({ objectives }),
  };
}

interface WithWork {
  readonly history: { readonly present: Work };
}

export const selectAxes = ({ history }: WithWork): readonly Axis[] => history.present.axes;
export const selectConstraints = ({ history }: WithWork): readonly MetricConstraint[] => history.present.constraints;
export const selectObjectives = ({ history }: WithWork): readonly string[] => history.present.objectives;
