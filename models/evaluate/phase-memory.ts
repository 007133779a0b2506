import type { Context } from './context';
import { MEMORY_TAIL, memoryPhaseWidth, OWNED } from './stages/memory';

/** Bytes on the fullest rank of a phase. */
export interface PhaseMemory {
  weights: number;
  /** Keys, values and recurrent state. */
  cache: number;
  /** Largest activations alive at once, logits and buffers. */
  live: number;
}

export function bytesOf({ weights, cache, live }: PhaseMemory): number {
  return weights + cache + live;
}

/** Sums what the owners store, over the whole model or over the fullest pipeline stage. */
export function phaseMemory(context: Context, phase: 0 | 1, starts: Int32Array, out: PhaseMemory): void {
  const { memory } = context.outputs;
  const { structure } = context;
  const at = memory.at + phase * memoryPhaseWidth(structure);
  const { kinds, sequence } = structure.layers;
  const data = memory.data;
  const tail = at + (kinds.length + 2) * OWNED.WIDTH;
  out.live = data[tail + MEMORY_TAIL.LIVE]!;
  const stages = starts.length;
  if (stages <= 1) {
    out.weights = data[tail + MEMORY_TAIL.WEIGHTS]!;
    out.cache = data[tail + MEMORY_TAIL.CACHE]!;
    return;
  }
  out.weights = 0;
  out.cache = 0;
  for (let stage = 0; stage < stages; stage++) {
    const end = stage + 1 < stages ? starts[stage + 1]! : sequence.length;
    const owner = stage === 0 ? at : stage === stages - 1 ? at + OWNED.WIDTH : -1;
    let weights = owner < 0 ? 0 : data[owner + OWNED.WEIGHTS]!;
    let cache = owner < 0 ? 0 : data[owner + OWNED.CACHE]!;
    for (let layer = starts[stage]!; layer < end; layer++) {
      const block = at + (sequence[layer]! + 2) * OWNED.WIDTH;
      weights += data[block + OWNED.WEIGHTS]!;
      cache += data[block + OWNED.CACHE]!;
    }
    if (weights + cache > out.weights + out.cache) {
      out.weights = weights;
      out.cache = cache;
    }
  }
}
