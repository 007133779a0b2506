/** Cells of tables for files and the clipboard: numbers with all their digits, missing ones empty. */

type Cell = string | number | boolean | null;

/** A cell of a CSV file (RFC 4180). */
export function csvCell(value: Cell): string {
  const text = cellText(value, String);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell of a table whose columns are parted by tabs: on one line, with plain spaces. */
export function tsvCell(value: Cell): string {
  return cellText(value, (word) => word.replace(/[\t\r\n]/g, ' ').replaceAll('\u00a0', ' '));
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front: names come from links and files. One
 * that has its apostrophe already gets another, so that taking one away always gives the text back.
 */
function cellText(value: Cell, flat: (text: string) => string): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = flat(String(value));
  return /^[\t\r\n]|^'?\s*[=+\-@]/.test(text) ? `'${text}` : text;
}
