import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { ChartFrame, ChartTooltip, pointerIn } from '../ChartFrame';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { stepFor } from '../walk';
import { CloudCanvas } from './CloudCanvas';
import type { ParetoConstraint, ParetoData, ParetoPoint } from './data';
import { rowNear } from './density';
import { pointAnnouncement, pointFacts, pointTitle } from './describe';
import { frontierNear, layoutPareto, type ParetoLayout } from './layout';
import { paretoCaption, paretoScene } from './scene';
import { useConstraintDrag } from './use-constraint-drag';

export interface ParetoChartProps {
  readonly data: ParetoData;
  /** Chosen with a click or Enter: the index of a design in its space. */
  readonly onPick: (index: number) => void;
  /** Called when Escape lets go of what was chosen. */
  readonly onClear?: () => void;
  /** Index of the design that was chosen: it keeps its ring while none is hovered. */
  readonly chosenIndex?: number | null;
  /** Index of the design under the pointer, here or in a table of the frontier. */
  readonly hoveredIndex?: number | null;
  readonly onHover?: (index: number | null) => void;
  /** Called while a constraint's line is dragged, and once more with `done` at the end. Without it lines stay put. */
  readonly onConstraintChange?: (constraint: ParetoConstraint, value: number, done: boolean) => void;
  /** Further facts of a design for the tooltip, such as its position on the axes of the space. */
  readonly describe?: (index: number) => readonly (readonly [string, string])[];
}

const KEYS_HELP =
  'Arrow keys walk the frontier from left to right; Enter picks the design, Escape clears. The table lists the same designs.';

/** All designs of a space, and the frontier among them. */
export function ParetoChart(props: ParetoChartProps) {
  const { data, onPick, onClear, chosenIndex, hoveredIndex, onHover, onConstraintChange, describe } = props;
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(plot);
  const [announcement, setAnnouncement] = useState('');
  const [own, setOwn] = useState<ParetoPoint | null>(null);
  const layout = useMemo(() => (size === null ? null : layoutPareto(data, size)), [data, size]);
  const drag = useConstraintDrag(layout, plot, onConstraintChange);
  const active = layout === null ? null : activePoint(data, layout, own, hoveredIndex);
  const ringed = active ?? (layout === null ? null : activePoint(data, layout, null, chosenIndex ?? undefined));

  const hover = (point: ParetoPoint | null) => {
    if (point?.index === own?.index) return;
    setOwn(point);
    onHover?.(point?.index ?? null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (layout === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const walk = layout.frontier;
    const step = stepFor(
      event.key,
      walk.findIndex(({ index }) => index === active?.index),
      walk.length,
    );
    if (step !== null) {
      hover(walk[step]!);
      setAnnouncement(pointAnnouncement(data, walk[step]!, step + 1, walk.length));
    } else if (event.key === 'Enter' && active !== null) {
      onPick(active.index);
      setAnnouncement(`${pointTitle(layout, active)} picked`);
    } else if (event.key === 'Escape' && ringed !== null) {
      hover(null);
      onClear?.();
      setAnnouncement('Nothing chosen');
    } else return;
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (layout === null || drag.onPointer(event)) return;
    hover(pointUnder(data, layout, event, plot.current));
  };

  return (
    <ChartFrame
      caption={layout === null ? null : paretoCaption(layout, PAGE)}
      keysHelp={KEYS_HELP}
      announcement={announcement}
      plot={plot}
      drag={drag.direction}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => hover(null)}
      onClick={(event) => {
        if (layout === null || drag.takesClick()) return;
        const point = pointUnder(data, layout, event, plot.current);
        if (point !== null) onPick(point.index);
      }}
    >
      {layout?.cloud && <CloudCanvas image={layout.cloud} />}
      {layout !== null && (
        <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={layout.finding}>
          <Scene scene={paretoScene(layout, PAGE, { at: ringed && placeOf(layout, ringed) })} />
        </svg>
      )}
      {layout !== null && active !== null && (
        <ChartTooltip
          {...layout.size}
          xPx={layout.xScale.at(active.x)}
          yPx={layout.yScale.at(active.y)}
          gapPx={14}
          title={pointTitle(layout, active)}
          facts={[...pointFacts(data, active), ...(describe?.(active.index) ?? [])]}
        />
      )}
    </ChartFrame>
  );
}

function placeOf(layout: ParetoLayout, { x, y }: ParetoPoint): readonly [number, number] {
  return [layout.xScale.at(x), layout.yScale.at(y)];
}

/** The point to ring: the pointer's own, as long as it is still a point of the data, else the one hovered elsewhere. */
function activePoint(
  data: ParetoData,
  layout: ParetoLayout,
  own: ParetoPoint | null,
  hoveredIndex: number | null | undefined,
): ParetoPoint | null {
  const index = hoveredIndex ?? own?.index;
  if (index === undefined) return null;
  return layout.frontier.find((point) => point.index === index) ?? columnPoint(data, index);
}

function columnPoint({ points }: ParetoData, index: number): ParetoPoint | null {
  const x = points?.x[index];
  const y = points?.y[index];
  return x === undefined || y === undefined ? null : { index, x, y };
}

function pointUnder(
  data: ParetoData,
  layout: ParetoLayout,
  event: { readonly clientX: number; readonly clientY: number },
  plot: HTMLElement | null,
): ParetoPoint | null {
  if (plot === null) return null;
  const { xPx, yPx } = pointerIn(event, plot);
  const onFrontier = frontierNear(layout, xPx, yPx);
  if (onFrontier !== null || layout.cloud === null) return onFrontier;
  const row = rowNear(layout.cloud, xPx, yPx);
  return row === null ? null : columnPoint(data, row);
}
