import { describe, expect, it } from 'vitest';
import type { FrontierColumn, FrontierTableData } from './frontier-table';
import { brushedRows, parallelData } from './parallel-data';

const column = (id: string, values: readonly (number | string)[], sortable = true): FrontierColumn => ({
  id,
  label: id,
  kind: 'axis',
  quantity: typeof values[0] === 'number' ? 'count' : null,
  valueOf: (row) => values[row]!,
  textOf: (row) => String(values[row]),
  sortable,
});

const table: FrontierTableData = {
  indices: Float64Array.of(4, 9, 12),
  columns: [
    column('batch', [1, 8, 64]),
    column('cores', [2, 3, 4]),
    column('format', ['bf16', 'int8', 'bf16']),
    column('late', [1, 2, 3], false),
  ],
};
const rows = [0, 1, 2];

describe('lines of the frontier', () => {
  it('run over the columns that are at hand, wide spreads on a log axis, names by position', () => {
    const { axes, lines } = parallelData(table, rows);
    expect(axes.map(({ id, kind }) => [id, kind])).toEqual([
      ['batch', 'log'],
      ['cores', 'linear'],
      ['format', 'names'],
    ]);
    expect(lines[2]).toEqual({ index: 12, values: [64, 4, 0] });
  });

  it('stay when they pass every brush', () => {
    expect(brushedRows(table, rows, [])).toBe(rows);
    expect(brushedRows(table, rows, [{ axisId: 'batch', from: 2, to: 100 }])).toEqual([1, 2]);
    const both = [
      { axisId: 'batch', from: 2, to: 100 },
      { axisId: 'format', from: -0.4, to: 0.4 },
    ];
    expect(brushedRows(table, rows, both)).toEqual([2]);
    expect(brushedRows(table, rows, [{ axisId: 'gone', from: 0, to: 0 }])).toEqual(rows);
  });
});
