import { quoted } from './check-graph';
import type { OperatorGraph } from './graph';

/** The operator whose operands take the most room: no scratchpad smaller than that can run the graph. */
export function largestOperator({ operators, tensors }: OperatorGraph): {
  readonly operator: number;
  readonly bytes: number;
} {
  let [operator, most] = [0, 0];
  for (const [index, { inputs, outputs }] of operators.entries()) {
    const bytes = [...inputs, ...outputs].reduce((sum, tensor) => sum + tensors[tensor]!.bytes, 0);
    if (bytes > most) [operator, most] = [index, bytes];
  }
  return { operator, bytes: most };
}

/** Why a scratchpad is too small to run the graph at all, or null. */
export function capacityFault(graph: OperatorGraph, scratchpadBytes: number): string | null {
  if (!Number.isSafeInteger(scratchpadBytes) || scratchpadBytes <= 0) {
    return `The scratchpad has ${scratchpadBytes} bytes; its size is a whole number above zero.`;
  }
  const { operator, bytes } = largestOperator(graph);
  if (bytes <= scratchpadBytes) return null;
  const { name } = graph.operators[operator]!;
  return `The operator ${quoted(name)} needs ${bytes} bytes for its inputs and outputs; the scratchpad has ${scratchpadBytes}.`;
}
