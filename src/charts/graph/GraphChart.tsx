import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import '../charts.css';
import './graph.css';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import type { GraphData, GraphMarks } from './data';
import { fittingZoom, layoutGraph, middleOf, neighbourOf, nodeAt, type ViewBox } from './layout';
import { graphScene, marksScene, nodeText } from './scene';

export interface GraphChartProps {
  readonly data: GraphData;
  readonly marks: GraphMarks;
  /** `all`: as large as shows the whole graph; `readable`: so as long as its names can be read. */
  readonly zoom: number | 'all' | 'readable';
  /** Hears what that comes to. */
  readonly onZoom?: (zoom: number) => void;
  /** At most: a graph that needs less gets less. */
  readonly heightPx: number;
  readonly onPoint: (node: number | null) => void;
  readonly onChoose: (node: number) => void;
}

const KEYS_HELP =
  'Left and right arrow keys follow tensors, up and down go within a layer, Home and End to the ends; Enter goes to the step of an operator.';
const LEAST_HEIGHT_PX = 110;
const SCROLLBAR_PX = 16;
/** Names are smaller than this only where that is asked for. */
const READABLE_ZOOM = 0.8;
/** What lies so near to the part in sight is drawn too, and the next part drawn once that is used up. */
const MARGIN_PX = 300;

/** A graph from left to right. Only the part in sight is drawn, so that large graphs scroll as easily as small ones. */
export function GraphChart({ data, marks, zoom, onZoom, heightPx, onPoint, onChoose }: GraphChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const widthPx = useSize(frame)?.widthPx ?? null;
  const helpId = useId();
  const [focused, setFocused] = useState<number | null>(null);
  const pointed = useRef<number | null>(null);
  const fitting = widthPx === null ? 1 : fittingZoom(data, { widthPx, heightPx: heightPx - 4 });
  const shown = typeof zoom === 'number' ? zoom : zoom === 'all' ? fitting : Math.max(fitting, READABLE_ZOOM);
  const layout = useMemo(() => layoutGraph(data, shown), [data, shown]);
  useEffect(() => onZoom?.(shown));
  const [box, follow] = useViewBox(frame, widthPx, heightPx);
  const picture = useMemo(() => <Scene scene={graphScene(layout, PAGE, box)} />, [layout, box]);
  const { current } = marks;
  // The operator of the step stays in sight while the reader goes through the schedule.
  useLayoutEffect(() => {
    if (current !== null) scrollTo(frame.current, middleOf(layout, data.nodes[current]!));
  }, [layout, data, current]);
  const point = (node: number | null) => {
    if (node === pointed.current) return;
    pointed.current = node;
    onPoint(node);
  };
  const focus = (node: number | null) => {
    setFocused(node);
    point(node);
    if (node !== null) scrollTo(frame.current, middleOf(layout, data.nodes[node]!));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') focus(null);
    if (event.key === 'Enter' && focused !== null) onChoose(focused);
    const next = focused === null ? firstFor(event.key, current) : neighbourOf(data, focused, event.key);
    if (next === null) return;
    event.preventDefault();
    focus(next);
  };
  const nodeUnder = (event: { readonly clientX: number; readonly clientY: number }) => {
    if (svg.current === null) return null;
    const box = svg.current.getBoundingClientRect();
    return nodeAt(layout, event.clientX - box.left, event.clientY - box.top);
  };
  return (
    <div className="chart-graph">
      <div
        ref={frame}
        className="chart-graph-frame"
        style={{ height: Math.min(heightPx, Math.max(LEAST_HEIGHT_PX, layout.size.heightPx + SCROLLBAR_PX)) }}
        role="group"
        aria-roledescription="graph"
        aria-label={data.finding}
        aria-describedby={helpId}
        tabIndex={0}
        onScroll={follow}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => point(nodeUnder(event))}
        onPointerLeave={() => point(null)}
        onBlur={() => focus(null)}
        onClick={(event) => {
          const node = nodeUnder(event);
          if (node !== null) onChoose(node);
        }}
      >
        <svg ref={svg} width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={data.finding}>
          {picture}
          <Scene scene={marksScene(layout, PAGE, box, marks)} />
        </svg>
      </div>
      <p id={helpId} className="chart-hidden">
        {KEYS_HELP}
      </p>
      <p className="chart-hidden" aria-live="polite">
        {focused === null || focused >= data.nodes.length ? '' : nodeText(data, focused)}
      </p>
    </div>
  );
}

function firstFor(key: string, current: number | null): number | null {
  return key.startsWith('Arrow') || key === 'Home' ? (current ?? 0) : null;
}

/** Scrolls the frame alone, and only as far as is needed. */
function scrollTo(frame: HTMLElement | null, [x, y]: readonly [number, number]): void {
  if (frame === null) return;
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = frame;
  const isInside = (at: number, from: number, size: number) => at >= from + size * 0.1 && at <= from + size * 0.9;
  const left = isInside(x, scrollLeft, clientWidth) ? scrollLeft : x - clientWidth / 2;
  const top = isInside(y, scrollTop, clientHeight) ? scrollTop : y - clientHeight / 2;
  if (left !== scrollLeft || top !== scrollTop) frame.scrollTo({ left, top });
}

/** The part in sight with its margin; changes only when the margin is used up. */
function useViewBox(frame: { readonly current: HTMLElement | null }, widthPx: number | null, heightPx: number) {
  const [box, setBox] = useState<ViewBox>({ left: 0, top: 0, right: 2000, bottom: 1000 });
  const follow = () => {
    const element = frame.current;
    if (element === null) return;
    const { scrollLeft: left, scrollTop: top } = element;
    const [right, bottom] = [left + element.clientWidth, top + element.clientHeight];
    setBox((old) => {
      const isIn = old.left <= Math.max(0, left) && old.top <= top && old.right >= right && old.bottom >= bottom;
      if (isIn) return old;
      return { left: left - MARGIN_PX, top: top - MARGIN_PX, right: right + MARGIN_PX, bottom: bottom + MARGIN_PX };
    });
  };
  const latest = useRef(follow);
  useEffect(() => latest.current(), [widthPx, heightPx]);
  return [box, follow] as const;
}
