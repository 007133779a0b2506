import { describe, expect, it } from 'vitest';
import { layerCounts } from '../layer-table/counts';
import { tableTotals } from '../layer-table/totals';
import { importOnnx, type OnnxImport, type OnnxOptions } from './import';
import { ATTENTION, attentionFile, CONVOLUTIONAL, convolutionalFile } from './networks.test-support';
import { onnxFile, weights } from './onnx-writer.test-support';

function imported(file: Uint8Array, options?: OnnxOptions): OnnxImport {
  const outcome = importOnnx(file, options);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

describe('a convolutional network', () => {
  const { table, uncounted, notes, inputs, storedElements, nodes } = imported(convolutionalFile());

  it('has the layers, work and parameters that its graph says', () => {
    expect(table.name).toBe('net');
    expect(table.layers.map((layer) => layer.kind)).toEqual([
      'convolution',
      'normalisation',
      'elementwise',
      'convolution',
      'elementwise',
      'pooling',
      'pooling',
      'matmul',
      'softmax',
    ]);
    const stem = 16 * 16 * 16 * 27;
    const depthwise = 16 * 16 * 16 * 9;
    const totals = tableTotals(table);
    expect(totals.macs).toBe(stem + depthwise + 160);
    expect(totals.parameters).toBe(16 * 28 + 32 + 16 * 9 + 170);
    expect(uncounted).toEqual([]);
    expect(nodes).toBe(10);
    expect(storedElements).toBe(totals.parameters + 32 + 2);
  });

  it('takes an open batch as 1 and says so', () => {
    expect(inputs).toEqual([{ name: 'image', dims: ['batch', 3, 32, 32], shape: [1, 3, 32, 32] }]);
    expect(notes).toEqual(['The size "batch" of input "image" is open and was taken as 1.']);
  });

  it('does the work of a batch that is asked for', () => {
    const four = imported(convolutionalFile(), { name: 'mine', sizes: { batch: 4 } });
    expect(four.table.name).toBe('mine');
    expect(four.notes).toEqual([]);
    expect(tableTotals(four.table).macs).toBe(4 * tableTotals(table).macs);
    expect(tableTotals(four.table).parameters).toBe(tableTotals(table).parameters);
  });

  it('is the same whichever order its nodes are in', () => {
    const shuffled = imported(onnxFile({ ...CONVOLUTIONAL, nodes: CONVOLUTIONAL.nodes.toReversed() }));
    expect(shuffled.table).toEqual(table);
  });
});

describe('an attention layer', () => {
  const sizes = { sequence: 6, batch: 2 };
  const { table, uncounted, notes } = imported(attentionFile(), { sizes });

  it('is recognised around its softmax', () => {
    const products = table.layers.filter((layer) => layer.kind === 'matmul');
    expect(products.map(({ name, attention }) => [name, attention])).toEqual([
      ['q', null],
      ['k', null],
      ['v', null],
      ['scores', 'scores'],
      ['context', 'context'],
      ['output', null],
    ]);
    expect(products[3]).toMatchObject({ m: 6, n: 6, k: 8, batch: 8, operand: 'activations' });
    expect(products[4]).toMatchObject({ m: 6, n: 8, k: 6, batch: 8, operand: 'activations' });
    expect(notes).toEqual(['1 times two products around a softmax were recognised as attention.']);
    expect(uncounted).toEqual([]);
  });

  it('counts shared weights once per product, over the rows of the whole batch', () => {
    expect(table.layers[0]).toEqual({
      kind: 'lookup',
      name: 'words',
      repeat: 1,
      tableRows: 100,
      width: 32,
      lookups: 12,
    });
    const query = table.layers.find(({ name }) => name === 'q')!;
    expect(query).toMatchObject({ m: 12, n: 32, k: 32, batch: 1, operand: 'weights' });
    expect(layerCounts(query).parameters).toBe(1024);
  });

  it('needs the length of the sequence', () => {
    expect(importOnnx(attentionFile())).toEqual({
      ok: false,
      reason: 'The file leaves sizes of its inputs open that have to be given: "sequence".',
      openSizes: ['sequence'],
    });
    expect(importOnnx(attentionFile(), { sizes: { sequence: 0.5 } })).toMatchObject({
      ok: false,
      reason: 'The size "sequence" is 0.5, and has to be a whole number from 1 on.',
    });
  });
});

describe('operators without a rule', () => {
  const nodes = [
    ...CONVOLUTIONAL.nodes.slice(0, 3),
    { op: 'Magic', domain: 'my.company', in: ['c', 'w2'], out: ['d'] },
    ...CONVOLUTIONAL.nodes.slice(4),
  ];

  it('are listed with their share, and with what they block', () => {
    const { table, uncounted } = imported(onnxFile({ ...CONVOLUTIONAL, nodes }));
    expect(table.layers.map(({ kind }) => kind)).toEqual(['convolution', 'normalisation', 'elementwise']);
    expect(uncounted[0]).toEqual({
      operator: 'my.company.Magic',
      nodes: 1,
      shareOfNodes: 0.1,
      shareOfWeights: 144 / 828,
      blocked: false,
      reason: 'there is no rule for this operator',
    });
    expect(uncounted.slice(1).map(({ operator, blocked }) => [operator, blocked])).toEqual(
      ['Add', 'MaxPool', 'GlobalAveragePool', 'Flatten', 'Gemm', 'Softmax'].map((operator) => [operator, true]),
    );
    expect(uncounted[1]!.reason).toBe('the shape of its input "d" is not known');
  });

  it('block nothing where the exporter wrote down their shapes', () => {
    const { uncounted } = imported(onnxFile({ ...CONVOLUTIONAL, nodes, values: { d: ['batch', 16, 16, 16] } }));
    expect(uncounted.map(({ operator }) => operator)).toEqual(['my.company.Magic']);
  });

  it('alone make no table', () => {
    const file = onnxFile({ inputs: { x: [1, 4] }, nodes: [{ op: 'If', in: ['x'], out: ['y'] }] });
    expect(importOnnx(file)).toMatchObject({
      ok: false,
      reason: 'No node of the graph can be counted; the first operator is If, and there is no rule for this operator.',
    });
  });
});

describe('what follows from stored tensors', () => {
  it('is no work: weights that are dequantised first are weights', () => {
    const { table } = imported(
      onnxFile({
        inputs: { x: [5, 8] },
        stored: [weights('w', [8, 3]), weights('step', [1]), weights('unused', [2])],
        nodes: [
          { op: 'DequantizeLinear', in: ['w', 'step'], out: ['w2'] },
          { op: 'MatMul', in: ['x', 'w2'], out: ['y'] },
        ],
      }),
    );
    expect(table.layers).toMatchObject([{ kind: 'matmul', m: 5, n: 3, k: 8, operand: 'weights' }]);
  });

  it('that is shared by several nodes is noted', () => {
    const { notes } = imported(
      onnxFile({
        inputs: { x: [5, 40] },
        stored: [weights('w', [40, 40])],
        nodes: [
          { op: 'MatMul', in: ['x', 'w'], out: ['y'] },
          { op: 'MatMul', in: ['y', 'w'], out: ['z'] },
        ],
      }),
    );
    expect(notes).toEqual(['1 stored tensors are used more than once, and counted at each use.']);
  });
});

it('refuses a size that the file does not have', () => {
  const reason = 'The file has no size "sequnce": it leaves open "batch", "sequence".';
  expect(importOnnx(attentionFile(), { sizes: { sequnce: 6 } })).toMatchObject({ ok: false, reason });
});

it('reads a file that names its sizes by place', () => {
  const file = onnxFile({ ...ATTENTION, inputs: { ids: [null, null] } });
  expect(importOnnx(file)).toMatchObject({ openSizes: ['ids[1]'] });
  expect(importOnnx(file, { sizes: { 'ids[1]': 3 } }).ok).toBe(true);
});
