import type { FormatRule } from '../design/types';
import { findFormat } from '../formats/registry';
import type { NumberFormat } from '../formats/types';
import type { Module, TensorRole } from '../workload/types';

/** The format of a tensor: that of the last rule which matches, or BF16 where none does. */
export function formatOf(
  rules: readonly FormatRule[],
  module: Module,
  role: TensorRole,
  layerIndex: number,
): NumberFormat {
  let id = 'bf16';
  for (const { match, format } of rules) {
    if (match.module !== undefined && match.module !== module) continue;
    if (match.role !== undefined && match.role !== role) continue;
    if (match.layers !== undefined && (layerIndex < match.layers.from || layerIndex >= match.layers.to)) continue;
    id = format;
  }
  const found = findFormat(id);
  if (found === undefined) throw new Error(`unknown number format ${id}`);
  return found;
}

export function bytesPerElement(format: NumberFormat): number {
  return format.bitsPerElement / 8;
}
