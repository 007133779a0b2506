import type { ConvolutionLayer, PoolingLayer, WindowSizes } from './types';

export interface ImageSize {
  readonly height: number;
  readonly width: number;
}

/** One axis of a moving window, in elements. */
export interface WindowAxis {
  readonly input: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padBefore: number;
  readonly padAfter: number;
}

export function heightAxis(layer: WindowSizes): WindowAxis {
  return {
    input: layer.inputHeight,
    kernel: layer.kernelHeight,
    stride: layer.strideHeight,
    dilation: layer.dilationHeight,
    padBefore: layer.padding.top,
    padAfter: layer.padding.bottom,
  };
}

export function widthAxis(layer: WindowSizes): WindowAxis {
  return {
    input: layer.inputWidth,
    kernel: layer.kernelWidth,
    stride: layer.strideWidth,
    dilation: layer.dilationWidth,
    padBefore: layer.padding.left,
    padAfter: layer.padding.right,
  };
}

/** Elements from the first to the last tap of a window: `dilation (kernel - 1) + 1`. */
export function windowSpan(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1;
}

/**
 * Windows along an axis: `floor((input + padBefore + padAfter - span) / stride) + 1`, and 0 when not even one fits.
 *
 * Source: the ONNX operator specification (Conv, MaxPool) and PyTorch's Conv2d agree on it. (Some simulators round up
 * instead; a window over the edge is then a layer of its own with more padding.)
 */
export function windowCount(axis: WindowAxis): number {
  const room = axis.input + axis.padBefore + axis.padAfter - windowSpan(axis.kernel, axis.dilation);
  return room < 0 ? 0 : Math.floor(room / axis.stride) + 1;
}

/**
 * Windows along an axis when the last may hang over: rounded up, but none starts in the padding behind the image.
 *
 * Source: PyTorch's MaxPool2d with `ceil_mode`, adopted by ONNX MaxPool and AveragePool.
 */
export function windowCountCeil(axis: WindowAxis): number {
  const room = axis.input + axis.padBefore + axis.padAfter - windowSpan(axis.kernel, axis.dilation);
  if (room < 0) return 0;
  const count = Math.ceil(room / axis.stride) + 1;
  return (count - 1) * axis.stride >= axis.input + axis.padBefore ? count - 1 : count;
}

/** Height and width of what a convolution or pooling layer gives. */
export function outputSize(layer: ConvolutionLayer | PoolingLayer): ImageSize {
  const count = layer.kind === 'pooling' && layer.ceilMode ? windowCountCeil : windowCount;
  return { height: count(heightAxis(layer)), width: count(widthAxis(layer)) };
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/**
 * Distinct places that `outputs` neighbouring windows touch along an axis, padding included.
 *
 * Window o touches `o stride + t dilation` for each tap t. Two pairs (o, t) meet in one place where they differ by a
 * multiple of (dilation/g, -stride/g), g being the greatest common divisor; so the pairs fall into chains, and the
 * places are as many as the pairs that end one: `outputs kernel - (outputs - dilation/g)+ (kernel - stride/g)+`.
 * For stride 1 and dilation 1 that is `outputs + kernel - 1`: each further window brings one new place, the rest of it
 * (the halo) it shares with its neighbour.
 */
export function touchedPlaces(outputs: number, kernel: number, stride: number, dilation: number): number {
  const divisor = greatestCommonDivisor(stride, dilation);
  const shared = Math.max(0, outputs - dilation / divisor) * Math.max(0, kernel - stride / divisor);
  return outputs * kernel - shared;
}

/** Of the places that `touchedPlaces` counts, those before `end`. Takes `kernel` steps. */
export function touchedPlacesBefore(end: number, outputs: number, axis: WindowAxis): number {
  const divisor = greatestCommonDivisor(axis.stride, axis.dilation);
  const chainOutputs = axis.dilation / divisor;
  const chainTaps = axis.stride / divisor;
  let places = 0;
  for (let tap = 0; tap < axis.kernel; tap++) {
    const room = end - tap * axis.dilation;
    if (room <= 0) break;
    const last = Math.min(outputs, Math.ceil(room / axis.stride));
    const first = tap < chainTaps ? 0 : Math.max(0, outputs - chainOutputs);
    places += Math.max(0, last - first);
  }
  return places;
}

/**
 * Distinct input elements that windows read along an axis, padding left out. Less than the input where strides or
 * dilation skip over elements, or where the last window ends before the edge.
 */
export function touchedInput(axis: WindowAxis): number {
  const outputs = windowCount(axis);
  const end = axis.padBefore + axis.input;
  return touchedPlacesBefore(end, outputs, axis) - touchedPlacesBefore(axis.padBefore, outputs, axis);
}

/**
 * Distinct input elements that a convolution reads, all its windows sharing their halos: the least that has to come
 * from memory. The im2col matrix of `gemmView` repeats them, about `kernel area / stride area` times.
 */
export function uniqueInputElements(layer: ConvolutionLayer): number {
  return layer.batch * layer.inputChannels * touchedInput(heightAxis(layer)) * touchedInput(widthAxis(layer));
}
