import type { ReportOperator } from '../../../models/evaluate/explain/report';
import { tsvCell } from '../../../models/units/table-cells';
import type { OperatorColumn } from './operator-columns';

export type PhaseFilter = 'both' | 'prefill' | 'decode';

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

export interface RowQuery {
  readonly phase: PhaseFilter;
  readonly text: string;
  /** null: in the order of the model. */
  readonly sorting: Sorting | null;
}

function isMissing(value: number | string | null): boolean {
  return value === null || (typeof value === 'number' && Number.isNaN(value));
}

/** Missing values come last, whichever way the rest goes. */
function compare(a: number | string | null, b: number | string | null, descending: boolean): number {
  if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : Number(String(a) > String(b));
  return descending ? -order : order;
}

/** The rows that a user asked for, in their order. Rows that take no part (repeat 0) are not operators of this design. */
export function queryRows(
  operators: readonly ReportOperator[],
  columns: readonly OperatorColumn[],
  { phase, text, sorting }: RowQuery,
): readonly ReportOperator[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const named = (operator: ReportOperator) =>
    [operator.name, operator.module, operator.layers, operator.part, operator.bound].join(' ').toLowerCase();
  const kept = operators.filter(
    (operator) =>
      (phase === 'both' || operator.phase === phase) && words.every((word) => named(operator).includes(word)),
  );
  const column = columns.find(({ id }) => id === sorting?.column);
  if (sorting === null || column === undefined) return kept;
  return kept.toSorted((a, b) => compare(column.value(a), column.value(b), sorting.descending));
}

/** A click on a header: falling for numbers, rising for texts, then the other way, then the order of the model. */
export function nextSorting(current: Sorting | null, column: OperatorColumn): Sorting | null {
  if (current?.column !== column.id) return { column: column.id, descending: column.numeric };
  if (current.descending === column.numeric) return { column: column.id, descending: !column.numeric };
  return null;
}

/** The rows as they stand, tab-separated, numbers in SI units with all their digits. */
export function rowsAsTsv(rows: readonly ReportOperator[], columns: readonly OperatorColumn[]): string {
  const header = columns.map(({ copyLabel }) => copyLabel).join('\t');
  return [header, ...rows.map((row) => columns.map(({ value }) => tsvCell(value(row))).join('\t'))].join('\n');
}
