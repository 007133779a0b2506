import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ChartFrame, ChartTooltip, pointerIn } from '../ChartFrame';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { stepFor } from '../walk';
import type { LineData, LineSeries } from './data';
import { labelOf, layoutLines, nearestAt, type LinesLayout } from './layout';
import { linesCaption, linesScene } from './scene';

export interface LineChartProps {
  readonly data: LineData;
  readonly heightPx?: number;
  /** Called with the place on the x axis that the reader clicks. */
  readonly onChoose?: (x: number) => void;
}

const KEYS_HELP = 'Left and right arrow keys walk along the x axis; Escape leaves.';

/** Values over one variable, read off under the pointer or with the arrow keys. */
export function LineChart({ data, heightPx = 300, onChoose }: LineChartProps) {
  const plot = useRef<HTMLDivElement>(null);
  const widthPx = useSize(plot)?.widthPx ?? null;
  const [index, setIndex] = useState<number | null>(null);
  const layout = useMemo(
    () => (widthPx === null ? null : layoutLines(data, { widthPx, heightPx })),
    [data, widthPx, heightPx],
  );
  const at = index === null || index >= data.at.length ? null : index;
  const facts = at === null ? [] : factsAt(data, at);
  const title = at === null ? '' : `${data.x.label} ${labelOf(data.x, data.at[at]!)}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setIndex(null);
    if (event.key === 'Enter' && at !== null) onChoose?.(data.at[at]!);
    const next = stepFor(event.key, at ?? -1, data.at.length);
    if (next === null) return;
    event.preventDefault();
    setIndex(next);
  };
  return (
    <ChartFrame
      caption={linesCaption(data, PAGE)}
      keysHelp={KEYS_HELP}
      announcement={at === null ? '' : `${title}: ${facts.map((fact) => fact.join(' ')).join(', ')}`}
      plot={plot}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        if (layout === null || plot.current === null) return;
        setIndex(nearestAt(data, layout, pointerIn(event, plot.current).xPx));
      }}
      onPointerLeave={() => setIndex(null)}
      onClick={() => {
        if (at !== null) onChoose?.(data.at[at]!);
      }}
    >
      <div style={{ height: heightPx }} />
      {layout !== null && (
        <>
          <svg width={layout.size.widthPx} height={heightPx} role="img" aria-label={data.finding}>
            <Scene scene={linesScene(layout, PAGE, atPx(data, layout, at), dotsAt(data, layout, at))} />
          </svg>
          {at !== null && (
            <ChartTooltip
              xPx={layout.xScale.at(data.at[at]!)}
              yPx={heightPx / 3}
              gapPx={12}
              widthPx={layout.size.widthPx}
              heightPx={heightPx}
              title={title}
              facts={facts}
            />
          )}
        </>
      )}
    </ChartFrame>
  );
}

function factsAt(data: LineData, at: number): readonly (readonly [string, string])[] {
  const name = data.names?.[at] ?? '';
  const facts = data.series.flatMap((series) => factOf(data, series, at));
  return name === '' ? facts : [['Is', name], ...facts];
}

/** A series where the reader points, with its range; none where it has no value but others do. */
function factOf({ y: axis }: LineData, { label, y, range, look }: LineSeries, at: number) {
  const isPoint = look === 'points' || look === 'rings';
  if (isPoint && !Number.isFinite(y[at]!)) return [];
  const value = labelOf(axis, y[at]!);
  const text =
    range === undefined ? value : `${value} (${labelOf(axis, range.low[at]!)} to ${labelOf(axis, range.high[at]!)})`;
  return [[label, text] as const];
}

function atPx(data: LineData, layout: LinesLayout, at: number | null): number | null {
  return at === null ? null : layout.xScale.at(data.at[at]!);
}

function dotsAt(data: LineData, layout: LinesLayout, at: number | null): readonly (readonly [LineSeries, number])[] {
  if (at === null) return [];
  return data.series.flatMap((series) => {
    const yPx = layout.yScale.at(series.y[at]!);
    return Number.isFinite(yPx) ? [[series, yPx] as const] : [];
  });
}
