import { describe, expect, it } from 'vitest';
import { layerCounts } from '../layer-table/counts';
import type { TableLayer } from '../layer-table/types';
import { importOnnx } from './import';
import { floats, integers, onnxFile, weights, type Bytes, type NodeText } from './onnx-writer.test-support';

type Shapes = Readonly<Record<string, readonly number[]>>;

interface Node extends Omit<NodeText, 'in' | 'out'> {
  readonly outputs?: number;
  readonly opset?: number;
}

/**
 * Imports one node whose inputs are those of the network and then the stored ones, followed by a Relu per output: its
 * elements tell the shape's product, and a Reshape to a shape of its own would fail where they differ.
 */
function read(node: Node, inputs: Shapes, stored: Readonly<Record<string, Bytes>> = {}) {
  const { outputs = 1, opset = 17, ...rest } = node;
  const names = Array.from({ length: outputs }, (_, at) => `out${at}`);
  const outcome = importOnnx(
    onnxFile({
      opset,
      inputs,
      stored: Object.values(stored),
      nodes: [
        { ...rest, name: 'node', in: [...Object.keys(inputs), ...Object.keys(stored)], out: names },
        ...names.map((name, at) => ({ op: 'Relu', name: `end${at}`, in: [name], out: [`last${at}`] })),
      ],
    }),
  );
  if (!outcome.ok) return { reason: outcome.reason, layers: [], elements: [] };
  const { layers } = outcome.value.table;
  const elements = names.map((_, at) => layers.find(({ name }) => name === `end${at}`)).map(elementsOf);
  const own = layers.filter(({ name }) => !name.startsWith('end'));
  return { reason: outcome.value.uncounted[0]?.reason ?? '', layers: own, elements };
}

function elementsOf(layer: TableLayer | undefined): number | null {
  return layer === undefined ? null : layerCounts(layer).outputElements;
}

describe('windows', () => {
  it('one-dimensional convolution is an image of height 1', () => {
    const { layers, elements } = read(
      { op: 'Conv', with: { strides: [2], pads: [1, 1], dilations: [2] } },
      { x: [1, 80, 100] },
      { w: weights('w', [16, 80, 3]) },
    );
    expect(layers).toMatchObject([
      { inputHeight: 1, inputWidth: 100, kernelWidth: 3, strideWidth: 2, dilationWidth: 2 },
    ]);
    expect(elements).toEqual([16 * 49]);
  });

  it('automatic padding keeps the size over the stride, more of it behind or in front', () => {
    const upper = read(
      { op: 'Conv', with: { auto_pad: 'SAME_UPPER', strides: [2, 2] } },
      { x: [1, 3, 10, 10] },
      { w: weights('w', [4, 3, 3, 3]) },
    );
    expect(upper.elements).toEqual([4 * 25]);
    expect(upper.layers).toMatchObject([{ padding: { top: 0, bottom: 1, left: 0, right: 1 } }]);
    const lower = read(
      { op: 'AveragePool', with: { auto_pad: 'SAME_LOWER', kernel_shape: [2, 2] } },
      { x: [1, 3, 10, 10] },
    );
    expect(lower.layers).toMatchObject([{ padding: { top: 1, bottom: 0 } }]);
    expect(lower.elements).toEqual([300]);
  });

  it('pooling rounds up when asked', () => {
    const pool = { op: 'MaxPool', with: { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 }, outputs: 2 };
    expect(read(pool, { x: [1, 2, 8, 8] }).elements).toEqual([2 * 16, 2 * 16]);
  });

  it('a transposed convolution is a product of its pixels by its weights', () => {
    const { layers, elements } = read(
      { op: 'ConvTranspose', with: { strides: [2, 2] } },
      { x: [1, 24, 10, 10] },
      { w: weights('w', [24, 6, 2, 2]) },
    );
    expect(layers).toMatchObject([{ kind: 'matmul', m: 100, n: 24, k: 24 }]);
    expect(elements).toEqual([6 * 400]);
  });

  it('three-dimensional images and computed weights are not supported, and said so', () => {
    const volume = read({ op: 'Conv' }, { x: [1, 3, 8, 8, 8] }, { w: weights('w', [4, 3, 3, 3, 3]) });
    expect(volume.reason).toContain('No node of the graph can be counted');
    expect(volume.reason).toContain('images of three axes');
    expect(read({ op: 'Conv' }, { x: [1, 3, 8, 8], w: [4, 3, 3, 3] }).reason).toContain('computed while the network');
  });
});

