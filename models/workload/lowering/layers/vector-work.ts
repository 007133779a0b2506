import type { ElementwiseLayer, NormalisationLayer, TableLayer } from '../../layer-table/types';
import { outputSize } from '../../layer-table/windows';
import { ACTIVATION_COSTS, NORM_LANE_OPS, SOFTMAX_LANE_OPS, SOFTMAX_SPECIAL_OPS } from '../default/vector-work';
import type { VectorCost } from '../default/vector-work';
import type { TableOperator } from './operators';

const NOTHING: VectorCost = { lane: 0, special: 0 };
/** Scale and shift in one multiply-add. */
const BATCH_NORM_LANE_OPS = 1;

/**
 * Operations an element of elementwise layers by name, as presets and ONNX spell them in lower case. A maximum, a product
 * or a comparison is one lane operation; an exponential, a root, a reciprocal or a table of such is one special function.
 */
const COSTS: ReadonlyMap<string, VectorCost> = new Map(
  (
    [
      ['relu', ACTIVATION_COSTS.relu],
      ['relu6 clip', { lane: 2, special: 0 }],
      ['leakyrelu prelu thresholdedrelu', { lane: 2, special: 0 }],
      ['silu swish', ACTIVATION_COSTS.silu],
      ['gelu fastgelu biasgelu quickgelu', ACTIVATION_COSTS.gelu],
      ['sigmoid', { lane: 1, special: 2 }],
      ['tanh erf', { lane: 1, special: 1 }],
      ['exp log sqrt reciprocal pow sin cos tan asin acos atan', { lane: 0, special: 1 }],
      ['sinh cosh asinh acosh atanh', { lane: 1, special: 1 }],
      ['div', { lane: 1, special: 1 }],
      ['elu celu selu softsign', { lane: 2, special: 1 }],
      ['softplus', { lane: 1, special: 2 }],
      ['mish', { lane: 2, special: 3 }],
      ['hardsigmoid', { lane: 3, special: 0 }],
      ['hardswish', { lane: 4, special: 0 }],
    ] as const
  ).flatMap(([names, cost]) => names.split(' ').map((name) => [name, cost] as const)),
);

/**
 * Lane operations and special functions of one pass of an operator, those of the fused layers included. A batch
 * normalisation right behind a product of weights folds into them and costs nothing.
 *
 * Not modelled: the root of each row of a norm (a table does not say how many rows there are), biases.
 */
export function operatorVectorWork({ layer, fused }: TableOperator): VectorCost {
  const folds = hasWeights(layer) && isBatchNorm(fused[0]);
  return [layer, ...fused.slice(folds ? 1 : 0)]
    .map(layerVectorCost)
    .reduce((sum, { lane, special }) => ({ lane: sum.lane + lane, special: sum.special + special }), NOTHING);
}

function hasWeights(layer: TableLayer): boolean {
  return layer.kind === 'convolution' || (layer.kind === 'matmul' && layer.operand === 'weights');
}

function isBatchNorm(layer: TableLayer | undefined): boolean {
  return layer?.kind === 'normalisation' && layer.normalisation === 'batch';
}

function layerVectorCost(layer: TableLayer): VectorCost {
  switch (layer.kind) {
    case 'pooling': {
      const { height, width } = outputSize(layer);
      const taps = layer.kernelHeight * layer.kernelWidth;
      return { lane: layer.batch * layer.inputChannels * height * width * taps, special: 0 };
    }
    case 'elementwise':
      return elementwiseCost(layer);
    case 'normalisation':
      return { lane: normLaneOps(layer) * layer.elements, special: 0 };
    case 'softmax': {
      const elements = layer.rows * layer.columns;
      return { lane: SOFTMAX_LANE_OPS * elements, special: SOFTMAX_SPECIAL_OPS * elements };
    }
    case 'convolution':
    case 'matmul':
    case 'lookup':
    case 'movement':
      return NOTHING;
  }
}

/** One operation joins two elements, so n inputs of an output take n - 1; one input takes one. */
function elementwiseCost({ operation, inputElements, outputElements }: ElementwiseLayer): VectorCost {
  const times = Math.max(outputElements, inputElements - outputElements);
  const { lane, special } = COSTS.get(operation.toLowerCase()) ?? { lane: 1, special: 0 };
  return { lane: lane * times, special: special * times };
}

function normLaneOps({ normalisation }: NormalisationLayer): number {
  if (normalisation === 'batch') return BATCH_NORM_LANE_OPS;
  return normalisation === 'rms' ? NORM_LANE_OPS.rms : NORM_LANE_OPS.layer;
}
