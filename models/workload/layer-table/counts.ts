import type { PoolingLayer, TableLayer } from './types';
import { outputSize } from './windows';

/** What one layer reads, holds and writes, all in elements, for a repeat of one. */
export interface LayerCounts {
  /** Multiply-accumulates of products and convolutions; additions of a bias are not counted. */
  readonly macs: number;
  /** Stored, learned elements. */
  readonly parameters: number;
  /** Elements of computed inputs, each counted once. */
  readonly inputElements: number;
  readonly outputElements: number;
  /** Operations outside products and convolutions: one per element or tap, some for each of a softmax or norm. */
  readonly vectorOps: number;
}

const NOTHING: LayerCounts = { macs: 0, parameters: 0, inputElements: 0, outputElements: 0, vectorOps: 0 };

/**
 * Operations per element of a normalisation that computes its own statistics: sum, square and sum, subtract, scale,
 * shift. Roots and divisions per row are not counted.
 */
const STATISTICS_OPS = 5;
/** Scale and shift by constants. */
const BATCH_NORM_OPS = 2;
/** Maximum, subtract, exponential, sum, divide. */
const SOFTMAX_OPS = 5;

function poolingCounts(layer: PoolingLayer): LayerCounts {
  const { height, width } = outputSize(layer);
  const outputElements = layer.batch * layer.inputChannels * height * width;
  return {
    ...NOTHING,
    inputElements: layer.batch * layer.inputChannels * layer.inputHeight * layer.inputWidth,
    outputElements,
    vectorOps: outputElements * layer.kernelHeight * layer.kernelWidth,
  };
}

/**
 * Sizes and work of a layer, for a repeat of one.
 *
 * Convolution: `batch outputs outputChannels kernelArea inputChannels / groups` MACs and
 * `kernelArea inputChannels outputChannels / groups` weights; product: `batch m n k` MACs. Taps on padding count as
 * work, as published totals count them.
 */
export function layerCounts(layer: TableLayer): LayerCounts {
  switch (layer.kind) {
    case 'convolution': {
      const { height, width } = outputSize(layer);
      const outputElements = layer.batch * height * width * layer.outputChannels;
      const tapsPerOutput = layer.kernelHeight * layer.kernelWidth * (layer.inputChannels / layer.groups);
      return {
        ...NOTHING,
        macs: outputElements * tapsPerOutput,
        parameters: layer.outputChannels * (tapsPerOutput + (layer.bias ? 1 : 0)),
        inputElements: layer.batch * layer.inputChannels * layer.inputHeight * layer.inputWidth,
        outputElements,
      };
    }
    case 'matmul': {
      const { m, n, k, batch } = layer;
      const weights = layer.operand === 'weights';
      return {
        ...NOTHING,
        macs: batch * m * n * k,
        parameters: batch * ((weights ? k * n : 0) + (layer.bias ? n : 0)),
        inputElements: batch * (m * k + (weights ? 0 : k * n)),
        outputElements: batch * m * n,
      };
    }
    case 'pooling':
      return poolingCounts(layer);
    default:
      return vectorCounts(layer);
  }
}

function vectorCounts(layer: Exclude<TableLayer, { kind: 'convolution' | 'matmul' | 'pooling' }>): LayerCounts {
  switch (layer.kind) {
    case 'elementwise': {
      const { inputElements, outputElements, parameters } = layer;
      return { macs: 0, parameters, inputElements, outputElements, vectorOps: Math.max(inputElements, outputElements) };
    }
    case 'normalisation': {
      const { elements, parameters } = layer;
      const vectorOps = elements * (layer.normalisation === 'batch' ? BATCH_NORM_OPS : STATISTICS_OPS);
      return { macs: 0, parameters, inputElements: elements, outputElements: elements, vectorOps };
    }
    case 'softmax': {
      const elements = layer.rows * layer.columns;
      return { ...NOTHING, inputElements: elements, outputElements: elements, vectorOps: SOFTMAX_OPS * elements };
    }
    case 'lookup': {
      const outputElements = layer.lookups * layer.width;
      const parameters = layer.tableRows * layer.width;
      return { ...NOTHING, parameters, inputElements: layer.lookups, outputElements };
    }
    case 'movement':
      return { ...NOTHING, inputElements: layer.inputElements, outputElements: layer.outputElements };
  }
}
