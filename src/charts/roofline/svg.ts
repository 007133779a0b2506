import { figureScene, type SizePx } from '../plot';
import { svgText } from '../scene';
import type { ChartTheme } from '../theme';
import { layoutRoofline, type RooflineInput } from './layout';
import { OTHER_TIERS } from './other-tiers';
import { rooflineCaption, rooflineScene } from './scene';

/** A complete SVG file, drawn without a DOM. The size is that of the plot; title, key and note come on top. */
export function rooflineSvg(input: RooflineInput, size: SizePx, theme: ChartTheme): string {
  const layout = layoutRoofline(input, size);
  return svgText(
    figureScene(rooflineScene(layout, theme, {}, OTHER_TIERS), size, rooflineCaption(layout, theme), theme),
  );
}
