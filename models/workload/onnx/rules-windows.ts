/** Convolution and pooling. Source: the ONNX operator specification of each, and of `auto_pad`. */
import type { ConvolutionLayer, MatmulLayer, PoolingLayer, WindowSizes } from '../layer-table/types';
import { outputSize, windowSpan } from '../layer-table/windows';
import { done, elementsOf, type Inferred, type NodeView, type Shape, unsupported, wrong } from './node-view';

/** Attributes of a window, one entry per axis of the image. */
interface WindowAttributes {
  readonly kernel: Shape;
  readonly strides: Shape;
  readonly dilations: Shape;
  readonly before: Shape;
  readonly after: Shape;
}

function perAxis(view: NodeView, name: string, axes: number, otherwise: number): Shape | null {
  const values = view.ints(name) ?? Array.from({ length: axes }, () => otherwise);
  return values.length === axes && values.every((value) => value >= 0 && value <= Number.MAX_SAFE_INTEGER)
    ? values
    : null;
}

/** A sentence when the attributes do not fit the image. */
function windowAttributes(view: NodeView, image: Shape, kernel: Shape): WindowAttributes | string {
  const axes = image.length;
  const strides = perAxis(view, 'strides', axes, 1);
  const dilations = perAxis(view, 'dilations', axes, 1);
  if (kernel.length !== axes) return `its kernel has ${kernel.length} axes and its image ${axes}`;
  if (strides === null || strides.includes(0)) return 'its strides do not fit its image';
  if (dilations === null || dilations.includes(0)) return 'its dilations do not fit its image';
  const automatic = view.text('auto_pad', 'NOTSET');
  if (automatic === 'NOTSET' || automatic === '') {
    const pads = perAxis(view, 'pads', 2 * axes, 0);
    if (pads === null) return 'its padding does not fit its image';
    return { kernel, strides, dilations, before: pads.slice(0, axes), after: pads.slice(axes) };
  }
  // VALID pads nothing; the others as much as makes the output the input's size over the stride, rounded up.
  const total = image.map((size, axis) => {
    if (automatic === 'VALID') return 0;
    const stride = strides[axis]!;
    const span = windowSpan(kernel[axis]!, dilations[axis]!);
    return Math.max(0, (Math.ceil(size / stride) - 1) * stride + span - size);
  });
  const less = total.map((size) => Math.floor(size / 2));
  const more = total.map((size, axis) => size - less[axis]!);
  const lower = automatic === 'SAME_LOWER';
  return { kernel, strides, dilations, before: lower ? more : less, after: lower ? less : more };
}

/** One- and two-dimensional images as windows over an image; the first is of height 1. */
function windowSizes(input: Shape, attributes: WindowAttributes): WindowSizes {
  const { kernel, strides, dilations, before, after } = attributes;
  const flat = kernel.length === 1;
  const at = (values: Shape, axis: number, otherwise: number) =>
    flat ? (axis === 0 ? otherwise : values[0]!) : values[axis]!;
  const image = input.slice(2);
  return {
    batch: input[0]!,
    inputChannels: input[1]!,
    inputHeight: at(image, 0, 1),
    inputWidth: at(image, 1, 1),
    kernelHeight: at(kernel, 0, 1),
    kernelWidth: at(kernel, 1, 1),
    strideHeight: at(strides, 0, 1),
    strideWidth: at(strides, 1, 1),
    dilationHeight: at(dilations, 0, 1),
    dilationWidth: at(dilations, 1, 1),
    padding: { top: at(before, 0, 0), bottom: at(after, 0, 0), left: at(before, 1, 0), right: at(after, 1, 0) },
  };
}

function imageProblem(input: Shape): Inferred | null {
  if (input.length < 3) return wrong('its input is no image');
  return input.length > 4 ? unsupported('it works on images of three axes or more') : null;
}

/** Images that a layer gives, or why it gives none. */
function images(input: Shape, channels: number, layer: ConvolutionLayer | PoolingLayer, outputs = 1): Inferred {
  const { height, width } = outputSize(layer);
  if (height < 1 || width < 1) return wrong('its window is larger than its padded input');
  const shape = [input[0]!, channels, ...(input.length === 3 ? [width] : [height, width])];
  return done(
    Array.from({ length: outputs }, () => shape),
    [layer],
  );
}

