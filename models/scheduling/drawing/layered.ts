/**
 * A layered drawing of a graph: layers by the longest path, order within a layer by barycentres, rows by least squares.
 * After Sugiyama, Tagawa and Toda, Methods for visual understanding of hierarchical system structures (1981), simplified:
 * crossings are neither counted nor proven to be few.
 */
import type { ReadingGraph } from './reading-graph';

export interface DrawnPlace {
  /** Whole; the first layer is 0. */
  readonly layer: number;
  /** In heights of a node. */
  readonly row: number;
}

/** A piece of the way of a tensor: from a node, or a bend in an earlier layer, to a later one. */
export interface DrawnPiece {
  readonly tensor: number;
  readonly from: DrawnPlace;
  readonly to: DrawnPlace;
}

export interface LayeredDrawing {
  readonly layers: number;
  /** First and last row. */
  readonly rows: readonly [number, number];
  /** By node. */
  readonly places: readonly DrawnPlace[];
  /** By the layer in which they start. */
  readonly pieces: readonly DrawnPiece[];
}

/** Bends that are placed like nodes; tensors on the longest ways go straight once there are so many. */
const MOST_BENDS = 12_000;
const ORDER_SWEEPS = 8;
const ROW_SWEEPS = 8;
/** Height that a way takes up beside a node, in heights of a node. */
const BEND_HEIGHT = 0.5;

/** A node, or a bend of a tensor's way. */
interface Item {
  readonly layer: number;
  readonly height: number;
  readonly before: number[];
  readonly after: number[];
}

interface Way {
  readonly tensor: number;
  readonly from: number;
  readonly to: number;
}

export function drawLayered(graph: ReadingGraph): LayeredDrawing {
  const layers = layersOf(graph);
  const { items, ways } = itemsOf(graph, layers);
  const columns = columnsOf(items);
  orderColumns(items, columns);
  const rows = placeRows(items, columns);
  const place = (item: number): DrawnPlace => ({ layer: items[item]!.layer, row: rows[item]! });
  const pieces = ways.map(({ tensor, from, to }) => ({ tensor, from: place(from), to: place(to) }));
  const places = graph.nodes.map((_, node) => place(node));
  return {
    layers: columns.length,
    rows: places.reduce(([low, high], { row }) => [Math.min(low, row), Math.max(high, row)], [Infinity, -Infinity]),
    places,
    pieces: pieces.sort((a, b) => a.from.layer - b.from.layer),
  };
}

/** Longest path from the start; nodes that need nothing stand just before those that need them. */
function layersOf({ nodes, links }: ReadingGraph): Int32Array {
  const layer = new Int32Array(nodes.length);
  const outgoing: number[][] = nodes.map(() => []);
  const needs = new Uint8Array(nodes.length);
  for (const { from, to } of links) {
    for (const node of to) {
      outgoing[from]!.push(node);
      needs[node] = 1;
    }
  }
  for (const [node, users] of outgoing.entries()) {
    for (const user of users) layer[user] = Math.max(layer[user]!, layer[node]! + 1);
  }
  for (const [node, users] of outgoing.entries()) {
    if (needs[node] === 0 && users.length > 0) {
      layer[node] = users.reduce((least, user) => Math.min(least, layer[user]!), Infinity) - 1;
    }
  }
  return layer;
}

/** Nodes first, then bends: a tensor that is used layers later bends once in each layer between, whoever uses it. */
function itemsOf({ nodes, links }: ReadingGraph, layers: Int32Array) {
  const items: Item[] = nodes.map((_, node) => ({ layer: layers[node]!, height: 1, before: [], after: [] }));
  const ways: Way[] = [];
  const join = (tensor: number, from: number, to: number) => {
    ways.push({ tensor, from, to });
    items[from]!.after.push(to);
    items[to]!.before.push(from);
  };
  const reach = ({ to }: { readonly to: readonly number[] }) =>
    to.reduce((most, node) => Math.max(most, layers[node]!), 0);
  const byLength = links.toSorted((a, b) => reach(a) - layers[a.from]! - (reach(b) - layers[b.from]!));
  for (const { tensor, from, to } of byLength) {
    const first = layers[from]!;
    const bends = reach({ to }) - first - 1;
    const isStraight = items.length - nodes.length + bends > MOST_BENDS;
    const at = [from];
    for (let bend = 1; !isStraight && bend <= bends; bend++) {
      items.push({ layer: first + bend, height: BEND_HEIGHT, before: [], after: [] });
      join(tensor, at[bend - 1]!, items.length - 1);
      at.push(items.length - 1);
    }
    for (const node of to) join(tensor, isStraight ? from : at[layers[node]! - first - 1]!, node);
  }
  return { items, ways };
}

function columnsOf(items: readonly Item[]): number[][] {
  const columns: number[][] = [];
  for (const [index, { layer }] of items.entries()) (columns[layer] ??= []).push(index);
  return columns;
}

/** Sorts each layer by the mean place of its neighbours in the layer before, then after, and so on. */
function orderColumns(items: readonly Item[], columns: number[][]): void {
  const place = new Float64Array(items.length);
  const number = (column: readonly number[]) => {
    for (const [index, item] of column.entries()) place[item] = index - (column.length - 1) / 2;
  };
  columns.forEach(number);
  for (let sweep = 0; sweep < ORDER_SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    for (const column of isForward ? columns : columns.toReversed()) {
      const wanted = new Map(
        column.map((item) => [item, meanPlace(isForward ? items[item]!.before : items[item]!.after, place[item]!)]),
      );
      column.sort((a, b) => wanted.get(a)! - wanted.get(b)! || place[a]! - place[b]!);
      number(column);
    }
  }

  function meanPlace(neighbours: readonly number[], own: number): number {
    if (neighbours.length === 0) return own;
    return neighbours.reduce((sum, item) => sum + place[item]!, 0) / neighbours.length;
  }
}

/** Rows near those of the neighbours, no two items of a layer closer than their heights allow. */
function placeRows(items: readonly Item[], columns: readonly (readonly number[])[]): Float64Array {
  const rows = new Float64Array(items.length);
  for (const column of columns) {
    const apart = distances(items, column);
    for (const [index, item] of column.entries()) rows[item] = apart[index]! - apart.at(-1)! / 2;
  }
  for (let sweep = 0; sweep < ROW_SWEEPS; sweep++) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const apart = distances(items, column);
      const wanted = column.map((item, index) => meanRow(items[item]!, rows, rows[item]!) - apart[index]!);
      for (const [index, row] of nearestRising(wanted).entries()) rows[column[index]!] = row + apart[index]!;
    }
  }
  return rows;
}

function meanRow({ before, after }: Item, rows: Float64Array, own: number): number {
  const neighbours = [...before, ...after];
  if (neighbours.length === 0) return own;
  return neighbours.reduce((sum, item) => sum + rows[item]!, 0) / neighbours.length;
}

/** Least distance of each item of a column from its first one. */
function distances(items: readonly Item[], column: readonly number[]): readonly number[] {
  let at = 0;
  return column.map((item, index) => {
    if (index > 0) at += (items[item]!.height + items[column[index - 1]!]!.height) / 2;
    return at;
  });
}

/** The numbers that never fall and are nearest to those wanted, in the sense of least squares (pool adjacent violators). */
export function nearestRising(wanted: readonly number[]): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of wanted) {
    let pool = { sum: value, count: 1 };
    while (pools.length > 0 && pools.at(-1)!.sum / pools.at(-1)!.count >= pool.sum / pool.count) {
      const last = pools.pop()!;
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}
