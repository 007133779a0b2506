import { figureScene, type SizePx } from '../plot';
import { node, svgText } from '../scene';
import type { ChartTheme } from '../theme';
import type { ParetoData } from './data';
import { layoutPareto } from './layout';
import { cloudScene, paretoCaption, paretoScene } from './scene';

/** A complete SVG file, drawn without a DOM: the cloud as a picture, the frontier as lines. */
export function paretoSvg(data: ParetoData, size: SizePx, theme: ChartTheme): string {
  const layout = layoutPareto(data, size);
  const plot = node('g', {}, layout.cloud && cloudScene(layout.cloud), paretoScene(layout, theme));
  return svgText(figureScene(plot, size, paretoCaption(layout, theme), theme));
}
