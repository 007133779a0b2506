import { differingInputs, type InputRow } from '../models/design/comparison/inputs';
import { breakdownsOf, type Comparison } from '../models/evaluate/comparison/comparison';
import { comparisonTable, inputText, metricTexts } from '../models/evaluate/comparison/comparison-data';
import type { Breakdown } from '../models/evaluate/comparison/breakdowns';
import type { MetricRow } from '../models/evaluate/comparison/metrics';
import { formatQuantity } from '../models/units';
import { csvCell } from '../models/units/table-cells';
import { levelOf } from '../models/workload/rules';
import { pairs, section, table, type TableColumn } from './output';

/** A comparison as tables for a terminal; `all`: with the inputs that do not differ. */
export function comparisonText(comparison: Comparison, all: boolean): string {
  const { inputs, metrics } = comparison;
  const shown = all ? inputs.filter(({ cells }) => cells.some(({ applies }) => applies)) : differingInputs(inputs);
  return [
    designsText(comparison),
    section(
      all ? 'Inputs' : 'Inputs that differ',
      shown.length === 0 ? 'none\n' : table(inputColumns(comparison), shown),
    ),
    section('Metrics', table(metricColumns(comparison), metrics)),
    ...breakdownsOf(comparison, 'module').map((breakdown) =>
      section(breakdown.title, table(partColumns(breakdown, comparison), partRows(breakdown))),
    ),
  ].join('');
}

function designsText({ designs, reference }: Comparison): string {
  return pairs(
    designs.map(({ letter, title, design, report }, at) => {
      const { base } = design.assumptions;
      const words = [
        `${title}; ${base}, level ${levelOf(design.assumptions)}`,
        ...(at === reference ? ['ratios are to this one'] : []),
        ...(report.status === 'ok' ? [] : report.reasons),
      ];
      return [letter, words.join('; ')];
    }),
  );
}

function inputColumns({ designs }: Comparison): readonly TableColumn<InputRow>[] {
  return [
    { head: 'input', cell: ({ label, group }) => (group === null ? label : `${label} (${group})`) },
    ...designs.map(({ letter }, at): TableColumn<InputRow> => {
      return { head: letter, cell: ({ cells }) => inputText(cells[at]!) };
    }),
  ];
}

function metricColumns(comparison: Comparison): readonly TableColumn<MetricRow>[] {
  return [
    { head: 'metric', cell: ({ metric }) => metric.label },
    ...comparison.designs.flatMap(({ letter }, at): readonly TableColumn<MetricRow>[] => [
      { head: letter, cell: (row) => ascii(metricTexts(row, comparison)[at]!) },
      { head: 'bound by', cell: ({ cells }) => cells[at]!.bound },
    ]),
    { head: 'better', cell: ({ metric }) => metric.better },
  ];
}

interface PartRow {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

function partRows({ parts, bars }: Breakdown): readonly PartRow[] {
  return [
    ...parts.map(({ label }, index) => ({ label, values: bars.map((bar) => bar?.values[index] ?? null) })),
    { label: 'together', values: bars.map((bar) => bar?.total ?? null) },
  ];
}

function partColumns({ quantity }: Breakdown, { designs }: Comparison): readonly TableColumn<PartRow>[] {
  return [
    { head: 'part', cell: ({ label }) => label },
    ...designs.map(({ letter }, at): TableColumn<PartRow> => {
      const cell = ({ values }: PartRow) => ascii(formatQuantity(values[at]!, quantity).text);
      return { head: letter, align: 'right', cell };
    }),
  ];
}

function ascii(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('×', 'x ');
}

/** All metrics and inputs, one a row, in SI units with all digits; missing ones are empty. */
export function comparisonCsv(comparison: Comparison): string {
  const { columns, rows } = comparisonTable(comparison);
  const lines = [columns.map(({ name }) => name), ...rows];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');
}