describe('products', () => {
  it('batched products of activations, with broadcasting', () => {
    const { layers, elements } = read({ op: 'MatMul' }, { a: [2, 1, 5, 7], b: [3, 7, 4] });
    expect(layers).toMatchObject([{ m: 5, n: 4, k: 7, batch: 6, operand: 'activations' }]);
    expect(elements).toEqual([6 * 20]);
  });

  it('weights on the left swap sides', () => {
    const file = onnxFile({
      inputs: { x: [3, 7, 4] },
      stored: [weights('w', [5, 7])],
      nodes: [{ op: 'MatMul', in: ['w', 'x'], out: ['y'] }],
    });
    const outcome = importOnnx(file);
    expect(outcome.ok && outcome.value.table.layers).toMatchObject([
      { m: 12, n: 5, k: 7, batch: 1, operand: 'weights' },
    ]);
  });

  it('a vector is a row or a column', () => {
    expect(read({ op: 'MatMul' }, { a: [7], b: [7, 4] }).elements).toEqual([4]);
    expect(read({ op: 'MatMul' }, { a: [5, 7], b: [7] }).layers).toMatchObject([{ m: 5, n: 1, k: 7 }]);
  });

  it('weights of their own for each product stay apart', () => {
    const { layers } = read({ op: 'MatMul' }, { a: [8, 5, 7] }, { w: weights('w', [8, 7, 4]) });
    expect(layers).toMatchObject([{ m: 5, n: 4, k: 7, batch: 8, operand: 'weights' }]);
  });

  it('contractions of two operands', () => {
    const { layers, elements } = read(
      { op: 'Einsum', with: { equation: 'bhid, bhjd -> bhij' } },
      { q: [2, 4, 6, 8], k: [2, 4, 5, 8] },
    );
    expect(layers).toMatchObject([{ m: 6, n: 5, k: 8, batch: 8 }]);
    expect(elements).toEqual([8 * 30]);
    expect(read({ op: 'Einsum', with: { equation: 'ii->i' } }, { q: [2, 2], k: [1] }).reason).toContain(
      'no product of two',
    );
  });

  it('quantised weights of a contributed operator', () => {
    const { layers } = read(
      { op: 'MatMulNBits', domain: 'com.microsoft', with: { K: 64, N: 32, bits: 4, block_size: 32 } },
      { x: [1, 10, 64] },
      { w: weights('w', [32, 2, 16]) },
    );
    expect(layers).toMatchObject([{ m: 10, n: 32, k: 64, operand: 'weights' }]);
  });

  it('recurrent layers by their gates', () => {
    const { layers, elements } = read(
      { op: 'LSTM', outputs: 3, with: { hidden_size: 16, direction: 'bidirectional' } },
      { x: [20, 1, 8] },
      { w: weights('w', [2, 64, 8]), r: weights('r', [2, 64, 16]) },
    );
    expect(layers).toMatchObject([
      { m: 20, n: 64, k: 8, batch: 2 },
      { m: 20, n: 64, k: 16, batch: 2 },
    ]);
    expect(elements).toEqual([20 * 2 * 16, 32, 32]);
  });
});

