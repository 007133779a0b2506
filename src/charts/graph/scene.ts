import { node, roundPx, type SceneNode } from '../scene';
import { textWidth } from '../text';
import type { ChartTheme } from '../theme';
import type { GraphData, GraphMarks, GraphPiece } from './data';
import {
  keyOf,
  middleOf,
  NODE_HEIGHT_PX,
  NODE_WIDTH_PX,
  nodesIn,
  piecesIn,
  type GraphLayout,
  type ViewBox,
} from './layout';

const FONT_PX = 11;
/** Names that would be smaller than this are left out. */
const LEAST_FONT_PX = 7;

/** The part of a graph that is in sight. Ways of tensors are few paths, so that many of them cost little. */
export function graphScene(layout: GraphLayout, theme: ChartTheme, box: ViewBox): SceneNode {
  const { data } = layout;
  const pieces = piecesIn(layout, box);
  const path = (list: readonly GraphPiece[]) => list.map((piece) => wayOf(layout, piece)).join('');
  const nodes = nodesIn(layout, box);
  return node(
    'g',
    {},
    node('path', {
      d: path(pieces.filter(({ tensor }) => !data.dashed.has(tensor))),
      fill: 'none',
      stroke: theme.axis,
    }),
    node('path', {
      d: path(pieces.filter(({ tensor }) => data.dashed.has(tensor))),
      fill: 'none',
      stroke: theme.limit,
      'stroke-width': 1.5,
      'stroke-dasharray': '5 3',
    }),
    node('path', { d: nodes.map((index) => boxOf(layout, index)).join(''), fill: theme.panel, stroke: theme.axis }),
  );
}

/** What stands out, and the names on top. */
export function marksScene(layout: GraphLayout, theme: ChartTheme, box: ViewBox, marks: GraphMarks): SceneNode {
  const visible = nodesIn(layout, box);
  const pointed = new Set(marks.pointedTensors);
  const ways = pointed.size === 0 ? [] : piecesIn(layout, box).filter(({ tensor }) => pointed.has(tensor));
  const boxes = (list: readonly number[]) => list.map((index) => boxOf(layout, index)).join('');
  const done = visible.filter((index) => marks.done.has(index));
  const current = visible.filter((index) => index === marks.current);
  const outlined = visible.filter((index) => marks.pointedNodes.includes(index));
  return node(
    'g',
    { fill: 'none' },
    ways.length > 0 &&
      node('path', { d: ways.map((piece) => wayOf(layout, piece)).join(''), stroke: theme.ink, 'stroke-width': 2.5 }),
    done.length > 0 && node('path', { d: boxes(done), fill: theme.accent, 'fill-opacity': 0.16 }),
    current.length > 0 && node('path', { d: boxes(current), fill: theme.accent, 'fill-opacity': 0.4, stroke: theme.accent, 'stroke-width': 2 }), // prettier-ignore
    outlined.length > 0 && node('path', { d: boxes(outlined), stroke: theme.ink, 'stroke-width': 2.5 }),
    FONT_PX * layout.zoom >= LEAST_FONT_PX && namesScene(layout, theme, visible),
  );
}

function namesScene(layout: GraphLayout, theme: ChartTheme, nodes: readonly number[]): SceneNode {
  const fontPx = FONT_PX * layout.zoom;
  return node(
    'g',
    { fill: theme.ink, 'font-size': fontPx, 'text-anchor': 'middle' },
    nodes.map((index) => {
      const [x, y] = middleOf(layout, layout.data.nodes[index]!);
      const label = endOf(layout.data.nodes[index]!.label, (NODE_WIDTH_PX - 8) * layout.zoom, fontPx);
      return node('text', { x, y: y + 0.35 * fontPx }, label);
    }),
  );
}

/** Names differ at their ends: that is what is kept, whole parts between dots where one fits. */
export function endOf(text: string, widthPx: number, fontPx: number): string {
  const fits = (end: string) => textWidth(end, fontPx) <= widthPx;
  if (fits(text)) return text;
  const parts = text.split('.');
  const ends = parts.map((_, from) => `…${parts.slice(from).join('.')}`).slice(1);
  const whole = ends.find(fits);
  if (whole !== undefined) return whole;
  const characters = [...text];
  while (characters.length > 1 && !fits(`…${characters.join('')}`)) characters.shift();
  return `…${characters.join('')}`;
}

function boxOf(layout: GraphLayout, index: number): string {
  const [x, y] = middleOf(layout, layout.data.nodes[index]!);
  const [width, height] = [NODE_WIDTH_PX * layout.zoom, NODE_HEIGHT_PX * layout.zoom];
  return `M${roundPx(x - width / 2)} ${roundPx(y - height / 2)}h${roundPx(width)}v${roundPx(height)}h${roundPx(-width)}Z`;
}

/** From the right side of where it starts to the left side of where it ends; through a bend it goes straight on. */
function wayOf(layout: GraphLayout, { from, to }: GraphPiece): string {
  const [x1, y1] = middleOf(layout, from);
  const [x2, y2] = middleOf(layout, to);
  const half = (NODE_WIDTH_PX * layout.zoom) / 2;
  const isBend = !layout.nodePlaces.has(keyOf(from));
  const start = isBend ? `M${roundPx(x1 - half)} ${roundPx(y1)}H${roundPx(x1 + half)}` : `M${roundPx(x1 + half)} ${roundPx(y1)}`; // prettier-ignore
  const middle = roundPx((x1 + x2) / 2);
  return `${start}C${middle} ${roundPx(y1)} ${middle} ${roundPx(y2)} ${roundPx(x2 - half)} ${roundPx(y2)}`;
}

/** What a node is called by those who hear the page. */
export function nodeText({ nodes }: GraphData, index: number): string {
  const { label, about } = nodes[index]!;
  return `${label}: ${about}`;
}
