import { figureScene } from '../plot';
import { node, svgText } from '../scene';
import type { ChartTheme } from '../theme';
import type { MultiplesData } from './data';
import { layoutMultiples } from './layout';
import { multiplesCaption, multiplesScene } from './scene';

const SIDE_PX = 12;

/** A complete SVG file of all panels; its height follows from their number. */
export function multiplesSvg(data: MultiplesData, widthPx: number, theme: ChartTheme): string {
  const layout = layoutMultiples(data, widthPx - 2 * SIDE_PX);
  const plot = node('g', { transform: `translate(${SIDE_PX} 0)` }, multiplesScene(layout, theme));
  const size = { widthPx, heightPx: layout.size.heightPx };
  return svgText(figureScene(plot, size, multiplesCaption(data, layout, theme), theme));
}
