/** The scheduling problem as a compact integer programme without addresses. */
import { isGiven, type OperatorGraph } from '../graph';
import type { Schedule } from '../schedule';
import { CompactColumns } from './compact-columns';
import { addCuts } from './compact-cuts';
import type { IntegerProgramme, Terms } from './programme';

export interface ScheduleModel<S> {
  readonly programme: IntegerProgramme;
  /** Bytes of one unit of the objective. */
  readonly unitBytes: number;
  /** The values that say the same as a schedule. */
  readonly valuesOf: (schedule: S) => Float64Array;
}

/**
 * Rows: one operator a step, dependences summed up over steps, operands lie there, a tensor lies only where it did before
 * or is made or used, an operand that was not there is fetched, an activation that is fetched was spilled, sizes fit.
 * `stay` and `spill` may be fractions: whole `run` and `fetch` make them whole where it matters. The objective is the bytes
 * moved beyond the compulsory ones: spills of activations and all fetches, less the first one of each given tensor.
 *
 * Fetches come just in time, by which no schedule gets worse. Takes room in proportion to tensors times steps.
 */
export function compactModel(graph: OperatorGraph, scratchpadBytes: number): ScheduleModel<Schedule> {
  const columns = new CompactColumns(graph, scratchpadBytes);
  for (const operator of graph.operators.keys()) orderRows(columns, operator);
  for (let step = 0; step < columns.steps; step++) stepRows(columns, step);
  for (const tensor of graph.tensors.keys()) {
    residencyRows(columns, tensor);
    presenceRows(columns, tensor);
    copyRows(columns, tensor);
  }
  addCuts(columns);
  const { builder, unitBytes } = columns;
  return { programme: builder.finish(), unitBytes, valuesOf: (schedule) => columns.valuesOf(schedule) };
}

function orderRows(columns: CompactColumns, operator: number): void {
  const { first, last, nearest } = columns.windows;
  columns.builder.equal(`once_${operator}`, columns.runsUntil(operator, columns.steps - 1, 1), 1);
  for (const before of nearest[operator]!) {
    const end = Math.min(last[operator]!, last[before]!);
    for (let step = first[operator]!; step <= end; step++) {
      const terms = [...columns.runsUntil(operator, step, 1), ...columns.runsUntil(before, step - 1, -1)];
      columns.builder.atMost(`after_${operator}_${before}_${step}`, terms, 0);
    }
  }
}

function stepRows({ builder, run, stay, sizes, capacity }: CompactColumns, step: number): void {
  builder.equal(
    `step_${step}`,
    run.map((columns) => [columns[step]!, 1]),
    1,
  );
  builder.atMost(
    `fit_${step}`,
    sizes.map((size, tensor) => [stay[tensor]![step]!, size]),
    capacity,
  );
}

function residencyRows(columns: CompactColumns, tensor: number): void {
  const stay = columns.stay[tensor]!;
  const [from, to] = columns.lifetime(tensor);
  for (let step = from; step <= to; step++) {
    const here: Terms = [[stay[step]!, 1], ...columns.touches(tensor, step, -1)];
    columns.builder.atLeast(`operand_${tensor}_${step}`, here, 0);
    columns.builder.atMost(`keep_${tensor}_${step}`, [...here, [stay[step - 1] ?? -1, -1]], 0);
  }
}

function presenceRows({ windows, builder, run, stay, fetch }: CompactColumns, tensor: number): void {
  const { first, last } = windows;
  for (const [operator, column] of fetch[tensor]!) {
    for (let step = first[operator]!; step <= last[operator]!; step++) {
      const terms: Terms = [
        [stay[tensor]![step - 1] ?? -1, 1],
        [column, 1],
        [run[operator]![step]!, -1],
      ];
      builder.atLeast(`present_${tensor}_${operator}_${step}`, terms, 0);
    }
  }
}

function copyRows({ graph, builder, sizes, fetch, spill }: CompactColumns, tensor: number): void {
  const fetches = [...fetch[tensor]!.values()].map((column) => [column, 1] as const);
  if (fetches.length === 0) return;
  if (isGiven(graph.tensors[tensor]!.kind)) {
    builder.atLeast(`first_${tensor}`, fetches, 1);
    builder.offset -= sizes[tensor]!;
  }
  if (spill[tensor]! < 0) return;
  for (const [column] of fetches) {
    builder.atLeast(
      `copy_${tensor}_${column}`,
      [
        [spill[tensor]!, 1],
        [column, -1],
      ],
      0,
    );
  }
}
