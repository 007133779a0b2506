import type { CompactColumns } from './compact-columns';
import type { Terms } from './programme';

/** Rows that follow from the others for whole values: without them the relaxation of the compact model says little. */
export function addCuts(columns: CompactColumns): void {
  for (const tensor of columns.graph.tensors.keys()) {
    spillCut(columns, tensor);
    absenceCuts(columns, tensor);
  }
  for (const operator of columns.graph.operators.keys()) deficitCut(columns, operator);
}

/** Nothing is spilled that is not fetched again. */
function spillCut({ builder, fetch, spill }: CompactColumns, tensor: number): void {
  const fetches = [...fetch[tensor]!.values()].map((column) => [column, -1] as const);
  if (spill[tensor]! >= 0) builder.atMost(`cut_spill_${tensor}`, [[spill[tensor]!, 1], ...fetches], 0);
}

/** What was made and is needed by an operator that has not run lies there, or is moved. */
function absenceCuts(columns: CompactColumns, tensor: number): void {
  const { producer, consumers, first, last } = columns.windows;
  const maker = producer[tensor]!;
  if (maker < 0) return;
  const moved = movedTerms(columns, tensor, () => true);
  for (const operator of consumers[tensor]!) {
    for (let step = first[maker]!; step <= last[operator]!; step++) {
      const terms: Terms = [
        [columns.stay[tensor]![step]!, 1],
        ...moved,
        ...columns.runsUntil(maker, step, -1),
        ...columns.runsUntil(operator, step - 1, 1),
      ];
      columns.builder.atLeast(`cut_absence_${tensor}_${operator}_${step}`, terms, 0);
    }
  }
}

/** At least one where a tensor does not stay until its uses among these. */
function movedTerms({ spill, fetch }: CompactColumns, tensor: number, isUse: (operator: number) => boolean): Terms {
  if (spill[tensor]! >= 0) return [[spill[tensor]!, 1]];
  return [...fetch[tensor]!].flatMap(([operator, column]) => (isUse(operator) ? [[column, 1] as const] : []));
}

/** Beside its operands an operator finds what comes before it and is needed after it; what does not fit is moved. */
function deficitCut(columns: CompactColumns, operator: number): void {
  const { windows, graph, sizes, capacity } = columns;
  const { ancestors, consumers, producer } = windows;
  const before = ancestors[operator]!;
  const operands = new Set([...graph.operators[operator]!.inputs, ...graph.operators[operator]!.outputs]);
  let deficit = [...operands].reduce((sum, tensor) => sum + sizes[tensor]!, -capacity);
  const terms: (readonly [number, number])[] = [];
  for (const [tensor, size] of sizes.entries()) {
    const maker = producer[tensor]!;
    const comesBefore = maker >= 0 ? before.has(maker) : consumers[tensor]!.some((use) => before.has(use));
    const isNeededAfter = consumers[tensor]!.some((use) => ancestors[use]!.has(operator));
    if (operands.has(tensor) || !comesBefore || !isNeededAfter) continue;
    deficit += size;
    for (const [column] of movedTerms(columns, tensor, (use) => !before.has(use))) terms.push([column, size]);
  }
  if (deficit > 0) columns.builder.atLeast(`cut_deficit_${operator}`, terms, deficit);
}
