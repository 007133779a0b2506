import { LIVE, OWNER_FIRST, OWNER_LAST, ROW, SCALAR, STORED, type RowDescriptor } from '../rows';
import { MODULES } from '../../types';
import type { LoweringInput } from '../types';
import { fillRows } from './fill';

/**
 * Fills what a rank stores in each phase: the weights of the operators that run (experts that rest included), and the
 * keys and values that they read; of layers, those of one.
 *
 * Source: GenZ-LLM-Analyzer 0.0.16, commit 091bdd0a: one micro-batch of cache, no activations, in decode no embedding.
 * There a chip holds an even share of all this, whatever its pipeline stage.
 */
export function storeElements(input: LoweringInput, out: Float64Array, at: number): void {
  const { rows, layers } = input.structure;
  const values = new Float64Array(rows.length * ROW.WIDTH + SCALAR.WIDTH);
  fillRows(input, values, 0);
  const width = (2 + layers.kinds.length) * STORED.WIDTH + LIVE.WIDTH;
  out.fill(0, at, at + 2 * width);
  rows.forEach((row, index) => {
    const column = storedColumn(row);
    if (column === null || values[index * ROW.WIDTH + ROW.REPEAT] === 0) return;
    const start = at + (row.phase === 'prefill' ? 0 : width);
    out[start + ownerBlock(row.owner) * STORED.WIDTH + column]! += values[index * ROW.WIDTH + ROW.B]!;
  });
}

function ownerBlock(owner: number): number {
  if (owner === OWNER_FIRST) return 0;
  return owner === OWNER_LAST ? 1 : 2 + owner;
}

function storedColumn(row: RowDescriptor): number | null {
  if (row.kind === 'scores' || row.kind === 'values') return STORED.KEYS_AND_VALUES;
  if (row.kind === 'gemm' || row.kind === 'stored') return STORED.WEIGHTS + MODULES.indexOf(row.module);
  return null;
}
