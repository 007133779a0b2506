import type { FigureSource } from './figure-source';

export interface ExportedJson extends FigureSource {
  readonly exporter: 'Ridgeline';
  /** Of this form of file. */
  readonly version: 1;
  readonly data: unknown;
}

/**
 * Data as a JSON file with where it came from. Numbers that JSON cannot hold are written as null (missing) or as the
 * texts `Infinity` and `-Infinity`; typed arrays as lists.
 */
export function exportJson(data: unknown, source: FigureSource): string {
  const file: ExportedJson = { exporter: 'Ridgeline', version: 1, ...source, data };
  return `${JSON.stringify(file, plainValue, 2)}\n`;
}

function plainValue(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.isNaN(value) ? null : String(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Float64Array);
  return value;
}
