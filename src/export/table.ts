import { csvCell } from '../../models/units/table-cells';
import type { FigureSource } from './figure-source';

export type Cell = string | number | boolean | null;

export interface Column {
  readonly name: string;
  /** Unit that the numbers are in; empty for texts and pure numbers. */
  readonly unit: string;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

const LINE_END = '\r\n';

/**
 * A table as CSV (RFC 4180): a heading with units, numbers with all their digits, missing ones empty. Lines in front,
 * beginning with `#`, say where it came from.
 */
export function tableCsv({ title, columns, rows }: Table, source: Omit<FigureSource, 'units'>): string {
  const about = [
    `# ${oneLine(title)}`,
    `# permalink: ${oneLine(source.permalink)}`,
    `# Ridgeline: ${oneLine(source.appVersion)}`,
    `# model data: ${oneLine(source.dataVersion)}`,
  ];
  const heading = columns.map(({ name, unit }) => csvCell(unit === '' ? name : `${name} [${unit}]`)).join(',');
  const lines = rows.map((row) => row.map(csvCell).join(','));
  return [...about, heading, ...lines, ''].join(LINE_END);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Units of a table's columns, by name. */
export function unitsOfColumns(columns: readonly Column[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map(({ name, unit }) => [name, unit]));
}
