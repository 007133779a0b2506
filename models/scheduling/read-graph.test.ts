import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readGraph, readGraphText } from './read-graph';
import { repeatedName } from './repeated-name';

const TENSORS = { x: { size: 4, kind: 'input' }, y: { size: 2, kind: 'act' }, z: { size: 1, kind: 'output' } };
const OPS = [
  { id: 'first', in: ['x'], out: ['y'] },
  { id: 'second', in: ['y', 'x', 'y'], out: ['z'] },
];

function reason(json: unknown): string {
  const read = readGraph(json);
  return read.ok ? '' : read.reason;
}

it('reads operators and tensors by name, each input once', () => {
  const read = readGraph({ name: 'mine', ops: OPS, tensors: TENSORS });
  expect(read).toMatchObject({
    ok: true,
    value: { name: 'mine', operators: [{ inputs: [0] }, { inputs: [1, 0], outputs: [2] }] },
  });
});

it('names the operators of a cycle', () => {
  const ops = [
    { id: 'a', in: ['x', 'z'], out: ['y'] },
    { id: 'b', in: ['y'], out: ['z'] },
  ];
  expect(reason({ ops, tensors: TENSORS })).toBe('The graph has a cycle: "a" needs "b" needs "a".');
});

it.each([
  [null, 'A graph is an object with ops and tensors.'],
  [{ tensors: TENSORS }, 'ops: must be a list'],
  [{ ops: OPS, tensors: [] }, 'tensors: must be an object'],
  [{ ops: [], tensors: TENSORS }, 'no operators'],
  [{ ops: [OPS[0], OPS[0]], tensors: TENSORS }, 'Two operators are called "first"'],
  [{ ops: [OPS[1]], tensors: TENSORS }, '"second" reads "y", which no operator computes'],
  [{ ops: [OPS[0]], tensors: TENSORS }, 'No operator computes the tensor "z"'],
  [{ ops: [{ id: 'first', in: [], out: ['x'] }], tensors: { x: TENSORS.x } }, '"first" computes "x", which is given'],
  [
    { ops: [OPS[0], { id: 'again', in: [], out: ['y'] }], tensors: TENSORS },
    '"y" is computed twice, by "first" and "again"',
  ],
  [{ ops: [{ id: 'a', in: ['q'], out: ['y'] }], tensors: TENSORS }, 'ops[0].in: the operator "a" names "q"'],
  [{ ops: [{ id: 'a', in: ['x'] }], tensors: TENSORS }, 'ops[0].out: must be a list'],
  [{ ops: OPS, tensors: { ...TENSORS, y: { size: 0, kind: 'act' } } }, 'the size of "y"'],
  [{ ops: OPS, tensors: { ...TENSORS, y: { size: -1, kind: 'act' } } }, 'the size of "y"'],
  [{ ops: OPS, tensors: { ...TENSORS, y: { size: 1.5, kind: 'act' } } }, 'the size of "y"'],
  [{ ops: OPS, tensors: { ...TENSORS, y: { size: 2, kind: 'other' } } }, 'the kind of "y"'],
  [{ ops: new Array(1_000_000).fill(OPS[0]), tensors: TENSORS }, 'has 1000000 operators; at most 10000'],
  [{ ops: OPS, tensors: { ...TENSORS, y: { size: 9e15, kind: 'act' } } }, 'more bytes than can be counted exactly'],
])('refuses %#', (json, message) => {
  expect(reason(json)).toContain(message);
});

it('refuses text in which a tensor stands twice, of which a parser would keep the last', () => {
  const text =
    '{"ops":[{"id":"a","in":["x"],"out":["y"]}],"tensors":{"x":{"size":1,"kind":"input"},"\\u0078":{"size":9}}}';
  expect(readGraphText(text)).toEqual({ ok: false, reason: 'The name "x" stands twice in one object of the file.' });
  expect(readGraphText('nothing')).toMatchObject({ ok: false, reason: 'The file is not JSON.' });
  const json = { name: 'mine', ops: OPS, tensors: TENSORS };
  expect(readGraphText(JSON.stringify(json))).toMatchObject({ ok: true, value: { json, graph: { name: 'mine' } } });
});

it('finds no name twice in what a serialiser writes, and finds one that is put in', () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), fc.nat(), (json, name, indent) => {
      const written = JSON.stringify(JSON.parse(json), null, indent % 3);
      expect(repeatedName(written)).toBeNull();
      const key = JSON.stringify(name);
      expect(repeatedName(`[${written}, {${key} : ${written}, ${key}:[]}]`)).toBe(name);
    }),
  );
});

it('reads text that begins with a mark of its byte order, and says of an empty one that it is empty', () => {
  expect(readGraphText(`\uFEFF${JSON.stringify({ ops: OPS, tensors: TENSORS })}`).ok).toBe(true);
  expect(readGraphText(' \n')).toEqual({ ok: false, reason: 'The file is empty.' });
});

it('says at once that a file is too large, before it looks at every name', () => {
  const ops = Array.from({ length: 10_001 }, (_, index) => `{"id":"${index}"}`).join();
  const twice = `{"ops":[${ops}],"tensors":{"x":1,"x":1}}`;
  expect(readGraphText(twice)).toMatchObject({ reason: 'ops: has 10001 operators; at most 10000 can be scheduled.' });
  expect(readGraphText(' '.repeat(50_000_001))).toMatchObject({
    reason: 'The file has 50000001 characters; at most 50000000 can be read.',
  });
});
