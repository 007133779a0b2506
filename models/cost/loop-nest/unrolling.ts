import type { ArrayUnrolling, EinsumLayer, NestHardware } from './types';

/** One loop laid along one dimension of the array. */
export interface UnrolledLoop {
  /** Index into the layer's dims. */
  readonly dim: number;
  /** Index into the array's dimensions. */
  readonly along: number;
  /** Mean units at work: `size / ceil(size / units)`, so that padding costs no energy. */
  readonly factor: number;
}

/**
 * Loops as they can be unrolled: dims that the layer lacks are left out, factors are limited to what remains of the
 * array's dimension and of the loop. A factor that does not divide its loop becomes the mean over all rounds.
 */
export function fitUnrolling(
  layer: EinsumLayer,
  hardware: NestHardware,
  wanted: readonly ArrayUnrolling[],
): readonly UnrolledLoop[] {
  const left = layer.dims.map(({ size }) => size);
  const unrolled: UnrolledLoop[] = [];
  hardware.array.forEach((dimension, along) => {
    let room = dimension.size;
    for (const loop of wanted.filter(({ array }) => array === dimension.name).flatMap(({ loops }) => loops)) {
      const dim = layer.dims.findIndex(({ name }) => name === loop.dim);
      const units = dim < 0 ? 1 : Math.min(Math.floor(loop.factor), Math.floor(room), left[dim]!);
      if (units <= 1) continue;
      const rounds = Math.ceil(left[dim]! / units);
      const factor = left[dim]! / rounds;
      unrolled.push({ dim, along, factor });
      left[dim] = rounds;
      room = Math.floor(room / units);
    }
  });
  return unrolled;
}

/** Iterations of each dim that are left to be done one after the other. */
export function temporalSizes(layer: EinsumLayer, unrolled: readonly UnrolledLoop[]): readonly number[] {
  return layer.dims.map(({ size }, dim) => {
    let left = size;
    for (const loop of unrolled) if (loop.dim === dim) left = Math.ceil(left / loop.factor - 1e-9);
    return left;
  });
}
