/** Operators that give elements another shape or place. Source: the ONNX operator specification of each. */
import { done, elementsOf, type Inferred, type NodeView, type Shape, shapeText, unsupported, wrong } from './node-view';

const NO_SUCH_AXIS = 'it names an axis that its input does not have';

/** The same elements in the same order: nothing moves. */
function renamed(view: NodeView, shape: Shape): Inferred {
  const input = view.shape(0);
  if (elementsOf(shape) !== elementsOf(input)) {
    return wrong(`it cannot give ${shapeText(input)} the shape ${shapeText(shape)}`);
  }
  return done([{ ...view.inputs[0]!, shape }]);
}

/** Where the wanted shape is computed from the data itself, what the exporter wrote down has to do. */
export function declaredOr(view: NodeView, what: string, then: (shape: Shape) => Inferred): Inferred {
  const declared = view.declared[0] ?? null;
  return declared === null ? unsupported(`${what} is computed while the network runs`) : then(declared);
}

export function reshape(view: NodeView): Inferred {
  const input = view.shape(0);
  const target = view.list('shape', 1);
  if (target === null) return declaredOr(view, 'its shape', (shape) => renamed(view, shape));
  const copiesZero = view.int('allowzero', 0) !== 1;
  const sizes = target.map((size, axis) => (size === 0 && copiesZero ? (input[axis] ?? 0) : size));
  const open = sizes.indexOf(-1);
  if (open >= 0) {
    const others = elementsOf(sizes.filter((_, axis) => axis !== open));
    sizes[open] = others === 0 ? 0 : elementsOf(input) / others;
  }
  if (sizes.some((size) => size < 0 || !Number.isInteger(size))) {
    return wrong(`it cannot give ${shapeText(input)} the shape ${target.join(' x ')}`);
  }
  return renamed(view, sizes);
}

export function flatten(view: NodeView): Inferred {
  const input = view.shape(0);
  const given = view.int('axis', 1);
  const axis = given < 0 ? given + input.length : given;
  if (axis < 0 || axis > input.length) return wrong(NO_SUCH_AXIS);
  return renamed(view, [elementsOf(input.slice(0, axis)), elementsOf(input.slice(axis))]);
}

export function squeeze(view: NodeView): Inferred {
  const input = view.shape(0);
  const given = view.list('axes', 1);
  const axes = given === null ? null : view.axes(given, input.length);
  if (given !== null && axes === null) return wrong(NO_SUCH_AXIS);
  return renamed(
    view,
    input.filter((size, axis) => (axes === null ? size !== 1 : !axes.includes(axis))),
  );
}

export function unsqueeze(view: NodeView): Inferred {
  const input = view.shape(0);
  const given = view.list('axes', 1);
  if (given === null) return unsupported('its axes are computed while the network runs');
  const rank = input.length + given.length;
  const axes = view.axes(given, rank);
  if (axes === null || new Set(axes).size !== axes.length) return wrong(NO_SUCH_AXIS);
  const left = [...input];
  return renamed(
    view,
    Array.from({ length: rank }, (_, axis) => (axes.includes(axis) ? 1 : left.shift()!)),
  );
}

/** Elements that are copied to another place. */
function moved(view: NodeView, ...outputs: readonly Shape[]): Inferred {
  let inputElements = 0;
  for (const [index, value] of view.inputs.entries()) {
    if (value !== null && !value.stored) inputElements += elementsOf(view.shape(index));
  }
  const outputElements = outputs.reduce((sum, shape) => sum + elementsOf(shape), 0);
  const operation = view.node.operator;
  return done(outputs, [{ kind: 'movement', name: view.name, repeat: 1, operation, inputElements, outputElements }]);
}

export function transpose(view: NodeView): Inferred {
  const input = view.shape(0);
  const order = view.ints('perm') ?? input.map((_, axis) => input.length - 1 - axis);
  const axes = view.axes(order, input.length);
  if (axes === null || new Set(axes).size !== input.length) return wrong('its order names no axes of its input');
  const output = axes.map((axis) => input[axis]!);
  const wide = axes.filter((axis) => input[axis] !== 1);
  // Axes of size 1 pass each other without any element moving.
  return wide.every((axis, at) => at === 0 || axis > wide[at - 1]!) ? renamed(view, output) : moved(view, output);
}

