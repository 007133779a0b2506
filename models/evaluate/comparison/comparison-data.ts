/** A comparison as data for files and terminals: values in SI units with all digits. */
import { differingInputs, type InputRow } from '../../design/comparison/inputs';
import { formatQuantity, quantitySpec, type Quantity } from '../../units';
import { formatRatio } from '../../units/ratio';
import { markdownText } from '../../units/markdown-text';
import { missingReasons } from '../explain/missing-reasons';
import { breakdownsOf, type Comparison } from './comparison';
import type { MetricRow } from './metrics';

type Cell = string | number | boolean | null;

export interface ComparisonTable {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly unit: string }[];
  readonly rows: readonly (readonly Cell[])[];
}

function unitOf(quantity: Quantity | null): string {
  return quantity === null ? '' : quantitySpec(quantity).base;
}

export function comparisonTitle({ designs }: Comparison): string {
  return `Comparison of ${designs.map(({ letter, title }) => `${letter} ${title}`).join(', ')}`;
}

/** All metrics with their ratios, and all inputs that change something, one a row; missing metrics are NaN, missing inputs null. */
export function comparisonTable(comparison: Comparison): ComparisonTable {
  const { designs, inputs, metrics } = comparison;
  const relevant = inputs.filter(({ cells }) => cells.some(({ applies }) => applies));
  const names = ['kind', 'id', 'name', 'of', 'unit', 'differs'];
  const heads = [
    ...names,
    ...designs.map(({ letter, title }) => `${letter}: ${title}`),
    'ratios to',
    ...designs.map(({ letter }) => `ratio of ${letter}`),
  ];
  return {
    title: comparisonTitle(comparison),
    columns: heads.map((name) => ({ name, unit: '' })),
    rows: [
      ...metrics.map(({ metric, base, cells }): readonly Cell[] => [
        ...['metric', metric.id, metric.label, ''],
        unitOf(metric.quantity),
        cells.some(({ value }) => !Object.is(value, cells[0]!.value)),
        ...cells.map(({ value }) => value),
        base === null ? null : designs[base]!.letter,
        ...cells.map(({ ratio }) => ratio),
      ]),
      ...relevant.map(({ id, label, group, quantity, differs, cells }): readonly Cell[] => [
        ...['input', id, label, group ?? ''],
        ...[unitOf(quantity), differs],
        ...cells.map(({ value }) => value),
        null,
        ...cells.map(() => null),
      ]),
    ],
  };
}

/** The whole comparison, with the designs themselves, so that it can be made again; missing numbers are NaN. */
export function comparisonData(comparison: Comparison) {
  const { designs, reference, inputs, metrics } = comparison;
  const byLetter = <T>(values: readonly T[]) =>
    Object.fromEntries(designs.map(({ letter }, at) => [letter, values[at]!] as const));
  return {
    reference: designs[reference]!.letter,
    designs: designs.map(({ letter, title, design, report }) => {
      return { letter, title, status: report.status, reasons: report.reasons, design };
    }),
    inputs: inputs.map(({ id, section, label, group, quantity, differs, cells }) => {
      return {
        id,
        section,
        label,
        group,
        unit: unitOf(quantity),
        differs,
        values: byLetter(cells.map(({ value }) => value)),
      };
    }),
    metrics: metrics.map((row) => {
      const { metric, base, cells } = row;
      return {
        ...{ id: metric.id, label: metric.label, unit: unitOf(metric.quantity), better: metric.better },
        ratiosTo: base === null ? null : designs[base]!.letter,
        values: byLetter(cells.map(({ value }) => value)),
        ratios: byLetter(cells.map(({ ratio }) => ratio)),
        bounds: byLetter(cells.map(({ bound }) => bound)),
        missing: missingOf(row, comparison),
      };
    }),
    breakdowns: (['module', 'kind'] as const).flatMap((grouping) =>
      breakdownsOf(comparison, grouping)
        .filter(({ id }) => grouping === 'module' || id.startsWith('time-'))
        .map(({ id, title, quantity, parts, bars }) => ({
          ...{ id: id.startsWith('time-') ? `${id}-by-${grouping}` : id, title, unit: unitOf(quantity) },
          parts: parts.map(({ label }) => label),
          values: byLetter(bars.map((bar) => bar?.values ?? null)),
        })),
    ),
  };
}

/** Why a metric has no value, by the letter of the design. */
function missingOf({ metric, cells }: MetricRow, { designs }: Comparison): Readonly<Record<string, string>> {
  return Object.fromEntries(
    cells.flatMap(({ value, applies }, at) => {
      if (!Number.isNaN(value)) return [];
      const { letter, report, design } = designs[at]!;
      const reason = applies
        ? missingReasons(metric.id, report, design).join(' ')
        : 'There is no such metric of this kind of model.';
      return [[letter, reason] as const];
    }),
  );
}

/** What differs and what comes of it as two tables in Markdown. */
export function comparisonMarkdown(comparison: Comparison, permalink: string): string {
  const { designs, inputs, metrics, reference } = comparison;
  const heads = designs.map(({ letter, title }, at) => `${letter}: ${title}${at === reference ? ' (reference)' : ''}`);
  const differing = differingInputs(inputs);
  return [
    markdownTable(
      ['Metric', ...heads],
      metrics.map((row) => [row.metric.label, ...metricTexts(row, comparison)]),
    ),
    differing.length === 0 ? '' : markdownTable(['Input', ...heads], differing.map(inputTexts)),
    permalink === '' ? '' : `[Open in Ridgeline](${permalink})\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** `5.16 ms (×0.4)`; missing `–`, and `none` where a design has no such metric. */
export function metricTexts({ metric, base, cells }: MetricRow, { reference, designs }: Comparison): readonly string[] {
  return cells.map(({ value, ratio, applies }, at) => {
    if (!applies) return 'none';
    const text = formatQuantity(value, metric.quantity).text.replaceAll('\u00a0', ' ');
    if (at === base || Number.isNaN(ratio)) return text;
    const of = base === reference ? '' : ` of ${designs[base!]!.letter}`;
    return `${text} (${formatRatio(ratio)}${of})`;
  });
}

function inputTexts({ label, group, cells }: InputRow): readonly string[] {
  return [group === null ? label : `${label} (${group})`, ...cells.map(inputText)];
}

/** `–`: not known; `none`: there is no such input. */
export function inputText({ text, state }: InputRow['cells'][number]): string {
  return state === 'given' ? text.replaceAll('\u00a0', ' ') : state === 'empty' ? '–' : 'none';
}

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |\n`;
  return `${line(heads)}|${heads.map(() => ' --- |').join('')}\n${rows.map(line).join('')}`;
}
