import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeOnnx, MAX_FILE_BYTES } from './decode';
import { importOnnx } from './import';
import { ATTENTION, attentionFile, CONVOLUTIONAL, convolutionalFile } from './networks.test-support';
import {
  delimited,
  int,
  onnxFile,
  text,
  varint,
  weights,
  type GraphText,
  type NodeText,
} from './onnx-writer.test-support';

function reasonOf(graph: GraphText, sizes: Readonly<Record<string, number>> = {}): string {
  const outcome = importOnnx(onnxFile(graph), { sizes });
  return outcome.ok ? 'read' : outcome.reason;
}

describe('a damaged file', () => {
  it.each([
    ['convolutional', convolutionalFile(), {}],
    ['attention', attentionFile(), { sequence: 4 }],
  ])('cut short anywhere gives an answer (%s)', (_, file, sizes) => {
    for (let length = 0; length < file.length; length++) {
      const outcome = importOnnx(file.subarray(0, length), { sizes });
      // Only the last field, the version of the operators, can be missing without harm.
      if (length < file.length - 6) expect(outcome.ok).toBe(false);
      if (!outcome.ok) expect(outcome.reason).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('with any bytes changed gives an answer', () => {
    const files: readonly { bytes: Uint8Array; sizes: Readonly<Record<string, number>> }[] = [
      { bytes: convolutionalFile(), sizes: {} },
      { bytes: attentionFile(), sizes: { sequence: 4 } },
    ];
    const change = fc.tuple(fc.nat({ max: 1 }), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 8 }));
    fc.assert(
      fc.property(change, ([which, changes]) => {
        const { bytes, sizes } = files[which]!;
        const file = Uint8Array.from(bytes);
        for (const [at, byte] of changes) file[at % file.length] = byte;
        const outcome = importOnnx(file, { sizes });
        expect(typeof (outcome.ok ? outcome.value.table.name : outcome.reason)).toBe('string');
      }),
      { numRuns: 1500 },
    );
  });

  it('of any bytes at all gives an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(importOnnx(bytes).ok).toBe(false);
      }),
    );
  });

  it.each([
    ['empty', [], 'it holds no graph'],
    ['a text', [...new TextEncoder().encode('{"model": "not a protobuf"}')], 'damaged'],
    ['a length past the end', [...varint(7 * 8 + 2), ...varint(1e15), 1], 'a length points past the end'],
    ['a negative length', [...varint(7 * 8 + 2), ...varint(-5), 1], 'a length is negative'],
    ['an endless number', [8, ...Array.from({ length: 20 }, () => 255)], 'a number is longer than 64 bits'],
    ['a group', [...varint(7 * 8 + 3), 1], 'unknown wire type'],
    ['field 0', [0, 0], 'no valid number'],
    ['a graph that is a number', int(7, 5), 'not of the kind'],
    ['a long name', delimited(7, text(2, 'x'.repeat(5000))), 'a name is longer than 4096 bytes'],
    ['an empty graph', delimited(7, []), 'The graph has no nodes'],
  ])('says what is wrong with %s', (_, bytes, words) => {
    const outcome = importOnnx(Uint8Array.from(bytes));
    expect(outcome.ok ? 'read' : outcome.reason).toContain(words);
  });

  it('larger than the limit is refused unread', () => {
    const huge = { length: MAX_FILE_BYTES + 1 } as Uint8Array;
    expect(decodeOnnx(huge)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('larger than 512 MiB') as string,
    });
  });
});