export function concat(view: NodeView): Inferred {
  const shapes = view.inputs.flatMap((value, index) => (value === null ? [] : [view.shape(index)]));
  const first = shapes[0]!;
  const axis = view.axis(view.int('axis', 0), first.length);
  if (axis === null) return wrong(NO_SUCH_AXIS);
  const fits = shapes.every(
    (shape) => shape.length === first.length && shape.every((size, at) => at === axis || size === first[at]),
  );
  if (!fits) return wrong(`its inputs do not fit: ${shapes.map(shapeText).join(' and ')}`);
  const size = shapes.reduce((sum, shape) => sum + shape[axis]!, 0);
  return moved(view, first.with(axis, size));
}

export function split(view: NodeView): Inferred {
  const input = view.shape(0);
  const axis = view.axis(view.int('axis', 0), input.length);
  if (axis === null) return wrong(NO_SUCH_AXIS);
  const parts = view.node.outputs.length;
  const each = Math.ceil(input[axis]! / parts);
  const even = Array.from({ length: parts }, (_, at) => Math.max(0, Math.min(each, input[axis]! - at * each)));
  if (view.has(1) && view.content(1) === null) return unsupported('its parts are computed while the network runs');
  const sizes = view.list('split', 1) ?? even;
  if (sizes.some((size) => size < 0) || sizes.reduce((sum, size) => sum + size, 0) !== input[axis]) {
    return wrong(`its parts ${sizes.join(', ')} do not add up to ${input[axis]}`);
  }
  return moved(view, ...sizes.map((size) => input.with(axis, size)));
}

/** Elements from `start` to `end` in steps along an axis, both cut to the axis. */
export function sliceLength(size: number, start: number, end: number, step: number): number {
  const cut = (value: number, low: number, high: number) =>
    Math.min(high, Math.max(low, value < 0 ? value + size : value));
  return step > 0
    ? Math.max(0, Math.ceil((cut(end, 0, size) - cut(start, 0, size)) / step))
    : Math.max(0, Math.ceil((cut(start, 0, size - 1) - cut(end, -1, size - 1)) / -step));
}

export function slice(view: NodeView): Inferred {
  const input = view.shape(0);
  const starts = view.list('starts', 1);
  const ends = view.list('ends', 2);
  if (starts === null || ends === null) {
    return declaredOr(view, 'its range', (shape) => moved(view, shape));
  }
  const axes = view.axes(view.list('axes', 3) ?? starts.map((_, at) => at), input.length);
  const steps = view.content(4) ?? starts.map(() => 1);
  if (axes === null || axes.length !== starts.length) return wrong(NO_SUCH_AXIS);
  if (ends.length !== starts.length || steps.length !== starts.length || steps.includes(0)) {
    return wrong('its starts, ends and steps do not fit together');
  }
  const output = [...input];
  for (const [at, axis] of axes.entries()) output[axis] = sliceLength(input[axis]!, starts[at]!, ends[at]!, steps[at]!);
  return moved(view, output);
}

export function gather(view: NodeView): Inferred {
  const [data, indices] = [view.shape(0), view.shape(1)];
  const axis = view.axis(view.int('axis', 0), data.length);
  if (axis === null) return wrong(NO_SUCH_AXIS);
  const output = [...data.slice(0, axis), ...indices, ...data.slice(axis + 1)];
  if (!view.stored(0) || view.stored(1) || axis !== 0) return moved(view, output);
  const tableRows = data[0]!;
  const width = elementsOf(data.slice(1));
  const lookups = elementsOf(indices);
  return done([output], [{ kind: 'lookup', name: view.name, repeat: 1, tableRows, width, lookups }]);
}

/** The output has the shape of an input: scatter (of the data), gather by element (of the indices). */
export function movedLike(input: number): (view: NodeView) => Inferred {
  return (view) => moved(view, view.shape(input));
}

export function gatherND(view: NodeView): Inferred {
  const [data, indices] = [view.shape(0), view.shape(1)];
  const taken = view.int('batch_dims', 0) + (indices.at(-1) ?? 0);
  if (taken > data.length) return wrong('its indices have more parts than its data has axes');
  return moved(view, [...indices.slice(0, -1), ...data.slice(taken)]);
}

