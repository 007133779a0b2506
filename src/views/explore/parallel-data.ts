import type { Brush, ParallelAxis, ParallelData } from '../../charts/parallel/layout';
import type { FrontierColumn, FrontierTableData } from './frontier-table';

/** More lines than this are a grey sheet, and slow to draw. */
export const MOST_LINES = 1500;
const MOST_AXES = 9;

/** Columns whose values are at hand for every design, as axes of the chart; names in the order in which they occur. */
export function parallelColumns({ columns }: FrontierTableData): readonly FrontierColumn[] {
  return columns.filter(({ sortable }) => sortable).slice(0, MOST_AXES);
}

export function parallelData(table: FrontierTableData, rows: readonly number[]): ParallelData {
  const columns = parallelColumns(table);
  const axes = columns.map((column) => axisOf(column, rows));
  return {
    axes,
    lines: rows.map((row) => ({
      index: table.indices[row]!,
      values: columns.map((column, at) => valueOf(column, axes[at]!, row)),
    })),
  };
}

/** Rows whose lines pass all brushes. */
export function brushedRows(
  table: FrontierTableData,
  rows: readonly number[],
  brushes: readonly Brush[],
): readonly number[] {
  if (brushes.length === 0) return rows;
  const columns = parallelColumns(table);
  const tests = brushes.flatMap(({ axisId, from, to }) => {
    const column = columns.find(({ id }) => id === axisId);
    return column === undefined ? [] : [{ column, axis: axisOf(column, rows), from, to }];
  });
  return rows.filter((row) =>
    tests.every(({ column, axis, from, to }) => {
      const value = valueOf(column, axis, row);
      return value >= from && value <= to;
    }),
  );
}

function axisOf({ id, label, quantity, valueOf: read }: FrontierColumn, rows: readonly number[]): ParallelAxis {
  if (quantity === null) return { id, label, kind: 'names', names: [...new Set(rows.map((row) => String(read(row))))] };
  const values = rows.map((row) => Number(read(row)));
  const spread = values.every((value) => value > 0) && Math.max(...values) > 10 * Math.min(...values);
  return { id, label, kind: spread ? 'log' : 'linear', quantity };
}

function valueOf({ valueOf: read }: FrontierColumn, axis: ParallelAxis, row: number): number {
  return axis.kind === 'names' ? axis.names.indexOf(String(read(row))) : Number(read(row));
}
