/** A table for the clipboard: numbers with all digits, and no text that a spreadsheet takes for a formula. */
export function tsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => row.map(cell).join('\t')).join('\n');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const flat = value.replace(/[\t\r\n]/g, ' ').replaceAll('\u00a0', ' ');
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}
