import { useId, type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, type RefObject } from 'react';
import './charts.css';
import type { Caption } from './plot';
import { Scene } from './Scene';

export interface ChartFrameProps {
  /** Null before the first layout: the frame keeps its place. */
  readonly caption: Caption | null;
  /** How the keys work, read out when the chart has the focus. */
  readonly keysHelp: string;
  readonly announcement: string;
  readonly plot: RefObject<HTMLDivElement | null>;
  readonly children: ReactNode;
  /** Which way the line under the pointer can be dragged. */
  readonly drag?: 'x' | 'y' | null;
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
  /** Moves, and also the pointer going down and up. */
  readonly onPointerMove: (event: PointerEvent<HTMLDivElement>) => void;
  readonly onPointerLeave: () => void;
  readonly onClick: (event: MouseEvent<HTMLDivElement>) => void;
}

/** What all charts share: finding and key above, note below, one focusable plot that announces what is chosen. */
export function ChartFrame(props: ChartFrameProps) {
  const { caption, keysHelp, announcement, plot, children } = props;
  const helpId = useId();
  return (
    <figure className="chart">
      <figcaption className="chart-caption">
        <p className="chart-finding">{caption?.finding ?? '\u00a0'}</p>
        <span className="chart-key">
          {caption?.key.map((entry) => (
            <span key={entry.label}>
              <svg width={14} height={14} aria-hidden="true">
                <Scene scene={entry.mark(7, 7)} />
              </svg>
              {entry.label}
            </span>
          ))}
        </span>
      </figcaption>
      <div
        ref={plot}
        className="chart-plot"
        role="group"
        aria-roledescription="chart"
        aria-label={caption?.finding ?? 'Chart'}
        aria-describedby={helpId}
        tabIndex={0}
        onKeyDown={props.onKeyDown}
        onPointerMove={props.onPointerMove}
        onPointerDown={props.onPointerMove}
        onPointerUp={props.onPointerMove}
        onPointerCancel={props.onPointerMove}
        data-drag={props.drag ?? undefined}
        onPointerLeave={props.onPointerLeave}
        onClick={props.onClick}
      >
        {children}
      </div>
      <div>
        {caption !== null && caption.note !== null && <p className="chart-note">{caption.note}</p>}
        <p id={helpId} className="chart-hidden">
          {keysHelp}
        </p>
        <p className="chart-hidden" aria-live="polite">
          {announcement}
        </p>
      </div>
    </figure>
  );
}

export interface ChartTooltipProps {
  readonly xPx: number;
  readonly yPx: number;
  /** Kept free around the mark. */
  readonly gapPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
}

/** Stands on the side of the mark that has more room. */
export function ChartTooltip({ xPx, yPx, gapPx, widthPx, heightPx, title, facts }: ChartTooltipProps) {
  const toLeft = xPx > widthPx / 2;
  const above = yPx > heightPx / 2;
  const x = toLeft ? `calc(${xPx - gapPx}px - 100%)` : `${xPx + gapPx}px`;
  // Above or below, not beside: what a mark is joined to on its own level stays in sight.
  const y = above ? `calc(${yPx - gapPx}px - 100%)` : `${yPx + gapPx}px`;
  const inside = (position: string, room: number) => `clamp(4px, ${position}, calc(${room - 4}px - 100%))`;
  return (
    <div className="chart-tooltip" style={{ transform: `translate(${inside(x, widthPx)}, ${inside(y, heightPx)})` }}>
      <b>{title}</b>
      <dl>
        {facts.map(([label, value]) => (
          <FactRow key={label} label={label} value={value} />
        ))}
      </dl>
    </div>
  );
}

function FactRow({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** Position of a pointer in the plot. */
export function pointerIn(event: { readonly clientX: number; readonly clientY: number }, plot: HTMLElement) {
  const box = plot.getBoundingClientRect();
  return { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
}
