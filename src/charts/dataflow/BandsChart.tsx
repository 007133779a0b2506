import { useMemo, useRef } from 'react';
import '../charts.css';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { layoutBands, type BandsData } from './bands-layout';
import { bandsScene } from './bands-scene';

/** What moves between the memories, as wide as it is many bytes. */
export function BandsChart({ data }: { readonly data: BandsData }) {
  const box = useRef<HTMLDivElement>(null);
  const widthPx = useSize(box)?.widthPx ?? null;
  const layout = useMemo(() => (widthPx === null ? null : layoutBands(data, widthPx)), [data, widthPx]);
  return (
    <div ref={box} className="chart-waterfall">
      {layout !== null && (
        <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={data.finding}>
          <Scene scene={bandsScene(layout, PAGE)} />
        </svg>
      )}
    </div>
  );
}
