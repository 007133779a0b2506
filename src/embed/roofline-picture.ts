import type { Report } from '../../models/evaluate/explain/report';
import { mainMemoryOf } from '../../models/evaluate/explain/tiers-report';
import { operatorAnnouncement, operatorFacts, operatorName } from '../charts/roofline/describe';
import { layoutRoofline } from '../charts/roofline/layout';
import { markAt, walkOrder, type OperatorMark } from '../charts/roofline/marks';
import { rooflineCaption, rooflineScene } from '../charts/roofline/scene';
import { PAGE } from '../charts/theme';
import type { PictureOf, Target } from './picture';

export function rooflinePicture(report: Report): PictureOf {
  const subject = { report, memories: mainMemoryOf(report) };
  return (size) => {
    const layout = layoutRoofline({ ...subject, tier: null }, size);
    const walk = walkOrder(layout);
    const targetOf = (mark: OperatorMark): Target => ({
      id: mark.id,
      xPx: mark.xPx,
      yPx: mark.yPx,
      gapPx: mark.radiusPx + 8,
      title: operatorName(mark.operator),
      facts: operatorFacts(subject, mark.operator),
      announcement: operatorAnnouncement(subject, mark.operator, walk.indexOf(mark) + 1, walk.length),
    });
    return {
      caption: rooflineCaption(layout, PAGE),
      ground: null,
      drawing: (target) => rooflineScene(layout, PAGE, { hoveredId: target?.id ?? null }),
      under: (xPx, yPx) => {
        const mark = markAt(layout, xPx, yPx);
        return mark === null ? null : targetOf(mark);
      },
      walk: () => walk.map(targetOf),
    };
  };
}
