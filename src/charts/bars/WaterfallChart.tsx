import { useMemo, useRef } from 'react';
import '../charts.css';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { layoutWaterfall, type WaterfallData } from './waterfall-layout';
import { waterfallScene } from './waterfall-scene';

/** How one value became another. As high as its steps need; as wide as there is room. */
export function WaterfallChart({ data }: { readonly data: WaterfallData }) {
  const box = useRef<HTMLDivElement>(null);
  const widthPx = useSize(box)?.widthPx ?? null;
  const layout = useMemo(() => (widthPx === null ? null : layoutWaterfall(data, widthPx)), [data, widthPx]);
  return (
    <div ref={box} className="chart-waterfall">
      {layout !== null && (
        <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={layout.finding}>
          <Scene scene={waterfallScene(layout, data.better, PAGE)} />
        </svg>
      )}
    </div>
  );
}
