import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { formatQuantity } from '../../../models/units';
import { ChartFrame, ChartTooltip, pointerIn } from '../ChartFrame';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { layoutNumberLine, levelNear, LINE_ROW_PX, type NumberLineData, type NumberLineLayout } from './layout';
import { numberLineScene } from './scene';

const KEYS_HELP = 'Left and right arrow keys walk the levels, up and down the formats; Escape leaves.';

/** Where the levels of formats lie. */
export function NumberLineChart({ data }: { readonly data: NumberLineData }) {
  const plot = useRef<HTMLDivElement>(null);
  const widthPx = useSize(plot)?.widthPx ?? null;
  const layout = useMemo(() => (widthPx === null ? null : layoutNumberLine(data, widthPx)), [data, widthPx]);
  const [active, setActive] = useState<readonly [number, number] | null>(null);
  const told = layout === null || active === null ? null : tellLevel(data, layout, active);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setActive(null);
    const next = layout === null ? null : stepOf(event.key, active, layout);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  };
  return (
    <ChartFrame
      caption={{ finding: data.finding, key: [], note: null }}
      keysHelp={KEYS_HELP}
      announcement={told === null ? '' : `${told.title}: ${told.facts.map((fact) => fact.join(' ')).join(', ')}`}
      plot={plot}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        if (layout === null || plot.current === null) return;
        const { xPx, yPx } = pointerIn(event, plot.current);
        setActive(levelNear(layout, xPx, yPx));
      }}
      onPointerLeave={() => setActive(null)}
      onClick={() => undefined}
    >
      {layout !== null && (
        <>
          <div style={{ height: layout.size.heightPx }} />
          <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={data.finding}>
            <Scene scene={numberLineScene(layout, PAGE, active)} />
          </svg>
          {told !== null && (
            <ChartTooltip
              xPx={told.xPx}
              yPx={told.yPx}
              gapPx={LINE_ROW_PX / 2}
              widthPx={layout.size.widthPx}
              heightPx={layout.size.heightPx}
              title={told.title}
              facts={told.facts}
            />
          )}
        </>
      )}
    </ChartFrame>
  );
}

function tellLevel(data: NumberLineData, layout: NumberLineLayout, [line, at]: readonly [number, number]) {
  const placed = layout.lines[line];
  const level = placed?.levels[at];
  if (placed === undefined || level === undefined) return null;
  const neighbours = placed.levels[at + 1] ?? placed.levels[at - 1];
  const facts: (readonly [string, string])[] = [[data.axisLabel, formatQuantity(level.level, 'count', 6).text]];
  if (neighbours !== undefined) {
    facts.push(['To the next level', formatQuantity(Math.abs(neighbours.level - level.level), 'count').text]);
  }
  return { title: placed.row.label, facts, xPx: level.xPx, yPx: placed.middlePx };
}

function stepOf(key: string, active: readonly [number, number] | null, layout: NumberLineLayout) {
  const [line, at] = active ?? [0, -1];
  const last = (index: number) => (layout.lines[index]?.levels.length ?? 0) - 1;
  const within = (index: number, level: number) =>
    last(index) < 0 ? null : ([index, Math.max(0, Math.min(level, last(index)))] as const);
  switch (key) {
    case 'ArrowRight':
      return within(line, at + 1);
    case 'ArrowLeft':
      return within(line, active === null ? last(line) : at - 1);
    case 'ArrowDown':
      return within(Math.min(line + 1, layout.lines.length - 1), at);
    case 'ArrowUp':
      return within(Math.max(line - 1, 0), at);
    default:
      return null;
  }
}
