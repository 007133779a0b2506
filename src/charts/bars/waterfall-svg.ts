import { figureScene } from '../plot';
import { node, svgText } from '../scene';
import type { ChartTheme } from '../theme';
import { layoutWaterfall, type WaterfallData } from './waterfall-layout';
import { waterfallCaption, waterfallScene } from './waterfall-scene';

/** A complete SVG file, drawn without a DOM. */
export function waterfallSvg(data: WaterfallData, widthPx: number, theme: ChartTheme): string {
  const layout = layoutWaterfall(data, widthPx - 24);
  const plot = node('g', { transform: 'translate(12 0)' }, waterfallScene(layout, data.better, theme));
  const size = { widthPx, heightPx: layout.size.heightPx };
  return svgText(figureScene(plot, size, waterfallCaption(layout), theme));
}
