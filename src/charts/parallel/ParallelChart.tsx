import { useMemo, useRef, useState, type PointerEvent } from 'react';
import '../charts.css';
import { pointerIn } from '../ChartFrame';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { axisNear, brushBetween, layoutParallel, type Brush, type ParallelData, type PlacedAxis } from './layout';
import { parallelScene } from './scene';

export interface ParallelChartProps {
  readonly data: ParallelData;
  readonly brushes: readonly Brush[];
  /** Drawn by dragging along an axis; a click on the axis takes its brush away. */
  readonly onBrush: (brushes: readonly Brush[]) => void;
  readonly hoveredIndex: number | null;
}

/** The designs of a frontier as lines across their fields and metrics. The table below lists the same designs. */
export function ParallelChart({ data, brushes, onBrush, hoveredIndex }: ParallelChartProps) {
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(plot);
  const drag = useRef<{ readonly axis: PlacedAxis; readonly fromPx: number } | null>(null);
  const [isOver, setIsOver] = useState(false);
  const layout = useMemo(() => (size === null ? null : layoutParallel(data, brushes, size)), [data, brushes, size]);

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (layout === null || plot.current === null) return;
    const { xPx, yPx } = pointerIn(event, plot.current);
    if (event.type === 'pointerdown') {
      const axis = axisNear(layout, xPx, yPx);
      drag.current = axis === null ? null : { axis, fromPx: yPx };
      if (axis !== null) plot.current.setPointerCapture(event.pointerId);
      return;
    }
    setIsOver(axisNear(layout, xPx, yPx) !== null);
    if (drag.current === null) return;
    const { axis, fromPx } = drag.current;
    const brush = brushBetween(axis, fromPx, yPx);
    const others = brushes.filter(({ axisId }) => axisId !== axis.axis.id);
    if (brush !== null || event.type === 'pointerup') onBrush(brush === null ? others : [...others, brush]);
    if (event.type === 'pointerup') drag.current = null;
  };
  return (
    <div
      ref={plot}
      className="chart-plot"
      data-drag={isOver ? 'y' : undefined}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onPointerUp={onPointer}
      onPointerCancel={() => (drag.current = null)}
    >
      {layout !== null && (
        <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={layout.finding}>
          <Scene scene={parallelScene(layout, PAGE, hoveredIndex)} />
        </svg>
      )}
    </div>
  );
}
