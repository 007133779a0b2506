import type { ReportOperator } from '../../../models/evaluate/report';
import { formatQuantity } from '../../../models/units';
import { boundWords } from './finding';

/** Name of an operator with the layers and the part of the context it stands for. */
export function operatorName({ name, layers, part }: ReportOperator): string {
  const details = [layers, part].filter((text) => text !== null);
  return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}

/** Label and value, as the tooltip lists them. */
export function operatorFacts(operator: ReportOperator): readonly (readonly [string, string])[] {
  return [
    ['Phase', operator.phase],
    [operator.phase === 'decode' ? 'Time per step' : 'Time', formatQuantity(operator.seconds, 'seconds').text],
    ['Share of phase', formatQuantity(operator.share, 'ratio').text],
    ['Bound', boundWords(operator.bound)],
    ['Intensity, main memory', formatQuantity(operator.intensity, 'opsPerByte').text],
    ['Intensity, on chip', formatQuantity(operator.onChipIntensity, 'opsPerByte').text],
    ['Performance', formatQuantity(operator.opsPerSecond, 'opsPerSecond').text],
  ];
}

/** One sentence for a screen reader. */
export function operatorAnnouncement(operator: ReportOperator, position: number, count: number): string {
  const time = formatQuantity(operator.seconds, 'seconds').text;
  const share = formatQuantity(operator.share, 'ratio').text;
  const rate = formatQuantity(operator.opsPerSecond, 'opsPerSecond').text;
  return `${operatorName(operator)}, ${operator.phase}, ${time}, ${share} of the phase, ${boundWords(operator.bound)}, ${rate}; ${position} of ${count}`;
}
