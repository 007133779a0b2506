import { findField } from '../../../models/design/fields';
import type { AxisValue } from '../../../models/design/types';
import { METRIC_INDEX, type MetricId } from '../../../models/evaluate/metrics/metrics';
import { quantitySpec, type Quantity } from '../../../models/units';
import { tsvCell } from '../../../models/units/table-cells';
import type { Cell, Table } from '../../export/table';
import { designIndexOf, metricsOfDesign } from '../../state/sweep-designs';
import { tableMetrics } from '../../state/sweep-request';
import type { SweepAnswer } from '../../state/sweep-types';
import { valueText } from '../../../models/design/value-text';
import { isMetricId, metricLabel, metricQuantity, metricText } from './metric-names';

/** A column of the frontier's table. Rows go by their position in the frontier, which is by ascending design index. */
export interface FrontierColumn {
  readonly id: string;
  readonly label: string;
  readonly kind: 'axis' | 'objective' | 'metric';
  /** Null for texts. */
  readonly quantity: Quantity | null;
  /** For sorting and for files; NaN: missing. */
  readonly valueOf: (row: number) => number | string;
  readonly textOf: (row: number) => string;
  /** Whether all values are at hand; others are evaluated one by one as they scroll into view. */
  readonly sortable: boolean;
}

export interface FrontierTableData {
  readonly indices: Float64Array;
  readonly columns: readonly FrontierColumn[];
}

export function frontierTable(answer: SweepAnswer): FrontierTableData {
  const indices = answer.result.frontier?.indices ?? new Float64Array(0);
  return { indices, columns: [...axisColumns(answer, indices), ...metricColumns(answer, indices)] };
}

function axisColumns({ sweep }: SweepAnswer, indices: Float64Array): readonly FrontierColumn[] {
  const index = designIndexOf(sweep.space);
  return index.axes.map((axis, at): FrontierColumn => {
    const field = findField(sweep.space.base, axis.field)!;
    const valueAt = (row: number): AxisValue => index.valuesAt(indices[row]!)[at]!;
    const quantity = field.control.kind === 'number' ? field.control.quantity : null;
    return {
      id: axis.field,
      label: field.group === null ? field.label : `${field.group} ${field.label.toLowerCase()}`,
      kind: 'axis',
      quantity,
      valueOf: (row) => (quantity === null ? valueText(field, valueAt(row)) : Number(valueAt(row))),
      textOf: (row) => valueText(field, valueAt(row)),
      sortable: true,
    };
  });
}

function metricColumns(answer: SweepAnswer, indices: Float64Array): readonly FrontierColumn[] {
  const { objectives } = answer.sweep.space;
  const others = tableMetrics(answer.sweep.space).filter((id) => !objectives.includes(id));
  const evaluated = evaluateOnce(answer, indices);
  return [...objectives, ...others].filter(isMetricId).map((id): FrontierColumn => {
    const kept = keptValues(answer, id, indices);
    const valueOf = kept ?? ((row: number) => evaluated(row)[METRIC_INDEX[id]]!);
    return {
      id,
      label: metricLabel(id),
      kind: objectives.includes(id) ? 'objective' : 'metric',
      quantity: metricQuantity(id),
      valueOf,
      textOf: (row) => metricText(id, valueOf(row)),
      sortable: kept !== null,
    };
  });
}

/** Values of a metric that the sweep has kept: as an objective, or in the columns of all designs. */
function keptValues({ sweep, result }: SweepAnswer, id: MetricId, indices: Float64Array) {
  const { want } = sweep.request;
  const objective = result.frontier?.values[want.frontier.findIndex(({ metric }) => metric === id)];
  if (objective !== undefined) return (row: number) => objective[row]!;
  const column = result.columns?.columns[want.columns.indexOf(id)];
  return column === undefined ? null : (row: number) => column[indices[row]!]!;
}

function evaluateOnce({ sweep }: SweepAnswer, indices: Float64Array): (row: number) => Float64Array {
  const known = new Map<number, Float64Array>();
  return (row) => {
    let metrics = known.get(row);
    if (metrics === undefined) {
      metrics = metricsOfDesign(designIndexOf(sweep.space).designAt(indices[row]!));
      known.set(row, metrics);
    }
    return metrics;
  };
}

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** First ascending, then descending, then as found. */
export function nextSorting(sorting: Sorting | null, column: string): Sorting | null {
  if (sorting?.column !== column) return { column, descending: false };
  return sorting.descending ? null : { column, descending: true };
}

/** Rows in the order of a column; missing values last, whichever way; ties as found. */
export function sortedRows({ indices, columns }: FrontierTableData, sorting: Sorting | null): readonly number[] {
  const rows = Array.from(indices, (_, row) => row);
  const column = columns.find(({ id, sortable }) => sortable && id === sorting?.column);
  if (column === undefined || sorting === null) return rows;
  const values = rows.map(column.valueOf);
  const sign = sorting.descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [left, right] = [values[a]!, values[b]!];
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return left < right ? -sign : left > right ? sign : 0;
  });
}

/** The rows as tab-separated text with all digits, in the base units that the head names. */
export function tableAsTsv({ indices, columns }: FrontierTableData, rows: readonly number[]): string {
  const head = ['design', ...columns.map(({ label, quantity }) => withUnit(label, quantity))];
  const lines = rows.map((row) => [indices[row]!, ...columns.map(({ valueOf }) => valueOf(row))].map(tsvCell));
  return [head.map(tsvCell), ...lines].map((cells) => cells.join('\t')).join('\n');
}

function withUnit(label: string, quantity: Quantity | null): string {
  const unit = quantity === null ? '' : quantitySpec(quantity).base;
  return unit === '' ? label : `${label} [${unit}]`;
}

/** The rows as a file's table, with all digits in base units. */
export function tableForFile({ indices, columns }: FrontierTableData, rows: readonly number[], title: string): Table {
  return {
    title,
    columns: [
      { name: 'design', unit: '' },
      ...columns.map(({ label, quantity }) => ({
        name: label,
        unit: quantity === null ? '' : quantitySpec(quantity).base,
      })),
    ],
    rows: rows.map((row) => [indices[row]!, ...columns.map(({ valueOf }) => cellOf(valueOf(row)))]),
  };
}

function cellOf(value: number | string): Cell {
  return typeof value === 'number' && Number.isNaN(value) ? null : value;
}