export function pad(view: NodeView): Inferred {
  const input = view.shape(0);
  const pads = view.list('pads', 1);
  if (pads === null) return declaredOr(view, 'its padding', (shape) => moved(view, shape));
  const axes = view.axes(view.content(3) ?? input.map((_, axis) => axis), input.length);
  if (axes === null || pads.length !== 2 * axes.length) return wrong('its padding does not fit its input');
  const output = [...input];
  for (const [at, axis] of axes.entries()) output[axis]! += pads[at]! + pads[at + axes.length]!;
  return output.some((size) => size < 0) ? wrong('its padding takes away more than there is') : moved(view, output);
}

export function expand(view: NodeView): Inferred {
  const input = view.shape(0);
  const target = view.content(1);
  if (target === null) return declaredOr(view, 'its shape', (shape) => moved(view, shape));
  const rank = Math.max(input.length, target.length);
  const output = Array.from({ length: rank }, (_, axis) => {
    const [own, wanted] = [input[axis - rank + input.length] ?? 1, target[axis - rank + target.length] ?? 1];
    return own === 1 ? wanted : wanted === 1 || wanted === own ? own : -1;
  });
  if (output.some((size) => size < 0)) return wrong(`it cannot stretch ${shapeText(input)} to ${shapeText(target)}`);
  return elementsOf(output) === elementsOf(input) ? renamed(view, output) : moved(view, output);
}

export function tile(view: NodeView): Inferred {
  const input = view.shape(0);
  const repeats = view.content(1);
  if (repeats === null) return declaredOr(view, 'its count', (shape) => moved(view, shape));
  if (repeats.length !== input.length || repeats.some((times) => times < 0))
    return wrong('its counts do not fit its input');
  return moved(
    view,
    input.map((size, axis) => size * repeats[axis]!),
  );
}

/** Inputs of `scales` and `sizes` differ between Upsample and Resize and their versions: the list that fits is taken. */
export function resize(view: NodeView): Inferred {
  const input = view.shape(0);
  const fitting = (index: number) => {
    const content = view.content(index);
    return content !== null && content.length === input.length ? content : null;
  };
  const sizes = fitting(3);
  const scales = view.floats('scales') ?? fitting(2) ?? fitting(1);
  if (sizes !== null && view.inputs[3]!.integer) return moved(view, sizes);
  if (scales === null || scales.length !== input.length) {
    return declaredOr(view, 'its size', (shape) => moved(view, shape));
  }
  return moved(
    view,
    input.map((size, axis) => Math.floor(size * scales[axis]!)),
  );
}

/** Blocks of pixels become channels or the other way: `direction` 1 makes the image larger. */
export function blocks(direction: 1 | -1): (view: NodeView) => Inferred {
  return (view) => {
    const input = view.shape(0);
    const size = view.int('blocksize', 0);
    if (input.length !== 4 || size < 1) return wrong('its input is no image or its block has no size');
    const [batch, channels, height, width] = input as [number, number, number, number];
    const factor = direction === 1 ? size : 1 / size;
    const output = [batch, channels / (factor * factor), height * factor, width * factor];
    // Exact: division by a whole number and multiplication by its reciprocal agree up to rounding.
    const rounded = output.map((value) => Math.round(value));
    return elementsOf(rounded) === elementsOf(input)
      ? moved(view, rounded)
      : wrong('its block does not divide its input');
  };
}

export function topK(view: NodeView): Inferred {
  const input = view.shape(0);
  const axis = view.axis(view.int('axis', -1), input.length);
  const count = view.int('k') ?? view.content(1)?.[0] ?? null;
  if (axis === null) return wrong(NO_SUCH_AXIS);
  if (count === null) return declaredOr(view, 'its count', (shape) => moved(view, shape, shape));
  const output = input.with(axis, count);
  return count < 0 ? wrong('its count is negative') : moved(view, output, output);
}

export function oneHot(view: NodeView): Inferred {
  const indices = view.shape(0);
  const depth = view.content(1)?.[0];
  const axis = view.axis(view.int('axis', -1), indices.length + 1);
  if (axis === null) return wrong(NO_SUCH_AXIS);
  if (depth === undefined || depth < 0) return unsupported('its depth is computed while the network runs');
  return moved(view, indices.toSpliced(axis, 0, depth));
}
