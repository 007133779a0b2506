import type { ConvolutionLayer, LayerTable, PoolingLayer, TableLayer } from './types';
import { layerCounts } from './counts';
import { outputSize } from './windows';

/** No filter of a network is larger; a limit keeps hostile sizes from costing time where taps are counted one by one. */
const MAX_KERNEL = 65_536;

const POSITIVE_WINDOW_FIELDS = [
  'batch',
  'inputHeight',
  'inputWidth',
  'inputChannels',
  'kernelHeight',
  'kernelWidth',
  'strideHeight',
  'strideWidth',
  'dilationHeight',
  'dilationWidth',
] as const;

const FIELDS = {
  matmul: ['m', 'n', 'k', 'batch'],
  elementwise: ['inputElements', 'outputElements', 'parameters'],
  normalisation: ['elements', 'parameters'],
  softmax: ['rows', 'columns'],
  lookup: ['tableRows', 'width', 'lookups'],
  movement: ['inputElements', 'outputElements'],
} as const;

/** Sizes that may be 0: a layer that only fills in constants reads nothing. */
const MAY_BE_ZERO: ReadonlySet<string> = new Set(['inputElements', 'parameters']);

/**
 * Half a sentence on the first thing that is wrong with a layer's sizes, or null. Checked here are the sizes alone; that
 * layers follow one another is not.
 */
export function layerFault(layer: TableLayer): string | null {
  const fault = sizeProblem('repeat', layer.repeat) ?? kindProblem(layer);
  if (fault !== null) return fault;
  const { macs, parameters, inputElements, outputElements, vectorOps } = layerCounts(layer);
  const largest = Math.max(macs, parameters, inputElements, outputElements, vectorOps) * layer.repeat;
  return largest <= Number.MAX_SAFE_INTEGER ? null : 'it is too large to be counted exactly';
}

/** As `layerFault`, in a sentence that names the layer. */
export function layerProblem(layer: TableLayer): string | null {
  const fault = layerFault(layer);
  return fault === null ? null : `Layer ${JSON.stringify(layer.name)}: ${fault}.`;
}

/** As `layerProblem`, for the first layer of a table that has one. */
export function tableProblem(table: LayerTable): string | null {
  for (const layer of table.layers) {
    const problem = layerProblem(layer);
    if (problem !== null) return problem;
  }
  return table.layers.length === 0 ? 'The table has no layers.' : null;
}

function sizeProblem(field: string, value: number): string | null {
  const least = MAY_BE_ZERO.has(field) ? 0 : 1;
  return Number.isSafeInteger(value) && value >= least
    ? null
    : `${field} is ${value}, and has to be a whole number from ${least} on`;
}

function kindProblem(layer: TableLayer): string | null {
  if (layer.kind === 'convolution' || layer.kind === 'pooling') return windowProblem(layer);
  const sizes: Readonly<Record<string, unknown>> = { ...layer };
  for (const field of FIELDS[layer.kind]) {
    const problem = sizeProblem(field, Number(sizes[field]));
    if (problem !== null) return problem;
  }
  return null;
}

function windowProblem(layer: ConvolutionLayer | PoolingLayer): string | null {
  for (const field of POSITIVE_WINDOW_FIELDS) {
    const problem = sizeProblem(field, layer[field]);
    if (problem !== null) return problem;
  }
  for (const [side, width] of Object.entries(layer.padding)) {
    if (!Number.isSafeInteger(width) || width < 0) return `padding ${side} is ${width}, and has to be 0 or more`;
  }
  const { height, width } = outputSize(layer);
  if (height < 1 || width < 1) return 'the window is larger than the padded input';
  return layer.kind === 'convolution' ? channelProblem(layer) : null;
}

function channelProblem({ groups, inputChannels, outputChannels, ...layer }: ConvolutionLayer): string | null {
  const kernel = Math.max(layer.kernelHeight, layer.kernelWidth);
  if (kernel > MAX_KERNEL) return `the kernel is ${kernel} wide, more than ${MAX_KERNEL}`;
  const problem = sizeProblem('groups', groups) ?? sizeProblem('outputChannels', outputChannels);
  if (problem !== null) return problem;
  if (inputChannels % groups === 0 && outputChannels % groups === 0) return null;
  return `${inputChannels} input and ${outputChannels} output channels do not fall into ${groups} groups`;
}
