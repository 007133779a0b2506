/** Operators that work on each element: activations, arithmetic, norms, reductions. Source: the ONNX specification. */
import type { ElementwiseLayer, NormalisationLayer, SoftmaxLayer } from '../layer-table/types';
import { broadcast, done, elementsOf, type Inferred, type NodeView, type Shape, shapeText, wrong } from './node-view';

function elementwise(view: NodeView, output: Shape): ElementwiseLayer {
  let inputElements = 0;
  let parameters = 0;
  for (const [index, value] of view.inputs.entries()) {
    if (value === null) continue;
    const elements = elementsOf(view.shape(index));
    if (!value.stored) inputElements += elements;
    // A single number (a scale, an epsilon) is part of the operation.
    else if (elements > 1) parameters += elements;
  }
  return {
    kind: 'elementwise',
    name: view.name,
    repeat: 1,
    operation: view.node.operator,
    inputElements,
    outputElements: elementsOf(output),
    parameters,
  };
}

/** The output has the shape of the first input; the others are thresholds, scales, slopes. */
export function likeFirst(view: NodeView): Inferred {
  const shape = view.shape(0);
  return done([shape], [elementwise(view, shape)]);
}

/** As `likeFirst`, without work when the network runs: a change of type is done where the number is used. */
export function free(view: NodeView): Inferred {
  const input = view.inputs[0]!;
  return done([{ ...input, shape: view.shape(0) }, view.shape(0)]);
}

export function broadcasting(view: NodeView): Inferred {
  const shapes = view.inputs.flatMap((value, index) => (value === null ? [] : [view.shape(index)]));
  const output = broadcast(shapes);
  if (output === null) return wrong(`its inputs do not fit: ${shapes.map(shapeText).join(' and ')}`);
  return done([output], [elementwise(view, output)]);
}

/** Reductions over some axes: the mean, the largest, the place of the largest. */
export function reduction(view: NodeView): Inferred {
  const input = view.shape(0);
  const rank = input.length;
  const single = view.int('axis');
  const given = single === null ? view.list('axes', 1) : [single];
  if (given === null && view.has(1)) return wrong('its axes are computed while the network runs');
  const isArg = view.node.operator.startsWith('Arg');
  const all = view.int('noop_with_empty_axes', 0) === 1 ? [] : input.map((_, axis) => axis);
  const axes = given === null || given.length === 0 ? (isArg ? [0] : all) : view.axes(given, rank);
  if (axes === null) return wrong('it names an axis that its input does not have');
  const keep = view.int('keepdims', 1) === 1;
  const output = input.flatMap((size, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [size]));
  return done([output], [{ ...elementwise(view, output), parameters: 0 }]);
}

/** `parameterInputs`: places of the learned scales and shifts; `statistics` of batch norms are not counted. */
export function normalisation(
  kind: NormalisationLayer['normalisation'],
  parameterInputs: readonly number[],
): (view: NodeView) => Inferred {
  return (view) => {
    const shape = view.shape(0);
    const layer: NormalisationLayer = {
      kind: 'normalisation',
      name: view.name,
      repeat: 1,
      normalisation: kind,
      elements: elementsOf(shape),
      parameters: parameterInputs.reduce(
        (sum, index) => sum + (view.has(index) && view.stored(index) ? elementsOf(view.shape(index)) : 0),
        0,
      ),
    };
    return done([shape], [layer]);
  };
}

/** A residual addition and a norm in one. Outputs: the norm, two of its statistics, and the sum. */
export function skipNormalisation(
  kind: 'layer' | 'rms',
  parameterInputs: readonly number[],
): (view: NodeView) => Inferred {
  const norm = normalisation(kind, parameterInputs);
  return (view) => {
    const shape = view.shape(0);
    const elements = elementsOf(shape);
    const add: ElementwiseLayer = {
      kind: 'elementwise',
      name: `${view.name}.add`,
      repeat: 1,
      operation: 'Add',
      inputElements: 2 * elements,
      outputElements: elements,
      parameters: 0,
    };
    const inferred = norm(view);
    if (inferred.kind !== 'done') return inferred;
    const statistics = [...shape.slice(0, -1), 1];
    return done([shape, statistics, statistics, shape], [add, ...inferred.layers]);
  };
}

export function softmax(view: NodeView): Inferred {
  const shape = view.shape(0);
  // Before opset 13 everything from the axis on is one distribution; since then, the axis alone.
  const flattens = view.opset > 0 && view.opset < 13;
  const axis = view.axis(view.int('axis', flattens ? 1 : -1), Math.max(1, shape.length));
  if (axis === null) return wrong('it names an axis that its input does not have');
  const columns = flattens ? elementsOf(shape.slice(axis)) : (shape[axis] ?? 1);
  const rows = columns === 0 ? 0 : elementsOf(shape) / columns;
  const layer: SoftmaxLayer = { kind: 'softmax', name: view.name, repeat: 1, rows, columns };
  return done([shape], [layer]);
}
