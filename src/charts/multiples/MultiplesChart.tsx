import { useMemo, useRef } from 'react';
import '../charts.css';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import type { MultiplesData } from './data';
import { layoutMultiples } from './layout';
import { multiplesScene } from './scene';

/** Many metrics of some designs, one small chart each. As high as the panels need; as wide as there is room. */
export function MultiplesChart({ data }: { readonly data: MultiplesData }) {
  const box = useRef<HTMLDivElement>(null);
  const widthPx = useSize(box)?.widthPx ?? null;
  const layout = useMemo(() => (widthPx === null ? null : layoutMultiples(data, widthPx)), [data, widthPx]);
  return (
    <figure className="chart-multiples">
      <figcaption className="chart-finding">{layout?.finding ?? '\u00a0'}</figcaption>
      <div ref={box}>
        {layout !== null && (
          <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={layout.finding}>
            <Scene scene={multiplesScene(layout, PAGE)} />
          </svg>
        )}
      </div>
      <p className="chart-note">{layout?.note ?? '\u00a0'}</p>
    </figure>
  );
}
