/** Small networks in the form in which exporters write them. */
import { floats, integers, onnxFile, weights, type GraphText } from './onnx-writer.test-support';

/** Convolution, norm, activation, depthwise convolution, pooling, a linear layer: 3 x 32 x 32 pixels to 10 classes. */
export const CONVOLUTIONAL: GraphText = {
  inputs: { image: ['batch', 3, 32, 32] },
  stored: [
    weights('w1', [16, 3, 3, 3]),
    weights('b1', [16]),
    ...['scale', 'shift', 'mean', 'variance'].map((name) => weights(name, [16])),
    weights('w2', [16, 1, 3, 3]),
    weights('w3', [10, 16]),
    weights('b3', [10]),
    floats('low', [0]),
    floats('high', [6]),
  ],
  nodes: [
    { op: 'Conv', name: 'stem', in: ['image', 'w1', 'b1'], out: ['a'], with: { pads: [1, 1, 1, 1], strides: [2, 2] } },
    { op: 'BatchNormalization', in: ['a', 'scale', 'shift', 'mean', 'variance'], out: ['b'] },
    { op: 'Clip', in: ['b', 'low', 'high'], out: ['c'] },
    { op: 'Conv', name: 'depthwise', in: ['c', 'w2'], out: ['d'], with: { group: 16, auto_pad: 'SAME_UPPER' } },
    { op: 'Add', in: ['c', 'd'], out: ['e'] },
    { op: 'MaxPool', in: ['e'], out: ['f'], with: { kernel_shape: [2, 2], strides: [2, 2] } },
    { op: 'GlobalAveragePool', in: ['f'], out: ['g'] },
    { op: 'Flatten', in: ['g'], out: ['h'] },
    { op: 'Gemm', name: 'head', in: ['h', 'w3', 'b3'], out: ['i'], with: { transB: 1 } },
    { op: 'Softmax', in: ['i'], out: ['j'] },
  ],
};

/**
 * One attention layer of 4 heads of 8 over embeddings of width 32, with the shape of its Reshape computed from the
 * input's shape, as PyTorch exports it.
 */
export const ATTENTION: GraphText = {
  inputs: { ids: ['batch', 'sequence'] },
  stored: [
    weights('table', [100, 32]),
    ...['wq', 'wk', 'wv', 'wo'].map((name) => weights(name, [32, 32])),
    weights('bias', [32]),
    weights('scale', [32]),
    weights('shift', [32]),
    integers('zero', [0]),
    integers('one', [1]),
    integers('heads', [4]),
    integers('headDim', [8]),
    integers('merged', [0, 0, 32]),
    floats('root', [2.83]),
  ],
  nodes: [
    { op: 'Gather', name: 'words', in: ['table', 'ids'], out: ['x'] },
    { op: 'Shape', in: ['x'], out: ['shape'] },
    { op: 'Gather', in: ['shape', 'zero'], out: ['batchSize'] },
    { op: 'Gather', in: ['shape', 'one'], out: ['tokens'] },
    { op: 'Concat', in: ['batchSize', 'tokens', 'heads', 'headDim'], out: ['split'], with: { axis: 0 } },
    ...['q', 'k', 'v'].flatMap((part) => [
      { op: 'MatMul', name: part, in: ['x', `w${part}`], out: [`${part}0`] },
      { op: 'Add', in: [`${part}0`, 'bias'], out: [`${part}1`] },
      { op: 'Reshape', in: [`${part}1`, 'split'], out: [`${part}2`] },
      {
        op: 'Transpose',
        in: [`${part}2`],
        out: [`${part}3`],
        with: { perm: part === 'k' ? [0, 2, 3, 1] : [0, 2, 1, 3] },
      },
    ]),
    { op: 'MatMul', name: 'scores', in: ['q3', 'k3'], out: ['s0'] },
    { op: 'Div', in: ['s0', 'root'], out: ['s1'] },
    { op: 'Softmax', in: ['s1'], out: ['s2'], with: { axis: -1 } },
    { op: 'MatMul', name: 'context', in: ['s2', 'v3'], out: ['c0'] },
    { op: 'Transpose', in: ['c0'], out: ['c1'], with: { perm: [0, 2, 1, 3] } },
    { op: 'Reshape', in: ['c1', 'merged'], out: ['c2'] },
    { op: 'MatMul', name: 'output', in: ['c2', 'wo'], out: ['o'] },
    { op: 'Add', in: ['o', 'x'], out: ['residual'] },
    { op: 'LayerNormalization', in: ['residual', 'scale', 'shift'], out: ['y'] },
  ],
};

export const convolutionalFile = (): Uint8Array => onnxFile(CONVOLUTIONAL);
export const attentionFile = (): Uint8Array => onnxFile(ATTENTION);
