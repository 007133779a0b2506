import { layerCounts } from '../../layer-table/counts';
import type { PlacedOperator, TableOperator } from './operators';
import { resultElements } from './operators';

/**
 * Elements of activations that are alive while each operator of a table runs, in one pass: its inputs and its result, and
 * what an addition further on still waits for.
 *
 * A table keeps no branches. The other input of an addition is taken to be the latest earlier result of that size, held
 * from there on. Not modelled: branches that end in a concatenation, results that overwrite their inputs, what allocators
 * lose.
 */
export function liveElements(operators: readonly PlacedOperator[]): readonly number[] {
  const results = operators.map(({ layer }) => resultElements(layer));
  const live = operators.map(({ layer }, index) => {
    const input = layer.inputOnChip ? rightInputs(layer) : layerCounts(layer.layer).inputElements;
    return input + layer.besides + (layer.resultOnChip ? 0 : results[index]!);
  });
  operators.forEach(({ layer }, index) => {
    const waiting = othersOf(layer, results[index - 1] ?? 0);
    const from = waiting > 0 && index >= 2 ? results.lastIndexOf(waiting, index - 2) : -1;
    for (let held = from + 1; from >= 0 && held < index; held++) {
      // The tensor that waits is counted already where it is this operator's own input.
      if (layerCounts(operators[held]!.layer.layer).inputElements !== waiting) live[held]! += waiting;
    }
  });
  return live;
}

/** Elements of the operand that is not on the chip: the values of fused attention. */
function rightInputs({ layer }: TableOperator): number {
  return layer.kind === 'matmul' ? layer.batch * layer.k * layer.n : 0;
}

/** Elements that an operator reads besides the result of the operator before. */
function othersOf({ layer, besides }: TableOperator, previous: number): number {
  if (besides > 0) return besides;
  return layer.kind === 'elementwise' ? Math.max(0, layer.inputElements - previous) : 0;
}