describe('shapes', () => {
  it.each<[string, Node, Shapes, Readonly<Record<string, Bytes>>, readonly number[]]>([
    ['reshape with an open size', { op: 'Reshape' }, { x: [2, 3, 4] }, { s: integers('s', [0, -1]) }, [24]],
    ['squeeze by attribute', { op: 'Squeeze', opset: 11, with: { axes: [0, -1] } }, { x: [1, 3, 1] }, {}, [3]],
    ['unsqueeze by input', { op: 'Unsqueeze' }, { x: [3] }, { a: integers('a', [0, 2]) }, [3]],
    [
      'slice backwards to the very end',
      { op: 'Slice' },
      { x: [10, 4] },
      { s: integers('s', [-1]), e: integers('e', [-(2 ** 62)]), a: integers('a', [0]), p: integers('p', [-3]) },
      [16],
    ],
    [
      'slice to the largest number',
      { op: 'Slice' },
      { x: [10, 4] },
      { s: integers('s', [2]), e: integers('e', [2 ** 62]) },
      [32],
    ],
    [
      'slice by attributes',
      { op: 'Slice', opset: 9, with: { starts: [1], ends: [3], axes: [1] } },
      { x: [10, 4] },
      {},
      [20],
    ],
    ['split evenly', { op: 'Split', outputs: 3, with: { axis: 1 } }, { x: [2, 7] }, {}, [6, 6, 2]],
    [
      'split by list',
      { op: 'Split', outputs: 2, with: { axis: 1 } },
      { x: [2, 7] },
      { s: integers('s', [2, 5]) },
      [4, 10],
    ],
    [
      'gather rows of an activation',
      { op: 'Gather', with: { axis: 1 } },
      { x: [2, 7, 3] },
      { i: integers('i', [0, 1]) },
      [12],
    ],
    ['gather by element', { op: 'GatherElements' }, { x: [4, 4], i: [2, 4] }, {}, [8]],
    ['gather by tuples', { op: 'GatherND' }, { x: [4, 5, 6], i: [9, 2] }, {}, [54]],
    ['scatter', { op: 'ScatterND' }, { x: [4, 5], i: [2, 1], u: [2, 5] }, {}, [20]],
    ['pad', { op: 'Pad' }, { x: [1, 2, 4, 4] }, { p: integers('p', [0, 0, 1, 2, 0, 0, 3, 4]) }, [2 * 8 * 10]],
    ['expand', { op: 'Expand' }, { x: [3, 1] }, { s: integers('s', [2, 1, 4]) }, [24]],
    ['tile', { op: 'Tile' }, { x: [3, 2] }, { r: integers('r', [2, 2]) }, [24]],
    [
      'resize by scales',
      { op: 'Resize' },
      { x: [1, 2, 5, 5] },
      { roi: floats('roi', []), s: floats('s', [1, 1, 2, 1.5]) },
      [2 * 10 * 7],
    ],
    [
      'resize by sizes',
      { op: 'Resize' },
      { x: [1, 2, 5, 5] },
      { roi: floats('roi', []), s: floats('s', []), z: integers('z', [1, 2, 9, 8]) },
      [144],
    ],
    [
      'upsample by attribute',
      { op: 'Upsample', opset: 7 },
      { x: [1, 2, 5, 5] },
      { s: floats('s', [1, 1, 2, 2]) },
      [200],
    ],
    ['depth to space', { op: 'DepthToSpace', with: { blocksize: 3 } }, { x: [1, 18, 2, 2] }, {}, [72]],
    ['space to depth', { op: 'SpaceToDepth', with: { blocksize: 2 } }, { x: [1, 3, 4, 4] }, {}, [48]],
    ['the largest few', { op: 'TopK', outputs: 2 }, { x: [3, 10] }, { k: integers('k', [4]) }, [12, 12]],
    ['one-hot', { op: 'OneHot' }, { x: [3] }, { d: integers('d', [5]), v: floats('v', [0, 1]) }, [15]],
    ['concatenation', { op: 'Concat', with: { axis: 1 } }, { x: [2, 3], y: [2, 5] }, {}, [16]],
    ['a mean over axes', { op: 'ReduceMean', with: { axes: [-1], keepdims: 0 } }, { x: [4, 9] }, {}, [4]],
    ['a sum over axes given as input', { op: 'ReduceSum' }, { x: [4, 9] }, { a: integers('a', [0]) }, [9]],
    ['the place of the largest', { op: 'ArgMax', with: { axis: 1 } }, { x: [4, 9] }, {}, [4]],
    [
      'a residual and norm in one',
      { op: 'SkipLayerNormalization', domain: 'com.microsoft' },
      { x: [1, 4, 8], y: [1, 4, 8] },
      { g: weights('g', [8]), b: weights('b', [8]) },
      [32],
    ],
    ['broadcasting', { op: 'Where' }, { c: [4, 1], x: [3], y: [1] }, {}, [12]],
    [
      'quantised convolution',
      { op: 'QLinearConv' },
      { x: [1, 3, 8, 8] },
      Object.fromEntries(
        ['xs', 'xz']
          .map((n) => [n, weights(n, [1])])
          .concat(
            [['w', weights('w', [4, 3, 3, 3])]],
            ['ws', 'wz', 'ys', 'yz'].map((n) => [n, weights(n, [1])]),
          ),
      ) as Record<string, Bytes>,
      [4 * 36],
    ],
  ])('%s', (_, node, inputs, stored, elements) => {
    const result = read(node, inputs, stored);
    expect(result.reason).toBe('');
    expect(result.elements).toEqual(elements);
  });

  it('axes of size 1 pass each other without work', () => {
    expect(read({ op: 'Transpose', with: { perm: [2, 0, 1] } }, { x: [3, 4, 1] }).layers).toEqual([]);
    expect(read({ op: 'Transpose', with: { perm: [1, 0] } }, { x: [3, 4] }).layers).toMatchObject([
      { kind: 'movement' },
    ]);
  });

  it('softmax before opset 13 flattens what is behind its axis', () => {
    expect(read({ op: 'Softmax', opset: 11 }, { x: [2, 3, 4] }).layers).toMatchObject([{ rows: 2, columns: 12 }]);
    expect(read({ op: 'Softmax' }, { x: [2, 3, 4] }).layers).toMatchObject([{ rows: 6, columns: 4 }]);
  });

  it('chains of shape arithmetic are followed by their numbers', () => {
    const outcome = importOnnx(
      onnxFile({
        inputs: { x: [2, 12, 5] },
        stored: [integers('one', [1]), integers('three', [3]), integers('open', [-1]), integers('wide', [2, 3, 4, 5])],
        nodes: [
          { op: 'Shape', in: ['x'], out: ['shape'] },
          { op: 'Slice', in: ['shape', 'one', 'three'], out: ['tail'] },
          { op: 'ReduceProd', in: ['tail'], out: ['product'] },
          { op: 'Cast', in: ['product'], out: ['float'], with: { to: 1 } },
          { op: 'Div', in: ['float', 'three'], out: ['third'] },
          { op: 'Floor', in: ['third'], out: ['whole'] },
          { op: 'Cast', in: ['whole'], out: ['int'], with: { to: 7 } },
          { op: 'Equal', in: ['int', 'open'], out: ['isOpen'] },
          { op: 'Where', in: ['isOpen', 'one', 'int'], out: ['size'] },
          { op: 'Concat', in: ['open', 'size'], out: ['target'], with: { axis: 0 } },
          { op: 'Reshape', in: ['x', 'target'], out: ['y'] },
          { op: 'Softmax', in: ['y'], out: ['z'] },
        ],
      }),
    );
    expect(outcome.ok && outcome.value.table.layers).toMatchObject([{ kind: 'softmax', rows: 6, columns: 20 }]);
  });

  it('a shape that depends on the data is taken from the exporter, or the node is not counted', () => {
    const nodes = [
      { op: 'Cast', in: ['s'], out: ['s2'], with: { to: 7 } },
      { op: 'Reshape', in: ['x', 's2'], out: ['y'] },
      { op: 'Relu', in: ['y'], out: ['z'] },
      { op: 'Relu', in: ['x'], out: ['w'] },
    ];
    const inputs = { x: [4, 6], s: [2] };
    const bare = importOnnx(onnxFile({ inputs, nodes }));
    expect(bare.ok && bare.value.uncounted.map(({ operator }) => operator)).toEqual(['Reshape', 'Relu']);
    const told = importOnnx(onnxFile({ inputs, nodes, values: { y: [8, 3] } }));
    expect(told.ok && told.value.uncounted).toEqual([]);
  });
});
