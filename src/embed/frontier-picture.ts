import type { ParetoData, ParetoPoint } from '../charts/pareto/data';
import { rowNear } from '../charts/pareto/density';
import { pointAnnouncement, pointFacts, pointTitle } from '../charts/pareto/describe';
import { frontierNear, layoutPareto } from '../charts/pareto/layout';
import { cloudScene, paretoCaption, paretoScene } from '../charts/pareto/scene';
import { PAGE } from '../charts/theme';
import type { PictureOf, Target } from './picture';

export function frontierPicture(data: ParetoData): PictureOf {
  return (size) => {
    const layout = layoutPareto(data, size);
    const targetOf = (point: ParetoPoint): Target => {
      const position = layout.frontier.findIndex(({ index }) => index === point.index);
      return {
        id: String(point.index),
        xPx: layout.xScale.at(point.x),
        yPx: layout.yScale.at(point.y),
        gapPx: 14,
        title: pointTitle(layout, point),
        facts: pointFacts(data, point),
        announcement: pointAnnouncement(data, point, position + 1, layout.frontier.length),
      };
    };
    return {
      caption: paretoCaption(layout, PAGE),
      ground: layout.cloud === null ? null : cloudScene(layout.cloud),
      drawing: (target) => paretoScene(layout, PAGE, { at: target && [target.xPx, target.yPx] }),
      under: (xPx, yPx) => {
        const onFrontier = frontierNear(layout, xPx, yPx);
        if (onFrontier !== null) return targetOf(onFrontier);
        const row = layout.cloud === null ? null : rowNear(layout.cloud, xPx, yPx);
        return row === null || !data.points
          ? null
          : targetOf({ index: row, x: data.points.x[row]!, y: data.points.y[row]! });
      },
      walk: () => layout.frontier.map(targetOf),
    };
  };
}
