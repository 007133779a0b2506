import { useEffect, useRef } from 'react';
import { DENSITY_RGB } from '../theme';
import type { DensityImage } from './density';

/** The cloud: a pixel for each cell, enlarged by the browser. Its colour is the same in both themes. */
export function CloudCanvas({ image }: { readonly image: DensityImage }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const pixels = context.createImageData(image.columns, image.rows);
    const [red, green, blue] = DENSITY_RGB;
    image.alpha.forEach((alpha, cell) => pixels.data.set([red, green, blue, alpha], cell * 4));
    context.putImageData(pixels, 0, 0);
  }, [image]);
  return (
    <canvas
      ref={canvas}
      width={image.columns}
      height={image.rows}
      aria-hidden="true"
      className="chart-cloud"
      style={{ left: image.left, top: image.top, width: image.widthPx, height: image.heightPx }}
    />
  );
}
