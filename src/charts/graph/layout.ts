import type { SizePx } from '../plot';
import type { GraphData, GraphPiece, GraphPlace } from './data';

export const NODE_WIDTH_PX = 104;
export const NODE_HEIGHT_PX = 20;
const LAYER_PX = 140;
const ROW_PX = 28;
const EDGE_PX = 14;
const LEAST_ZOOM = 0.08;

export interface GraphLayout {
  readonly data: GraphData;
  readonly zoom: number;
  /** Of the whole picture. */
  readonly size: SizePx;
  /** Places of nodes, by which a bend is told from a node. */
  readonly nodePlaces: ReadonlySet<string>;
}

/** A part of the picture, in its pixels. */
export interface ViewBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The zoom at which the whole graph is in sight; never larger than 1. */
export function fittingZoom(data: GraphData, { widthPx, heightPx }: SizePx): number {
  const whole = sizeAt(data, 1);
  return Math.max(LEAST_ZOOM, Math.min(1, widthPx / whole.widthPx, heightPx / whole.heightPx));
}

export function layoutGraph(data: GraphData, zoom: number): GraphLayout {
  return { data, zoom, size: sizeAt(data, zoom), nodePlaces: new Set(data.nodes.map(keyOf)) };
}

function sizeAt({ layers, rows }: GraphData, zoom: number): SizePx {
  return {
    widthPx: Math.ceil(zoom * ((layers - 1) * LAYER_PX + NODE_WIDTH_PX + 2 * EDGE_PX)),
    heightPx: Math.ceil(zoom * ((rows[1] - rows[0]) * ROW_PX + NODE_HEIGHT_PX + 2 * EDGE_PX)),
  };
}

/** Middle of a node or bend. */
export function middleOf({ data, zoom }: GraphLayout, { layer, row }: GraphPlace): readonly [number, number] {
  return [
    zoom * (layer * LAYER_PX + NODE_WIDTH_PX / 2 + EDGE_PX),
    zoom * ((row - data.rows[0]) * ROW_PX + NODE_HEIGHT_PX / 2 + EDGE_PX),
  ];
}

/** Nodes that can be seen in a part of the picture. */
export function nodesIn(layout: GraphLayout, box: ViewBox): readonly number[] {
  const halfWidth = (layout.zoom * NODE_WIDTH_PX) / 2;
  const halfHeight = (layout.zoom * NODE_HEIGHT_PX) / 2;
  return [...layout.data.nodes.keys()].filter((index) => {
    const [x, y] = middleOf(layout, layout.data.nodes[index]!);
    const isBeside = x + halfWidth < box.left || x - halfWidth > box.right;
    return !isBeside && y + halfHeight >= box.top && y - halfHeight <= box.bottom;
  });
}

/** Pieces that may be seen in a part of the picture. */
export function piecesIn(layout: GraphLayout, box: ViewBox): readonly GraphPiece[] {
  const reach = layout.zoom * LAYER_PX;
  return layout.data.pieces.filter(({ from, to }) => {
    const [x1, y1] = middleOf(layout, from);
    const [x2, y2] = middleOf(layout, to);
    const isBeside = x2 + reach < box.left || x1 - reach > box.right;
    return !isBeside && Math.max(y1, y2) >= box.top && Math.min(y1, y2) <= box.bottom;
  });
}

/** The node under a place of the picture, or null. */
export function nodeAt(layout: GraphLayout, xPx: number, yPx: number): number | null {
  const [found] = nodesIn(layout, { left: xPx, right: xPx, top: yPx, bottom: yPx });
  return found ?? null;
}

/** The node that an arrow key leads to: along the links, or up and down in a layer. */
export function neighbourOf({ nodes, links }: GraphData, current: number, key: string): number | null {
  switch (key) {
    case 'ArrowRight':
      return links.find(({ from }) => from === current)?.to[0] ?? null;
    case 'ArrowLeft':
      return links.find(({ to }) => to.includes(current))?.from ?? null;
    case 'ArrowUp':
    case 'ArrowDown': {
      const { layer, row } = nodes[current]!;
      const sign = key === 'ArrowDown' ? 1 : -1;
      const distance = (index: number) => sign * (nodes[index]!.row - row);
      const beyond = [...nodes.keys()].filter((index) => nodes[index]!.layer === layer && distance(index) > 0);
      return beyond.length === 0
        ? null
        : beyond.reduce((best, index) => (distance(index) < distance(best) ? index : best));
    }
    case 'Home':
      return 0;
    case 'End':
      return nodes.length - 1;
    default:
      return null;
  }
}

export function keyOf({ layer, row }: GraphPlace): string {
  return `${layer} ${row}`;
}
