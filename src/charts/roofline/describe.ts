import type { ReportOperator } from '../../../models/evaluate/explain/report';
import { formatQuantity } from '../../../models/units';
import { boundWords } from './finding';
import { intensityOf, type RooflineSubject } from './roofs';

/** Name of an operator with the layers and the part of the context it stands for. */
export function operatorName({ name, layers, part }: ReportOperator): string {
  const details = [layers, part].filter((text) => text !== null);
  return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}

/** Label and value, as the tooltip lists them. */
export function operatorFacts(
  subject: RooflineSubject,
  operator: ReportOperator,
): readonly (readonly [string, string])[] {
  const isTable = subject.report.workloadKind === 'layers';
  return [
    ...(isTable ? [] : [['Phase', operator.phase] as const]),
    [operator.phase === 'decode' ? 'Time per step' : 'Time', formatQuantity(operator.seconds, 'seconds').text],
    [isTable ? 'Share of time' : 'Share of phase', formatQuantity(operator.share, 'ratio').text],
    ['Bound', boundWords(operator.bound)],
    ...subject.memories.tiers.map(({ label }, at) => {
      const intensity = intensityOf(subject, operator, at);
      return [`Intensity, ${label}`, formatQuantity(intensity, 'opsPerByte').text] as const;
    }),
    ['Performance', formatQuantity(operator.opsPerSecond, 'opsPerSecond').text],
  ];
}

/** One sentence for a screen reader. */
export function operatorAnnouncement(
  { report }: RooflineSubject,
  operator: ReportOperator,
  position: number,
  count: number,
): string {
  const time = formatQuantity(operator.seconds, 'seconds').text;
  const share = formatQuantity(operator.share, 'ratio').text;
  const rate = formatQuantity(operator.opsPerSecond, 'opsPerSecond').text;
  const [phase, whole] = report.workloadKind === 'layers' ? ['', 'time'] : [`, ${operator.phase}`, 'phase'];
  return `${operatorName(operator)}${phase}, ${time}, ${share} of the ${whole}, ${boundWords(operator.bound)}, ${rate}; ${position} of ${count}`;
}
