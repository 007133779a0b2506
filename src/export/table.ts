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

/**
 * A cell of a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe in front: names come
 * from links and files.
 */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = String(value);
  // One that has its apostrophe already gets another, so that taking one away always gives the text back.
  const safe = /^[\t\r\n]|^'?\s*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Units of a table's columns, by name. */
export function unitsOfColumns(columns: readonly Column[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map(({ name, unit }) => [name, unit]));
}
