/** The scheduling problem as the published integer programme has it: time-indexed, with addresses. */
import { isGiven, type OperatorGraph } from '../graph';
import type { PlacedSchedule } from '../scheduler';
import type { ScheduleModel } from './compact-model';
import { LiteralColumns, PRESENT, type State, STATES } from './literal-columns';

/**
 * For each tensor and step: `create`, `preserve`, `spill`, `retrieve` (binary) and an address; for each pair of tensors and
 * step, which lies above the other. One of the four at most; preserved is what was there before; spilled what was made or
 * preserved before, once; retrieved what was spilled. Operands are preserved or retrieved while an operator creates its
 * outputs; addresses do not overlap, and do not change while a tensor is preserved. The objective is the bytes spilled and
 * retrieved.
 *
 * Source: Li, Gupta, Malik, arXiv 2311.18246, equations 1 to 12 as they are described at second hand. Made explicit here,
 * where the description leaves gaps: one operator at a step; nothing is preserved, spilled or retrieved at the first step;
 * a given tensor is created at the step of its first use. As in the source, inputs and outputs have no copy in main memory:
 * to let go of them costs a spill and a retrieval, so that its optimum may be above that of the compact model.
 */
export function literalModel(graph: OperatorGraph, scratchpadBytes: number): ScheduleModel<PlacedSchedule> {
  const columns = new LiteralColumns(graph, scratchpadBytes);
  for (let step = 0; step < columns.steps; step++) {
    for (const tensor of columns.used) stateRows(columns, tensor, step);
    operatorRows(columns, step);
    for (const [index, one] of columns.used.entries()) {
      for (const other of columns.used.slice(index + 1)) apartRows(columns, one, other, step);
    }
  }
  for (const tensor of columns.used) {
    columns.builder.equal(`once_${tensor}`, columns.over('create', tensor, columns.steps), 1);
    columns.builder.atMost(`spilled_${tensor}`, columns.over('spill', tensor, columns.steps), 1);
  }
  const { builder, unitBytes } = columns;
  return { programme: builder.finish(), unitBytes, valuesOf: (schedule) => columns.valuesOf(schedule) };
}

/** Equations 1 to 4 and 11. */
function stateRows(columns: LiteralColumns, tensor: number, step: number): void {
  const { builder } = columns;
  const name = `${tensor}_${step}`;
  builder.atMost(`one_${name}`, columns.sum(STATES, tensor, step, 1), 1);
  const preserve = columns.state('preserve', tensor, step);
  builder.atMost(`preserve_${name}`, [[preserve, 1], ...columns.sum(PRESENT, tensor, step - 1, -1)], 0);
  const made = columns.sum(['create', 'preserve'], tensor, step - 1, -1);
  builder.atMost(`spill_${name}`, [[columns.state('spill', tensor, step), 1], ...made], 0);
  const spilled = columns.over('spill', tensor, step + 1).map(([column]) => [column, -1] as const);
  builder.atMost(`retrieve_${name}`, [[columns.state('retrieve', tensor, step), 1], ...spilled], 0);
  if (step === 0) return;
  const [now, before] = [columns.address[tensor]![step]!, columns.address[tensor]![step - 1]!];
  const { capacity } = columns;
  builder.atMost(
    `pinned_up_${name}`,
    [
      [now, 1],
      [before, -1],
      [preserve, capacity],
    ],
    capacity,
  );
  builder.atMost(
    `pinned_down_${name}`,
    [
      [now, -1],
      [before, 1],
      [preserve, capacity],
    ],
    capacity,
  );
}

/** Equations 5 and 6, and that one operator runs at a step. */
function operatorRows(columns: LiteralColumns, step: number): void {
  const { builder, graph } = columns;
  const runs = graph.operators.map(({ outputs }) => columns.state('create', outputs[0]!, step));
  builder.equal(
    `step_${step}`,
    runs.map((column) => [column, 1]),
    1,
  );
  for (const [operator, { inputs, outputs }] of graph.operators.entries()) {
    const run = runs[operator]!;
    for (const input of inputs) {
      const states: readonly State[] = isGiven(graph.tensors[input]!.kind) ? PRESENT : ['preserve', 'retrieve'];
      builder.atMost(`operand_${operator}_${input}_${step}`, [[run, 1], ...columns.sum(states, input, step, -1)], 0);
    }
    for (const sibling of outputs.slice(1)) {
      builder.equal(
        `sibling_${sibling}_${step}`,
        [
          [run, 1],
          [columns.state('create', sibling, step), -1],
        ],
        0,
      );
    }
  }
}

/** Equation 10: of two tensors that are there one lies above the other. */
function apartRows(columns: LiteralColumns, one: number, other: number, step: number): void {
  const { builder, capacity, sizes, address } = columns;
  const [up, down] = [columns.above(one, other, step), columns.above(other, one, step)];
  const [first, second] = [address[one]![step]!, address[other]![step]!];
  const name = `${one}_${other}_${step}`;
  builder.atLeast(
    `up_${name}`,
    [
      [first, 1],
      [second, -1],
      [up, -capacity],
    ],
    sizes[other]! - capacity,
  );
  builder.atLeast(
    `down_${name}`,
    [
      [second, 1],
      [first, -1],
      [down, -capacity],
    ],
    sizes[one]! - capacity,
  );
  const present = [...columns.sum(PRESENT, one, step, -1), ...columns.sum(PRESENT, other, step, -1)];
  builder.atLeast(`apart_${name}`, [[up, 1], [down, 1], ...present], -1);
}
