import { useMemo, useRef } from 'react';
import '../charts.css';
import { Scene } from '../Scene';
import { PAGE } from '../theme';
import { useSize } from '../use-size';
import { layoutFloor, type FloorData } from './floor-layout';
import { floorScene } from './floor-scene';

/** The array and its memories, as large as their areas are. */
export function FloorChart({ data }: { readonly data: FloorData }) {
  const box = useRef<HTMLDivElement>(null);
  const widthPx = useSize(box)?.widthPx ?? null;
  const layout = useMemo(() => (widthPx === null ? null : layoutFloor(data, widthPx)), [data, widthPx]);
  return (
    <div ref={box} className="chart-waterfall">
      {layout !== null && (
        <svg width={layout.size.widthPx} height={layout.size.heightPx} role="img" aria-label={data.finding}>
          <Scene scene={floorScene(layout, PAGE)} />
        </svg>
      )}
    </div>
  );
}