describe('a graph that contradicts itself', () => {
  const inputs = { x: [1, 8] } as const;
  const relu = (input: string, output: string): NodeText => ({
    op: 'Relu',
    name: `${input}-${output}`,
    in: [input],
    out: [output],
  });

  it.each<[string, GraphText, string]>([
    [
      'a cycle',
      { inputs, nodes: [relu('b', 'a'), relu('a', 'b')] },
      'Relu "b-a": it needs its own output, directly or through other nodes.',
    ],
    ['a node that feeds itself', { inputs, nodes: [relu('a', 'a')] }, 'Relu "a-a": it needs its own output'],
    [
      'a missing value',
      { inputs, nodes: [relu('y', 'z')] },
      'Relu "y-z": its input "y" comes from nowhere in the file.',
    ],
    [
      'a value computed twice',
      { inputs, nodes: [relu('x', 'y'), relu('x', 'y')] },
      'its output "y" is given a value twice',
    ],
    ['a node that writes an input', { inputs, nodes: [relu('x', 'x')] }, 'its output "x" is given a value twice'],
    [
      'two tensors of one name',
      { inputs, nodes: [relu('x', 'y')], stored: [weights('w', [1]), weights('w', [2])] },
      'The stored tensor "w" is there twice.',
    ],
    [
      'a missing input',
      { inputs, nodes: [{ op: 'MatMul', name: 'm', in: ['x'], out: ['y'] }] },
      'MatMul "m": it needs 2 inputs, and number 2 is missing.',
    ],
    [
      'matrices that do not fit',
      { inputs, stored: [weights('w', [7, 3])], nodes: [{ op: 'MatMul', name: 'm', in: ['x', 'w'], out: ['y'] }] },
      'MatMul "m": its inputs do not fit: 1 x 8 by 7 x 3.',
    ],
    [
      'a negative size',
      { inputs, stored: [weights('w', [8, -3])], nodes: [{ op: 'MatMul', in: ['x', 'w'], out: ['y'] }] },
      'The stored tensor "w" has no sound shape.',
    ],
    [
      'sizes beyond counting',
      { inputs: { x: [2 ** 40, 2 ** 40] }, nodes: [relu('x', 'y')] },
      'The input "x" has no sound shape.',
    ],
    [
      'an output beyond counting',
      {
        inputs: { x: [2 ** 30, 1] },
        stored: [weights('w', [1, 2 ** 30])],
        nodes: [{ op: 'MatMul', name: 'm', in: ['x', 'w'], out: ['y'] }],
      },
      'MatMul "m": its output would be too large to be counted exactly.',
    ],
    [
      'channels that do not fit',
      { ...CONVOLUTIONAL, inputs: { image: [1, 4, 32, 32] } },
      'Conv "stem": its weights are for 3 channels and its input has 4.',
    ],
    [
      'a window larger than its image',
      {
        ...CONVOLUTIONAL,
        inputs: { image: [1, 3, 1, 1] },
        nodes: CONVOLUTIONAL.nodes.map((node) => ({ ...node, with: {} })),
      },
      'Conv "stem": its window is larger than its padded input.',
    ],
    [
      'a head size that does not fit',
      { ...ATTENTION, stored: ATTENTION.stored!.with(2, weights('wk', [32, 30])).with(5, weights('bias', [1])) },
      'Reshape',
    ],
  ])('is refused with one sentence: %s', (_, graph, reason) => {
    expect(reasonOf(graph, graph.inputs === ATTENTION.inputs ? { sequence: 4 } : {})).toContain(reason);
  });
});

describe('a hostile file', () => {
  it('of many nodes is refused by their number', () => {
    const node = delimited(1, [...text(1, 'x'), ...text(4, 'Relu')]);
    const nodes = new Uint8Array(node.length * 100_001);
    for (let at = 0; at < nodes.length; at += node.length) nodes.set(node, at);
    const header = Uint8Array.from([...varint(7 * 8 + 2), ...varint(nodes.length)]);
    const file = new Uint8Array(header.length + nodes.length);
    file.set(header);
    file.set(nodes, header.length);
    expect(importOnnx(file)).toMatchObject({ ok: false, reason: 'The graph has more than 100000 nodes.' });
  });

  it('with a long chain against the file order ends soon', () => {
    const length = 3000;
    const nodes = Array.from({ length }, (_, at) => ({ op: 'Relu', in: [`v${at}`], out: [`v${at + 1}`] }));
    const graph = { inputs: { v0: [4] }, nodes: nodes.toReversed() };
    const outcome = importOnnx(onnxFile(graph));
    expect(outcome.ok && outcome.value.table.layers.length).toBe(length);
  });

  it('with names out of Object.prototype is read like any other', () => {
    const nodes = [
      { op: 'Relu', in: ['__proto__'], out: ['constructor'] },
      { op: 'Relu', in: ['constructor'], out: ['toString'] },
      { op: 'constructor', in: ['toString'], out: ['hasOwnProperty'] },
    ];
    const file = onnxFile({
      inputs: Object.fromEntries([['__proto__', ['valueOf', 3]]]),
      nodes,
    });
    const outcome = importOnnx(file);
    expect(outcome.ok && outcome.value.table.layers.length).toBe(2);
    expect(outcome.ok && outcome.value.uncounted.map(({ operator }) => operator)).toEqual(['constructor']);
  });
});
