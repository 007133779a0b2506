import type { Inferred, NodeView } from './node-view';
import * as constants from './rules-constants';
import * as elementwise from './rules-elementwise';
import * as products from './rules-products';
import * as shapes from './rules-shapes';
import * as windows from './rules-windows';

/** How one operator is read. */
export interface OperatorRule {
  /** Inputs that have to be there, from the first on. */
  readonly inputs: number;
  readonly infer: (view: NodeView) => Inferred;
}

type Row = readonly [operators: string, inputs: number, infer: (view: NodeView) => Inferred];

const ROWS: readonly Row[] = [
  ['Conv FusedConv', 2, windows.convolution(1, 2)],
  ['ConvInteger', 2, windows.convolution(1, -1)],
  ['QLinearConv', 8, windows.convolution(3, 8)],
  ['ConvTranspose', 2, windows.transposedConvolution],
  ['MaxPool', 1, windows.pooling('max')],
  ['AveragePool LpPool', 1, windows.pooling('average')],
  ['GlobalMaxPool', 1, windows.globalPooling('max')],
  ['GlobalAveragePool GlobalLpPool', 1, windows.globalPooling('average')],
  ['Gemm', 2, products.gemm],
  ['MatMul MatMulInteger', 2, products.matmul(1)],
  ['QLinearMatMul', 8, products.matmul(3)],
  ['MatMulNBits', 2, products.matmulNBits],
  ['Einsum', 2, products.einsum],
  ['RNN', 3, products.recurrent(1)],
  ['GRU', 3, products.recurrent(3)],
  ['LSTM', 3, products.recurrent(4)],
  ['BatchNormalization', 5, elementwise.normalisation('batch', [1, 2])],
  ['InstanceNormalization', 3, elementwise.normalisation('instance', [1, 2])],
  ['GroupNormalization', 3, elementwise.normalisation('group', [1, 2])],
  ['LayerNormalization', 2, elementwise.normalisation('layer', [1, 2])],
  ['RMSNormalization SimplifiedLayerNormalization', 2, elementwise.normalisation('rms', [1])],
  ['LRN LpNormalization MeanVarianceNormalization', 1, elementwise.normalisation('local', [])],
  ['SkipLayerNormalization', 3, elementwise.skipNormalisation('layer', [2, 3, 4])],
  ['SkipSimplifiedLayerNormalization', 3, elementwise.skipNormalisation('rms', [2, 3])],
  ['Softmax LogSoftmax Hardmax', 1, elementwise.softmax],
  ['Relu LeakyRelu ThresholdedRelu PRelu Elu Celu Selu Gelu FastGelu QuickGelu BiasGelu', 1, elementwise.likeFirst],
  ['Sigmoid HardSigmoid HardSwish Swish Mish Softplus Softsign Tanh Erf Clip Shrink', 1, elementwise.likeFirst],
  ['Exp Log Sqrt Reciprocal Neg Abs Sign Floor Ceil Round Sin Cos Tan Asin Acos Atan', 1, elementwise.likeFirst],
  ['Sinh Cosh Asinh Acosh Atanh Not IsNaN IsInf CumSum BitwiseNot', 1, elementwise.likeFirst],
  ['QuantizeLinear DequantizeLinear', 2, elementwise.likeFirst],
  ['Add Sub Mul Div Pow Mod And Or Xor BitShift BitwiseAnd BitwiseOr BitwiseXor', 2, elementwise.broadcasting],
  ['Equal Greater GreaterOrEqual Less LessOrEqual', 2, elementwise.broadcasting],
  ['Where', 3, elementwise.broadcasting],
  ['Min Max Sum Mean', 1, elementwise.broadcasting],
  ['ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2', 1, elementwise.reduction],
  ['ReduceLogSum ReduceLogSumExp ReduceSumSquare ArgMax ArgMin', 1, elementwise.reduction],
  ['Identity Dropout Cast CastLike', 1, elementwise.free],
  ['Reshape', 1, shapes.reshape],
  ['Flatten', 1, shapes.flatten],
  ['Squeeze', 1, shapes.squeeze],
  ['Unsqueeze', 1, shapes.unsqueeze],
  ['Transpose', 1, shapes.transpose],
  ['Concat', 1, shapes.concat],
  ['Split', 1, shapes.split],
  ['Slice', 1, shapes.slice],
  ['Gather', 2, shapes.gather],
  ['GatherElements', 2, shapes.movedLike(1)],
  ['GatherND', 2, shapes.gatherND],
  ['ScatterElements ScatterND Scatter', 3, shapes.movedLike(0)],
  ['Trilu ReverseSequence', 1, shapes.movedLike(0)],
  ['Pad', 1, shapes.pad],
  ['Expand', 2, shapes.expand],
  ['Tile', 2, shapes.tile],
  ['Resize Upsample', 1, shapes.resize],
  ['DepthToSpace', 1, shapes.blocks(1)],
  ['SpaceToDepth', 1, shapes.blocks(-1)],
  ['TopK', 1, shapes.topK],
  ['OneHot', 2, shapes.oneHot],
  ['Constant', 0, constants.constant],
  ['Shape', 1, constants.shapeOf],
  ['Size', 1, constants.sizeOf],
  ['ConstantOfShape', 1, constants.constantOfShape],
  ['Range', 3, constants.range],
];

const RULES: ReadonlyMap<string, OperatorRule> = new Map(
  ROWS.flatMap(([operators, inputs, infer]) => operators.split(' ').map((name) => [name, { inputs, infer }] as const)),
);

/** Domains whose operators of these names mean what the standard's mean; `com.microsoft` is ONNX Runtime's own. */
const DOMAINS: ReadonlySet<string> = new Set(['', 'ai.onnx', 'com.microsoft']);

/** The rule of an operator, or undefined where there is none. */
export function ruleOf(operator: string, domain: string): OperatorRule | undefined {
  return DOMAINS.has(domain) ? RULES.get(operator) : undefined;
}

/** In alphabetical order, for documentation. */
export const SUPPORTED_OPERATORS: readonly string[] = [...RULES.keys()].sort();
