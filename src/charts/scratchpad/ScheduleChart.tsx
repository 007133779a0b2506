import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ChartFrame, ChartTooltip, pointerIn } from '../ChartFrame';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { stepFor } from '../walk';
import type { ScheduleBlock, ScheduleData, ScheduleHighlight } from './data';
import { blockAt, layoutSchedule, stepAt, type StepWindow } from './layout';
import { highlightScene, scheduleCaption, scheduleScene } from './scene';

export interface ScheduleChartProps {
  readonly data: ScheduleData;
  readonly window: StepWindow;
  readonly step: number;
  readonly highlight: ScheduleHighlight;
  /** What the reader hears when the step changes. */
  readonly announcement: string;
  readonly onStep: (step: number) => void;
  readonly onPoint: (tensor: number | null) => void;
  /** What the tooltip says of a stay. */
  readonly factsOf: (block: ScheduleBlock) => readonly (readonly [string, string])[];
  readonly heightPx?: number;
}

const KEYS_HELP = 'Left and right arrow keys go from step to step; Home and End to the first and the last one.';

interface Pointed {
  readonly block: ScheduleBlock;
  readonly xPx: number;
  readonly yPx: number;
}

/** Addresses over time: what lies where in the scratchpad, what leaves and what comes back. */
export function ScheduleChart(props: ScheduleChartProps) {
  const { data, window, step, highlight, onStep, onPoint, heightPx = 340 } = props;
  const { content } = data;
  const plot = useRef<HTMLDivElement>(null);
  const widthPx = useSize(plot)?.widthPx ?? null;
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const layout = useMemo(
    () => (widthPx === null ? null : layoutSchedule(content, { widthPx, heightPx }, window)),
    [content, widthPx, heightPx, window],
  );
  const picture = useMemo(() => (layout === null ? null : <Scene scene={scheduleScene(layout, PAGE)} />), [layout]);
  const point = (next: Pointed | null) => {
    setPointed(next);
    // The tooltip follows the pointer; others hear of another tensor only.
    if (next?.block.tensor !== pointed?.block.tensor) onPoint(next?.block.tensor ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepFor(event.key, step, content.steps.length);
    if (next === null) return;
    event.preventDefault();
    onStep(next);
  };
  return (
    <ChartFrame
      caption={scheduleCaption(data, PAGE)}
      keysHelp={KEYS_HELP}
      announcement={props.announcement}
      plot={plot}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        if (layout === null || plot.current === null) return;
        const { xPx, yPx } = pointerIn(event, plot.current);
        const block = blockAt(layout, xPx, yPx);
        point(block === null ? null : { block, xPx, yPx });
      }}
      onPointerLeave={() => point(null)}
      onClick={(event) => {
        if (layout === null || plot.current === null) return;
        const next = stepAt(layout, pointerIn(event, plot.current).xPx);
        if (next !== null) onStep(next);
      }}
    >
      <div style={{ height: heightPx }} />
      {layout !== null && (
        <>
          <svg width={layout.size.widthPx} height={heightPx} role="img" aria-label={data.finding}>
            {picture}
            <Scene scene={highlightScene(layout, PAGE, step, highlight)} />
          </svg>
          {pointed !== null && content.blocks.includes(pointed.block) && (
            <ChartTooltip
              xPx={pointed.xPx}
              yPx={pointed.yPx}
              gapPx={14}
              widthPx={layout.size.widthPx}
              heightPx={heightPx}
              title={content.tensors[pointed.block.tensor]!.name}
              facts={props.factsOf(pointed.block)}
            />
          )}
        </>
      )}
    </ChartFrame>
  );
}
