import { intensityOf, type RooflineSubject } from '../charts/roofline/roofs';
import type { ReportOperator } from '../../models/evaluate/explain/report';
import type { Cell, Table } from './table';

interface OperatorColumn {
  readonly name: string;
  readonly unit: string;
  readonly cell: (operator: ReportOperator) => Cell;
}

/** The operators of a report as they stand in the roofline, with each memory: decode figures are means per step. */
export function operatorsTable(subject: RooflineSubject, title: string): Table {
  const columns = columnsOf(subject);
  return {
    title,
    columns: columns.map(({ name, unit }) => ({ name, unit })),
    rows: subject.report.operators.map((operator) => columns.map(({ cell }) => cell(operator))),
  };
}

/** A table of layers has one pass, which needs no name. */
function columnsOf(subject: RooflineSubject): readonly OperatorColumn[] {
  const isTable = subject.report.workloadKind === 'layers';
  const { tiers, bytes } = subject.memories;
  return [
    { name: 'operator', unit: '', cell: ({ name }) => name },
    ...(isTable ? [] : [{ name: 'phase', unit: '', cell: ({ phase }: ReportOperator) => phase }]),
    { name: 'layers', unit: '', cell: ({ layers, part }) => [layers, part].filter((text) => text !== null).join(', ') },
    { name: 'repeat', unit: '', cell: ({ repeat }) => repeat },
    { name: 'time', unit: 's', cell: ({ seconds }) => seconds },
    { name: isTable ? 'share of time' : 'share of phase', unit: '', cell: ({ share }) => share },
    { name: 'bound', unit: '', cell: ({ bound }) => bound },
    { name: 'performance', unit: 'op/s', cell: ({ opsPerSecond }) => opsPerSecond },
    { name: 'utilisation', unit: '', cell: ({ utilisation }) => utilisation },
    ...tiers.flatMap(({ label }, at): readonly OperatorColumn[] => [
      { name: `intensity, ${label}`, unit: 'op/B', cell: (operator) => intensityOf(subject, operator, at) },
      { name: `traffic, ${label}`, unit: 'B', cell: ({ id }) => bytes.get(id)?.[at] ?? null },
    ]),
    { name: 'energy', unit: 'J', cell: ({ joules }) => joules },
  ];
}
