import type { Floats } from './floats';
import { floatsOf, largestBits, MAGNITUDE_MASK } from './floats';

const FIRST_CAPACITY = 64;

/** The largest magnitude of every group of a tensor, from pieces in any order. Groups lie along rows. */
export class GroupMagnitudes {
  readonly #columns: number;
  readonly #size: number;
  readonly #perRow: number;
  #largest: Floats = floatsOf(new Float32Array(FIRST_CAPACITY));
  #count = 0;

  constructor(columns: number, size: number) {
    this.#columns = Math.max(1, columns);
    this.#size = Math.min(size, this.#columns);
    this.#perRow = Math.ceil(this.#columns / this.#size);
  }

  /** Number of the group that an element lies in, in the order of the tensor. */
  indexOf(place: number): number {
    const row = Math.floor(place / this.#columns);
    return row * this.#perRow + Math.floor((place - row * this.#columns) / this.#size);
  }

  /** `first`: place of the first of the elements in the tensor. */
  add(elements: Float32Array, first: number): void {
    const { bits } = floatsOf(elements);
    for (let at = 0; at < elements.length;) {
      const column = (first + at) % this.#columns;
      const end = Math.min(at + this.#size - (column % this.#size), at + this.#columns - column, elements.length);
      this.#raise(this.indexOf(first + at), largestBits(bits, at, end));
      at = end;
    }
  }

  /** By group; those that no element was added of are zero. */
  get values(): Float32Array {
    return this.#largest.values.subarray(0, this.#count);
  }

  #raise(group: number, magnitudeBits: number): void {
    this.#count = Math.max(this.#count, group + 1);
    if (group >= this.#largest.values.length) {
      const more = floatsOf(new Float32Array(2 * (group + 1)));
      more.values.set(this.#largest.values);
      this.#largest = more;
    }
    const { bits } = this.#largest;
    bits[group] = Math.max(bits[group]! & MAGNITUDE_MASK, magnitudeBits);
  }
}
