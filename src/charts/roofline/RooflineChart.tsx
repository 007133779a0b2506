import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ChartFrame, ChartTooltip, pointerIn } from '../ChartFrame';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { stepFor } from '../walk';
import { operatorAnnouncement, operatorFacts, operatorName } from './describe';
import { layoutRoofline } from './layout';
import { markAt, walkOrder, type OperatorMark } from './marks';
import { OTHER_TIERS } from './other-tiers';
import type { RooflineSubject, RooflineTier } from './roofs';
import { rooflineCaption, rooflineScene } from './scene';

export interface RooflineChartProps {
  readonly subject: RooflineSubject;
  readonly tier: RooflineTier;
  /** Id of the operator under the pointer, here or in the table. */
  readonly hoveredId: string | null;
  readonly selectedId: string | null;
  readonly onHover: (id: string | null) => void;
  readonly onSelect: (id: string | null) => void;
  readonly baseline?: RooflineSubject | null;
}

const KEYS_HELP =
  'Arrow keys walk the operators, those that take longest first; Enter selects, Escape clears. The table lists the same operators.';

/** The roofline of a design: its operators under the roofs of compute and of one memory, or of all. */
export function RooflineChart(props: RooflineChartProps) {
  const { subject, tier, hoveredId, selectedId, onHover, onSelect, baseline = null } = props;
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(plot);
  const [announcement, setAnnouncement] = useState('');
  const layout = useMemo(
    () => (size === null ? null : layoutRoofline({ ...subject, tier, baseline }, size)),
    [subject, tier, baseline, size],
  );
  const hovered = layout?.marks.find(({ id }) => id === hoveredId) ?? null;

  const walkTo = (walk: readonly OperatorMark[], step: number) => {
    const { id, operator } = walk[step]!;
    onHover(id);
    setAnnouncement(operatorAnnouncement(subject, operator, step + 1, walk.length));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (layout === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const walk = walkOrder(layout);
    const current = walk.findIndex(({ id }) => id === (hoveredId ?? selectedId));
    const step = stepFor(event.key, current, walk.length);
    if (step !== null) walkTo(walk, step);
    else if (event.key === 'Enter' && hovered !== null) {
      onSelect(hovered.id);
      setAnnouncement(`${operatorName(hovered.operator)} selected`);
    } else if (event.key === 'Escape' && (hoveredId !== null || selectedId !== null)) {
      onHover(null);
      onSelect(null);
      setAnnouncement('Nothing selected');
    } else return;
    event.preventDefault();
  };
  const markUnder = (event: { readonly clientX: number; readonly clientY: number }) => {
    if (layout === null || plot.current === null) return null;
    const { xPx, yPx } = pointerIn(event, plot.current);
    return markAt(layout, xPx, yPx)?.id ?? null;
  };

  return (
    <ChartFrame
      caption={layout === null ? null : rooflineCaption(layout, PAGE)}
      keysHelp={KEYS_HELP}
      announcement={announcement}
      plot={plot}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        const id = markUnder(event);
        if (id !== hoveredId) onHover(id);
      }}
      onPointerLeave={() => hoveredId !== null && onHover(null)}
      onClick={(event) => onSelect(markUnder(event))}
    >
      {layout !== null && (
        <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={layout.finding}>
          <Scene scene={rooflineScene(layout, PAGE, { hoveredId, selectedId }, OTHER_TIERS)} />
        </svg>
      )}
      {layout !== null && hovered !== null && (
        <ChartTooltip
          {...layout.size}
          xPx={hovered.xPx}
          yPx={hovered.yPx}
          gapPx={hovered.radiusPx + 8}
          title={operatorName(hovered.operator)}
          facts={operatorFacts(subject, hovered.operator)}
        />
      )}
    </ChartFrame>
  );
}