/** Places of the weights and of the bias among the inputs; quantised variants have scales between them. */
export function convolution(weightInput: number, biasInput: number): (view: NodeView) => Inferred {
  return (view) => {
    const input = view.shape(0);
    const weights = view.shape(weightInput);
    const problem = imageProblem(input);
    if (problem !== null) return problem;
    if (!view.stored(weightInput)) return unsupported('its weights are computed while the network runs');
    if (weights.length !== input.length) return wrong('its weights and its input have different numbers of axes');
    const attributes = windowAttributes(view, input.slice(2), weights.slice(2));
    if (typeof attributes === 'string') return wrong(attributes);
    const groups = view.int('group', 1);
    if (weights[1]! * groups !== input[1]) {
      return wrong(`its weights are for ${weights[1]! * groups} channels and its input has ${input[1]}`);
    }
    const layer: ConvolutionLayer = {
      kind: 'convolution',
      name: view.name,
      repeat: 1,
      ...windowSizes(input, attributes),
      outputChannels: weights[0]!,
      groups,
      bias: view.has(biasInput),
    };
    return images(input, weights[0]!, layer);
  };
}

/**
 * A transposed convolution spreads each input pixel over a window of outputs: per group a product of the pixels by the
 * weights, whose results are then added where windows overlap. The additions are not counted.
 */
export function transposedConvolution(view: NodeView): Inferred {
  const input = view.shape(0);
  const weights = view.shape(1);
  const problem = imageProblem(input);
  if (problem !== null) return problem;
  const groups = view.int('group', 1);
  const outputShape = view.ints('output_shape');
  if (weights.length !== input.length || weights[0] !== input[1]) return wrong('its weights do not fit its input');
  if (groups < 1 || input[1]! % groups !== 0) return wrong('its channels do not fall into its groups');
  if (outputShape !== null && outputShape.length !== input.length - 2)
    return wrong('its output shape has the wrong rank');
  const attributes = windowAttributes(view, input.slice(2), weights.slice(2));
  if (typeof attributes === 'string') return wrong(attributes);
  const extra = view.ints('output_padding') ?? [];
  const automatic = view.text('auto_pad', 'NOTSET');
  const image = input.slice(2).map((size, axis) => {
    const stride = attributes.strides[axis]!;
    const span = windowSpan(attributes.kernel[axis]!, attributes.dilations[axis]!);
    if (automatic.startsWith('SAME')) return size * stride;
    return stride * (size - 1) + (extra[axis] ?? 0) + span - attributes.before[axis]! - attributes.after[axis]!;
  });
  const channels = weights[1]! * groups;
  const layer: MatmulLayer = {
    kind: 'matmul',
    name: view.name,
    repeat: 1,
    m: input[0]! * elementsOf(input.slice(2)),
    n: weights[1]! * elementsOf(weights.slice(2)),
    k: input[1]! / groups,
    batch: groups,
    operand: 'weights',
    bias: false,
    attention: null,
  };
  const output = [input[0]!, channels, ...(outputShape ?? image)];
  if (output.some((size) => size < 0)) return wrong('its padding is larger than its output');
  return done([output], [layer]);
}

export function pooling(operation: 'max' | 'average'): (view: NodeView) => Inferred {
  return (view) => {
    const input = view.shape(0);
    const problem = imageProblem(input);
    if (problem !== null) return problem;
    const attributes = windowAttributes(view, input.slice(2), view.ints('kernel_shape') ?? []);
    if (typeof attributes === 'string') return wrong(attributes);
    const layer: PoolingLayer = {
      kind: 'pooling',
      name: view.name,
      repeat: 1,
      ...windowSizes(input, attributes),
      operation,
      ceilMode: view.int('ceil_mode', 0) === 1,
    };
    // The second output of MaxPool says where each maximum was.
    return images(input, input[1]!, layer, 2);
  };
}

/** Pooling whose window is the whole image. */
export function globalPooling(operation: 'max' | 'average'): (view: NodeView) => Inferred {
  return (view) => {
    const input = view.shape(0);
    const problem = imageProblem(input);
    if (problem !== null) return problem;
    const image = input.slice(2);
    const ones = image.map(() => 1);
    const zeros = image.map(() => 0);
    const attributes = { kernel: image, strides: ones, dilations: ones, before: zeros, after: zeros };
    const sizes = windowSizes(input, attributes);
    const layer: PoolingLayer = { kind: 'pooling', name: view.name, repeat: 1, ...sizes, operation, ceilMode: false };
    return done([[input[0]!, input[1]!, ...ones]], [layer]);
  };
}
