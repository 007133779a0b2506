import { findField } from '../../models/design/fields';
import { spaceSize } from '../../models/design/space-checks';
import type { Axis, AxisValue, Design, Space } from '../../models/design/types';
import { MOST_COLUMN_ROWS } from '../../workers/sweep-limits';

const keys = new WeakMap<Space, string>();

/**
 * Equal for two spaces exactly when a sweep would answer the same. The values that the axes override do not count, nor
 * do names and the order of objectives: a design loaded from a frontier is still a design of the space that it came from.
 */
export function questionOf(space: Space): string {
  const known = keys.get(space);
  if (known !== undefined) return known;
  const { axes, constraints, objectives } = space;
  const base: Design = {
    ...axes.reduce((design, axis) => atFirstValue(design, axis, axes), space.base),
    name: '',
    origin: { accelerator: null, workload: null },
  };
  const key = JSON.stringify([base, axes, constraints, objectivesAsked(objectives, spaceSize(axes))]);
  keys.set(space, key);
  return key;
}

/** Their order decides what is drawn, which is another question only where the designs are kept as a histogram. */
function objectivesAsked(objectives: readonly string[], size: number): readonly string[] {
  if (size <= MOST_COLUMN_ROWS) return objectives.toSorted();
  return [...objectives.slice(0, 2).toSorted(), ...objectives.slice(2).toSorted()];
}

function atFirstValue(design: Design, axis: Axis, axes: readonly Axis[]): Design {
  const value = firstValue(axis, axes);
  return value === undefined ? design : (findField(design, axis.field)?.set(design, value) ?? design);
}

function firstValue(axis: Axis, axes: readonly Axis[]): AxisValue | undefined {
  if (!('tiedTo' in axis)) return axis.values[0];
  const target = axes.find((other) => other.field === axis.tiedTo);
  const value = target === undefined || 'tiedTo' in target ? undefined : target.values[0];
  return typeof value === 'number' ? value * axis.factor : undefined;
}
