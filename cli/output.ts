import type { Arguments } from './command';
import type { CliIo } from './io';
import { printable } from './result';

/** NaN and infinities have no JSON: they are null, and the command says beside it why a number is missing. */
function withoutNaN(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, withoutNaN, 2)}\n`;
}

export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, withoutNaN)}\n`;
}

/** Tables for people, JSON for programs; each is made only when it is wanted. */
export function print(
  io: CliIo,
  args: Arguments,
  forms: { readonly json: () => unknown; readonly text: () => string },
): void {
  const asJson = args.has('json') || (!io.stdout.isTerminal && !args.has('table'));
  io.stdout.write(asJson ? jsonText(forms.json()) : forms.text());
}

export interface TableColumn<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  readonly align?: 'left' | 'right';
}

/** Rows under a heading, columns as wide as they need to be. */
export function table<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const cells = [
    columns.map(({ head }) => head),
    ...rows.map((row) => columns.map(({ cell }) => printable(cell(row)))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]!.length)));
  return cells.map((line) => `${aligned(line, columns, widths)}\n`).join('');
}

function aligned<Row>(
  line: readonly string[],
  columns: readonly TableColumn<Row>[],
  widths: readonly number[],
): string {
  return line
    .map((cell, index) => {
      return columns[index]!.align === 'right' ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!);
    })
    .join('  ')
    .trimEnd();
}

/** Names and values, one pair a line. */
export function pairs(rows: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${printable(name).padEnd(width)}  ${printable(value)}\n`).join('');
}

/** A heading and what stands under it, with an empty line before. */
export function section(title: string, body: string): string {
  return body === '' ? '' : `\n${title}\n${body}`;
}

export function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${printable(sentence)}\n`).join('');
}
