import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operatorGraph } from '../check-graph';
import type { OperatorGraph } from '../graph';
import { graphs } from '../scheduling.test-support';
import { drawLayered, nearestRising } from './layered';
import { fusedReading, plainReading } from './reading-graph';

/** A fork into a chain of two and a way past it, a join, and a chain to the end. */
function forked(): OperatorGraph {
  const names = ['x', 'fork', 'left', 'left2', 'join', 'end'];
  const checked = operatorGraph({
    name: 'forked',
    tensors: names.map((name, index) => ({
      name,
      bytes: 1,
      kind: index === 0 ? 'input' : index === 5 ? 'output' : 'activation',
    })),
    operators: [
      { name: 'fork', inputs: [0], outputs: [1] },
      { name: 'left', inputs: [1], outputs: [2] },
      { name: 'left2', inputs: [2], outputs: [3] },
      { name: 'join', inputs: [1, 3], outputs: [4] },
      { name: 'end', inputs: [4], outputs: [5] },
    ],
  });
  if (!checked.ok) throw new Error(checked.reason);
  return checked.value;
}

describe('a graph for reading', () => {
  it('fuses chains whose links have one user that needs nothing else', () => {
    const { nodes, links } = fusedReading(forked());
    expect(nodes).toEqual([[0], [1, 2], [3, 4]]);
    expect(links).toEqual([
      { tensor: 1, from: 0, to: [1, 2] },
      { tensor: 3, from: 1, to: [2] },
    ]);
  });

  it('has every operator once, and links that go forward', () => {
    fc.assert(
      fc.property(graphs({ operators: 12 }), (graph) => {
        for (const { nodes, links } of [plainReading(graph), fusedReading(graph)]) {
          expect(nodes.flat().toSorted((a, b) => a - b)).toEqual([...graph.operators.keys()]);
          for (const { from, to } of links) for (const node of to) expect(node).toBeGreaterThan(from);
        }
      }),
    );
  });
});

describe('a layered drawing', () => {
  it('puts a node one layer after the last one that it needs, and bends long ways', () => {
    const { layers, places, pieces } = drawLayered(plainReading(forked()));
    expect(layers).toBe(5);
    expect(places.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4]);
    const past = pieces.filter(({ tensor }) => tensor === 1).map(({ from, to }) => [from.layer, to.layer]);
    expect(past).toEqual([[0, 1], [0, 1], [1, 2], [2, 3]]); // prettier-ignore
  });

  it('lets no two nodes touch, and no piece go back', () => {
    fc.assert(
      fc.property(graphs({ operators: 16 }), (graph) => {
        const { places, pieces, rows } = drawLayered(plainReading(graph));
        for (const [index, { layer, row }] of places.entries()) {
          expect(row).toBeGreaterThanOrEqual(rows[0]);
          expect(row).toBeLessThanOrEqual(rows[1]);
          for (const other of places.slice(0, index)) {
            if (other.layer === layer) expect(Math.abs(other.row - row)).toBeGreaterThan(1 - 1e-9);
          }
        }
        for (const { from, to } of pieces) expect(to.layer).toBeGreaterThan(from.layer);
      }),
    );
  });

  it('draws a chain as a straight line', () => {
    const links = Array.from({ length: 9 }, (_, from) => ({ tensor: from, from, to: [from + 1] }));
    const { places } = drawLayered({ nodes: Array.from({ length: 10 }, (_, index) => [index]), links });
    expect(new Set(places.map(({ row }) => row)).size).toBe(1);
  });
});

it('finds the nearest numbers that never fall', () => {
  expect(nearestRising([1, 3, 2, 4])).toEqual([1, 2.5, 2.5, 4]);
  expect(nearestRising([3, 2, 1])).toEqual([2, 2, 2]);
});
