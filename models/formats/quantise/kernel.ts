import type { Floats } from './floats';

/** Quantises the elements of one group, or a part of the whole tensor where that is the group. */
export interface Kernel {
  /** Elements so far that were clamped to the largest value of their type. */
  readonly saturated: number;
  /**
   * Writes output[from..to), the same places as in the input. Returns the scale; NaN where a NaN, an infinity or an
   * overflow leaves none, and then all of the group is NaN. The output must not be the input's own array. `first`: place
   * of the arrays' first element in the tensor.
   */
  quantise(input: Floats, output: Floats, from: number, to: number, first: number): number;
}
