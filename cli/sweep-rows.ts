/** Designs of a space as lines of a file. */
import { isTied } from '../models/evaluate/axes';
import { positionsAt, type Program } from '../models/evaluate/program';
import { metricsWith, type MetricId } from '../models/evaluate/metrics/metrics';
import { workloadKindsOf } from '../models/design/workload-kinds';
import { findField } from '../models/design/fields';
import type { AxisValue, MetricConstraint, Space } from '../models/design/types';
import { STATUS, within } from '../models/space/sink';
import { quantitySpec } from '../models/units';
import { csvCell } from '../models/units/table-cells';
import { METRIC_UNITS } from './report-json';

export const ROW_FORMATS = ['csv', 'jsonl'] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

/** The metrics of one design, in the order of `columnIds`. */
export type MetricColumns = readonly Float64Array[];

/** What a file has of each design: metrics of schedules only where they are asked for. */
export function columnIds({ schedules }: Program): readonly MetricId[] {
  return metricsWith(['decoder', 'layers'], schedules).map(({ id }) => id);
}

export interface RowText {
  /** What comes before all rows. */
  readonly head: string;
  /** One design: its index, its status, and row `at` of the columns. */
  row(index: number, status: number, columns: MetricColumns, at: number): string;
}

/** How an axis finds its value in the digits of an index. */
interface AxisColumn {
  readonly field: string;
  readonly unit: string;
  readonly digit: number;
  readonly values: readonly (number | string | boolean)[];
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  [STATUS.ok]: 'ok',
  [STATUS.infeasible]: 'infeasible',
  [STATUS.missing]: 'missing',
};

export function rowText(format: RowFormat, program: Program): RowText {
  return format === 'csv' ? csvRows(program) : jsonRows(program);
}

/** The columns of a row's axes, in the order of the space, those tied to another axis included. */
export function axisColumns(program: Program): readonly AxisColumn[] {
  const { base, axes } = program.space;
  return axes.map((axis) => {
    const owner = isTied(axis) ? axis.tiedTo : axis.field;
    const factor = isTied(axis) ? axis.factor : null;
    const digit = program.digits.findIndex((one) => one.axis.field === owner);
    const values = program.digits[digit]!.axis.values.map((value) => plainValue(value, factor));
    return { field: axis.field, unit: unitOf(base, axis.field), digit, values };
  });
}

/** The metrics that the workloads of a space have, and where they stand in `MetricColumns`. */
function metricColumns(program: Program): readonly { readonly id: MetricId; readonly column: number }[] {
  const ids = columnIds(program);
  const own = metricsWith(workloadKindsOf(program.space), program.schedules);
  return own.map(({ id }) => ({ id, column: ids.indexOf(id) }));
}

function plainValue(value: AxisValue, factor: number | null): number | string | boolean {
  if (typeof value === 'object') return value.name;
  return typeof value === 'number' && factor !== null ? value * factor : value;
}

function unitOf(base: Space['base'], field: string): string {
  const control = findField(base, field)?.control;
  return control?.kind === 'number' ? quantitySpec(control.quantity).base : '';
}

/** Whether a design keeps within all constraints; only those that fit can. */
function admittedBy(constraints: readonly MetricConstraint[], ids: readonly MetricId[]) {
  const bounds = constraints.map(({ metric, min, max }) => {
    return { column: ids.findIndex((id) => id === metric), min: min ?? -Infinity, max: max ?? Infinity };
  });
  return (status: number, columns: MetricColumns, at: number) =>
    status === STATUS.ok && bounds.every((bound) => within(bound, columns[bound.column]![at]!));
}

/** `ttft [s]`: the name by which everything else knows the column, and its unit in letters that every program reads. */
function csvHead(name: string, unit: string): string {
  return csvCell(unit === '' ? name : `${name} [${unit.replaceAll('²', '^2')}]`);
}

function csvRows(program: Program): RowText {
  const axes = axisColumns(program).map((axis) => ({
    ...axis,
    values: axis.values.map((value) => csvCell(value)),
  }));
  const { constraints } = program.space;
  const admitted = admittedBy(constraints, columnIds(program));
  const metrics = metricColumns(program);
  const heads = [
    'index',
    'status',
    ...(constraints.length > 0 ? ['within constraints'] : []),
    ...axes.map(({ field, unit }) => csvHead(field, unit)),
    ...metrics.map(({ id }) => csvHead(id, METRIC_UNITS[id])),
  ];
  return {
    head: `${heads.join(',')}\n`,
    row(index, status, columns, at) {
      const positions = positionsAt(program, index);
      const cells: (number | string | boolean)[] = [index, STATUS_NAMES[status]!];
      if (constraints.length > 0) cells.push(admitted(status, columns, at));
      for (const { digit, values } of axes) cells.push(values[positions[digit]!]!);
      for (const { column } of metrics) {
        const value = columns[column]![at]!;
        cells.push(Number.isFinite(value) ? value : '');
      }
      return `${cells.join(',')}\n`;
    },
  };
}

function jsonRows(program: Program): RowText {
  const axes = axisColumns(program);
  const shown = metricColumns(program);
  const { constraints } = program.space;
  const admitted = admittedBy(constraints, columnIds(program));
  return {
    head: '',
    row(index, status, columns, at) {
      const positions = positionsAt(program, index);
      const own = axes.map(({ field, digit, values }) => [field, values[positions[digit]!]!] as const);
      // NaN has no JSON and becomes null.
      const metrics = shown.map(({ id, column }) => [id, columns[column]![at]!] as const);
      return `${JSON.stringify({
        index,
        status: STATUS_NAMES[status]!,
        ...(constraints.length > 0 ? { withinConstraints: admitted(status, columns, at) } : {}),
        axes: Object.fromEntries(own),
        metrics: Object.fromEntries(metrics),
      })}\n`;
    },
  };
}
