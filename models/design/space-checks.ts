/** Rules of a space that need its design, or several axes, at once. */
import { findField } from './fields';
import type { DesignPart, Field } from './field-types';
import { MAX_ISSUES, type Issue } from './issues';
import type { Axis, AxisValue, Space, TiedAxis, ValueAxis } from './types';
import { refusal, shown, valueProblem } from './value-rules';
import { workloadIssues } from './workload-checks';

/** Indices of a space are kept as doubles, and sinks count in them. */
const MAX_DESIGNS = 1e12;

/** Values of these parts change the list of operators, so that each combination is compiled on its own. */
const STRUCTURAL_PARTS: readonly DesignPart[] = ['workload', 'layerRanges', 'rules'];
const MAX_STRUCTURES = 1024;

function isTied(axis: Axis): axis is TiedAxis {
  return 'tiedTo' in axis;
}

function valueIssues(field: Field, value: AxisValue, path: string): readonly Issue[] {
  const message = valueProblem(field.control, value);
  if (message !== null) return [{ path, message }];
  return typeof value === 'object' ? workloadIssues(value, path) : [];
}

function valueAxisIssues(axis: ValueAxis, field: Field, path: string): readonly Issue[] {
  return axis.values.flatMap((value, at) => valueIssues(field, value, `${path}.values[${at}]`));
}

/** A tied field takes `factor` times each value of its axis, computed here as the compiler computes it. */
function tiedAxisIssues(axis: TiedAxis, field: Field, axes: readonly Axis[], path: string): readonly Issue[] {
  const target = axes.find((other): other is ValueAxis => !isTied(other) && other.field === axis.tiedTo);
  if (target === undefined) {
    return [
      { path: `${path}.tiedTo`, message: refusal('must be the field of an axis with values of its own', axis.tiedTo) },
    ];
  }
  if (target.values.some((value) => typeof value !== 'number') || field.control.kind !== 'number') {
    return [{ path, message: 'must tie a number to an axis of numbers' }];
  }
  const product = target.values.map((value) => Number(value) * axis.factor);
  const bad = product.find((value) => valueProblem(field.control, value) !== null);
  if (bad === undefined) return [];
  const message = `must keep ${field.id} within its range, but makes it ${shown(bad)}: it ${valueProblem(field.control, bad)!}`;
  return [{ path: `${path}.factor`, message }];
}

function issuesOfAxis(axis: Axis, index: number, { base, axes }: Space): readonly Issue[] {
  const path = `axes[${index}]`;
  const field = findField(base, axis.field);
  if (field === undefined) {
    return [{ path: `${path}.field`, message: refusal('must be a field of the base design', axis.field) }];
  }
  const first = axes.findIndex((other) => other.field === axis.field);
  if (first < index)
    return [{ path: `${path}.field`, message: `must not repeat that of axes[${first}], ${axis.field}` }];
  return isTied(axis) ? tiedAxisIssues(axis, field, axes, path) : valueAxisIssues(axis, field, path);
}

/** Number of designs of a space: the product of the lengths of its axes. */
export function spaceSize(axes: readonly Axis[]): number {
  return axes.reduce((product, axis) => (isTied(axis) ? product : product * axis.values.length), 1);
}

/** Whether an axis, or one tied to it, changes the list of operators. */
function isStructural({ base, axes }: Space, axis: Axis): boolean {
  const moved = [axis, ...axes.filter((other) => isTied(other) && other.tiedTo === axis.field)];
  return moved.some(({ field }) => {
    const part = findField(base, field)?.part;
    return part !== undefined && STRUCTURAL_PARTS.includes(part);
  });
}

function sizeIssues(space: Space): readonly Issue[] {
  const size = spaceSize(space.axes);
  if (size > MAX_DESIGNS) return [{ path: 'axes', message: `must make at most 1e12 designs, not ${shown(size)}` }];
  const structures = spaceSize(space.axes.filter((axis) => isStructural(space, axis)));
  if (structures <= MAX_STRUCTURES) return [];
  const message = `must combine at most ${MAX_STRUCTURES} models and assumptions, not ${structures}`;
  return [{ path: 'axes', message }];
}

export function axisIssues(space: Space): readonly Issue[] {
  const issues = space.axes.flatMap((axis, index) => issuesOfAxis(axis, index, space));
  return [...issues, ...sizeIssues(space)].slice(0, MAX_ISSUES);
}

export function metricIssues({ constraints, objectives }: Space, metricIds: readonly string[]): readonly Issue[] {
  const unknown = (metric: string, path: string): readonly Issue[] =>
    metricIds.includes(metric) ? [] : [{ path, message: refusal('must be the id of a metric', metric) }];
  const bounds = constraints.flatMap(({ metric, min, max }, index) => {
    const path = `constraints[${index}]`;
    if (min === undefined && max === undefined) return [{ path, message: 'must have a min or a max' }];
    if (min !== undefined && max !== undefined && min > max) {
      return [{ path: `${path}.min`, message: `must be at most max (${max}), not ${min}` }];
    }
    return unknown(metric, `${path}.metric`);
  });
  const goals = objectives.flatMap((metric, index) => {
    const path = `objectives[${index}]`;
    return objectives.indexOf(metric) < index
      ? [{ path, message: `must not repeat ${metric}` }]
      : unknown(metric, path);
  });
  return [...bounds, ...goals].slice(0, MAX_ISSUES);
}
