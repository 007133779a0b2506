import { figureScene, type SizePx } from '../plot';
import { svgText } from '../scene';
import type { ChartTheme } from '../theme';
import type { LineData } from './data';
import { layoutLines } from './layout';
import { linesCaption, linesScene } from './scene';

/** A complete SVG file of the curves. */
export function linesSvg(data: LineData, size: SizePx, theme: ChartTheme): string {
  const plot = linesScene(layoutLines(data, size), theme, null);
  return svgText(figureScene(plot, size, linesCaption(data, theme), theme));
}
