import { figureScene } from '../plot';
import { node, svgText } from '../scene';
import type { ChartTheme } from '../theme';
import type { GraphData } from './data';
import { layoutGraph } from './layout';
import { graphScene, marksScene } from './scene';

/** A complete SVG file of the whole graph at its full size, without what stands out on the page. */
export function graphSvg(data: GraphData, theme: ChartTheme): string {
  const layout = layoutGraph(data, 1);
  const { size } = layout;
  const all = { left: 0, top: 0, right: size.widthPx, bottom: size.heightPx };
  const marks = { current: null, done: new Set<number>(), pointedNodes: [], pointedTensors: [] };
  const picture = [graphScene(layout, theme, all), marksScene(layout, theme, all, marks)];
  const note = data.dashed.size === 0 ? null : 'Dashed tensors leave the scratchpad and come back.';
  const caption = { finding: data.finding, key: [], note };
  return svgText(figureScene(node('g', {}, picture), size, caption, theme));
}
