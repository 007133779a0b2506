import { useMemo, useRef, type KeyboardEvent } from 'react';
import { ChartFrame, ChartTooltip, pointerIn } from '../ChartFrame';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { stepFor } from '../walk';
import { layoutUtilisation, rowAt, rowPx, type UtilisationData } from './utilisation-layout';
import { utilisationCaption, utilisationScene } from './utilisation-scene';

export interface UtilisationChartProps {
  readonly data: UtilisationData;
  readonly hoveredId: string | null;
  readonly onHover: (id: string | null) => void;
  readonly onSelect: (id: string) => void;
}

const KEYS_HELP =
  'Arrow keys go from operator to operator, Enter explains one below; Escape leaves. The table has the same numbers.';

/** How much of the array each operator uses under each dataflow. */
export function UtilisationChart({ data, hoveredId, onHover, onSelect }: UtilisationChartProps) {
  const plot = useRef<HTMLDivElement>(null);
  const widthPx = useSize(plot)?.widthPx ?? null;
  const layout = useMemo(() => (widthPx === null ? null : layoutUtilisation(data, widthPx)), [data, widthPx]);
  const at = data.rows.findIndex(({ id }) => id === hoveredId);
  const active = data.rows[at];
  const placed = layout?.rows[at];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onHover(null);
    if (event.key === 'Enter' && active !== undefined) onSelect(active.id);
    const next = stepFor(event.key, at, data.rows.length);
    if (next === null) return;
    event.preventDefault();
    onHover(data.rows[next]!.id);
  };
  return (
    <ChartFrame
      caption={utilisationCaption(data, PAGE)}
      keysHelp={KEYS_HELP}
      announcement={active === undefined ? '' : `${active.label}: ${active.facts.map((f) => f.join(' ')).join(', ')}`}
      plot={plot}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        if (layout === null || plot.current === null) return;
        onHover(data.rows[rowAt(layout, pointerIn(event, plot.current).yPx)]?.id ?? null);
      }}
      onPointerLeave={() => onHover(null)}
      onClick={() => active !== undefined && onSelect(active.id)}
    >
      {layout !== null && (
        <>
          <div style={{ height: layout.size.heightPx }} />
          <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={data.finding}>
            <Scene scene={utilisationScene(layout, PAGE, hoveredId)} />
          </svg>
          {active !== undefined && placed !== undefined && (
            <ChartTooltip
              xPx={layout.size.widthPx * 0.62}
              yPx={placed.topPx + rowPx(placed.bars.length) / 2}
              gapPx={rowPx(placed.bars.length) / 2 + 2}
              widthPx={layout.size.widthPx}
              heightPx={layout.size.heightPx}
              title={placed.fullLabel}
              facts={active.facts}
            />
          )}
        </>
      )}
    </ChartFrame>
  );
}
