import { useMemo, useRef } from 'react';
import '../charts.css';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import type { StacksData } from './data';
import { layoutStacks, ROW_PX } from './layout';
import { partColour, stacksScene } from './scene';

/** Bars of several designs cut into the same parts. As high as there are bars; as wide as there is room. */
export function StacksChart({ data }: { readonly data: StacksData }) {
  const box = useRef<HTMLDivElement>(null);
  const widthPx = useSize(box)?.widthPx ?? null;
  const layout = useMemo(() => (widthPx === null ? null : layoutStacks(data, widthPx)), [data, widthPx]);
  return (
    <figure className="chart-multiples">
      <figcaption className="chart-caption">
        <span className="chart-finding">{data.title}</span>
        <span className="chart-key">
          {data.parts.map((part) => (
            <span key={part.label}>
              <svg width={12} height={12} aria-hidden="true">
                <rect width={12} height={12} rx={2} fill={partColour(part, PAGE)} />
              </svg>
              {part.label}
            </span>
          ))}
        </span>
      </figcaption>
      <div ref={box} style={{ minHeight: data.bars.length * ROW_PX }}>
        {layout !== null && (
          <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={layout.finding}>
            <Scene scene={stacksScene(layout, PAGE)} />
          </svg>
        )}
      </div>
    </figure>
  );
}
