import { formatQuantity } from '../../../models/units';
import type { ParetoData, ParetoPoint } from './data';
import type { ParetoLayout } from './layout';

/** Label and value of each axis, as the tooltip lists them. */
export function pointFacts({ x, y }: ParetoData, point: ParetoPoint): readonly (readonly [string, string])[] {
  return [
    [x.label, formatQuantity(point.x, x.quantity).text],
    [y.label, formatQuantity(point.y, y.quantity).text],
  ];
}

export function pointTitle(layout: ParetoLayout, { index }: ParetoPoint): string {
  const place = layout.knee?.index === index ? ', knee' : '';
  const kind = layout.frontier.some((point) => point.index === index) ? `, on the frontier${place}` : '';
  return `Design ${formatQuantity(index, 'count').text}${kind}`;
}

/** One sentence for a screen reader. */
export function pointAnnouncement(data: ParetoData, point: ParetoPoint, position: number, count: number): string {
  const values = pointFacts(data, point).map(([label, value]) => `${label} ${value}`);
  return `${values.join(', ')}; ${position} of ${count} on the frontier`;
}
