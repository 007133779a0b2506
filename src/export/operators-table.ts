import type { Report } from '../../models/evaluate/report';
import type { Table } from './table';

const COLUMNS = [
  { name: 'operator', unit: '' },
  { name: 'phase', unit: '' },
  { name: 'layers', unit: '' },
  { name: 'repeat', unit: '' },
  { name: 'time', unit: 's' },
  { name: 'share of phase', unit: '' },
  { name: 'bound', unit: '' },
  { name: 'intensity, main memory', unit: 'op/B' },
  { name: 'intensity, on chip', unit: 'op/B' },
  { name: 'performance', unit: 'op/s' },
  { name: 'utilisation', unit: '' },
  { name: 'main-memory traffic', unit: 'B' },
  { name: 'on-chip traffic', unit: 'B' },
  { name: 'energy', unit: 'J' },
] as const;

/** The operators of a report as they stand in the roofline: decode figures are means per step. */
export function operatorsTable(report: Report, title: string): Table {
  const rows = report.operators.map((operator) => [
    operator.name,
    operator.phase,
    [operator.layers, operator.part].filter((text) => text !== null).join(', '),
    operator.repeat,
    operator.seconds,
    operator.share,
    operator.bound,
    operator.intensity,
    operator.onChipIntensity,
    operator.opsPerSecond,
    operator.utilisation,
    operator.memoryBytes,
    operator.onChipBytes,
    operator.joules,
  ]);
  return { title, columns: COLUMNS, rows };
}
