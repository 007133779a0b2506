import { spaceSize } from '../../models/design/space-checks';
import type { AxisValue, Design, Space, ValueAxis } from '../../models/design/types';
import { isTied } from '../../models/evaluate/axes';
import { DESIGN_STATUS } from '../../models/evaluate/combine';
import { compile, compileDesign } from '../../models/evaluate/compile';
import { designAt, positionsAt, type Program } from '../../models/evaluate/program';
import { Runner } from '../../models/evaluate/runner';

/** The designs of a space by their indices, without evaluating any. */
export interface DesignIndex {
  readonly size: number;
  /** In the order of `valuesAt`; tied axes have no values of their own. */
  readonly axes: readonly ValueAxis[];
  readonly valuesAt: (index: number) => readonly AxisValue[];
  readonly designAt: (index: number) => Design;
}

const indices = new WeakMap<Space, DesignIndex>();

export function designIndexOf(space: Space): DesignIndex {
  let index = indices.get(space);
  if (index === undefined) {
    index = makeIndex(space);
    indices.set(space, index);
  }
  return index;
}

function makeIndex(space: Space): DesignIndex {
  const program = addressesOf(space);
  const axes = program.digits.map(({ axis }) => axis);
  return {
    size: program.size,
    axes,
    valuesAt: (index) => positionsAt(program, index).map((position, at) => axes[at]!.values[position]!),
    designAt: (index) => designAt(program, index),
  };
}

/**
 * A program good for addressing only. The order of its digits does not depend on how many values they have, so one value
 * of each is compiled: a space of a thousand models would take as many times as long.
 */
function addressesOf(space: Space): Program {
  const thin = compile({ ...space, axes: space.axes.map((axis) => (isTied(axis) ? axis : firstOf(axis))) });
  const whole = new Map(space.axes.map((axis) => [axis.field, axis]));
  const digits = thin.digits.map((digit) => ({ ...digit, axis: whole.get(digit.axis.field) as ValueAxis }));
  const radices = Float64Array.from(digits, ({ axis }) => axis.values.length);
  return { ...thin, space, digits, radices, size: spaceSize(space.axes) };
}

export function firstOf(axis: ValueAxis): ValueAxis {
  return { ...axis, values: axis.values.slice(0, 1) };
}

/** All metrics of one design, in the order of `METRIC_IDS`: the same bits as in a sweep. */
export function metricsOfDesign(design: Design): Float64Array {
  const runner = new Runner(compileDesign(design));
  runner.evaluate(0);
  return runner.metrics;
}

/** Whether the models can time a design at level `roofline`, which asks least of it, be it that it fits or not. */
export function isModelled(given: Design): boolean {
  const design: Design = { ...given, assumptions: { ...given.assumptions, level: 'roofline' } };
  return new Runner(compileDesign(design)).evaluate(0) !== DESIGN_STATUS.missing;
}
