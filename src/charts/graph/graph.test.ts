import { describe, expect, it } from 'vitest';
import { svgText } from '../scene';
import { PRINT } from '../theme';
import type { GraphData } from './data';
import { fittingZoom, layoutGraph, middleOf, neighbourOf, nodeAt, nodesIn } from './layout';
import { endOf, graphScene, marksScene } from './scene';

const place = (layer: number, row: number) => ({ layer, row });
/** A fork into two and a join; a way past the fork bends in layer 1. */
const DATA: GraphData = {
  finding: 'a fork',
  layers: 3,
  rows: [-1, 1],
  nodes: [
    { ...place(0, 0), label: 'fork', about: '' },
    { ...place(1, -1), label: 'upper', about: '' },
    { ...place(1, 1), label: 'lower', about: '' },
    { ...place(2, 0), label: 'join', about: '' },
  ],
  pieces: [
    { tensor: 0, from: place(0, 0), to: place(1, -1) },
    { tensor: 0, from: place(0, 0), to: place(1, 1) },
    { tensor: 0, from: place(0, 0), to: place(1, 0) },
    { tensor: 0, from: place(1, 0), to: place(2, 0) },
    { tensor: 1, from: place(1, -1), to: place(2, 0) },
    { tensor: 2, from: place(1, 1), to: place(2, 0) },
  ],
  links: [
    { from: 0, to: [1, 2, 3] },
    { from: 1, to: [3] },
    { from: 2, to: [3] },
  ],
  dashed: new Set([2]),
};
const EVERYTHING = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };

describe('a picture of a graph', () => {
  it('finds the node under the pointer', () => {
    const layout = layoutGraph(DATA, 0.5);
    for (const [index, node] of DATA.nodes.entries()) {
      const [x, y] = middleOf(layout, node);
      expect(nodeAt(layout, x, y)).toBe(index);
    }
    expect(nodeAt(layout, 0, 0)).toBeNull();
  });

  it('draws what is in sight', () => {
    const layout = layoutGraph(DATA, 1);
    const [x, y] = middleOf(layout, DATA.nodes[3]!);
    expect(nodesIn(layout, { left: x, right: x + 1, top: y, bottom: y + 1 })).toEqual([3]);
    expect(nodesIn(layout, EVERYTHING)).toHaveLength(4);
    const dashes = svgText(graphScene(layout, PRINT, EVERYTHING)).match(/stroke-dasharray/g);
    expect(dashes).toHaveLength(1);
  });

  it('leaves out names that are too small to read', () => {
    const marks = { current: 0, done: new Set<number>(), pointedNodes: [], pointedTensors: [] };
    const words = (zoom: number) => svgText(marksScene(layoutGraph(DATA, zoom), PRINT, EVERYTHING, marks));
    expect(words(1)).toContain('>upper</text>');
    expect(words(0.3)).not.toContain('<text');
  });

  it('fits in the room there is', () => {
    const zoom = fittingZoom(DATA, { widthPx: 200, heightPx: 300 });
    expect(layoutGraph(DATA, zoom).size.widthPx).toBeLessThanOrEqual(200);
    expect(fittingZoom(DATA, { widthPx: 5000, heightPx: 3000 })).toBe(1);
  });

  it.each([
    [0, 'ArrowRight', 1],
    [3, 'ArrowLeft', 0],
    [1, 'ArrowDown', 2],
    [1, 'ArrowUp', null],
    [2, 'End', 3],
    [2, 'x', null],
  ])('goes from node %i with %s to %j', (from, key, to) => {
    expect(neighbourOf(DATA, from, key)).toBe(to);
  });
});

describe('names that are too long', () => {
  it('lose their first parts, and letters only where no part fits', () => {
    expect(endOf('layer0.norm', 500, 11)).toBe('layer0.norm');
    expect(endOf('layer0.attention.key', 90, 11)).toBe('…attention.key');
    expect(endOf('averyveryverylongname', 60, 11)).toMatch(/^…[a-z]*name$/);
  });
});
