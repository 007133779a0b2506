import { powerOfTwo } from '../../units/deterministic-math';
import { GroupMagnitudes } from './group-magnitudes';
import { needsTensorStatistics, type Recipe } from './recipe';
import { floatsOf, INFINITY_BITS, MAGNITUDE_MASK, MANTISSA_BITS, MANTISSA_MASK } from './floats';

const FIELDS = 256;

/**
 * What scales of a whole tensor are made of. Elements may come in any pieces and any order: extremes do not depend on it,
 * and magnitudes are added up exactly, one sum of whole mantissas for each exponent (exact below 2^29 elements).
 */
export class TensorStatistics {
  /** Of every group, where a scale depends on those of all others. */
  readonly groups: GroupMagnitudes | null;
  #smallest = Infinity;
  #largest = -Infinity;
  #largestBits = 0;
  #count = 0;
  readonly #mantissas = new Float64Array(FIELDS);

  constructor(groups: GroupMagnitudes | null = null) {
    this.groups = groups;
  }

  /** `first`: place of the first of the elements in the tensor; behind all that were added before, unless given. */
  add(elements: Float32Array, first = this.#count): void {
    this.groups?.add(elements, first);
    const { bits } = floatsOf(elements);
    for (let i = 0; i < elements.length; i++) {
      const value = elements[i]!;
      const magnitude = bits[i]! & MAGNITUDE_MASK;
      if (magnitude > this.#largestBits) this.#largestBits = magnitude;
      if (value < this.#smallest) this.#smallest = value;
      if (value > this.#largest) this.#largest = value;
      const field = magnitude >>> MANTISSA_BITS;
      const mantissa = magnitude & MANTISSA_MASK;
      this.#mantissas[field]! += field === 0 ? mantissa : mantissa + MANTISSA_MASK + 1;
    }
    this.#count += elements.length;
  }

  /** Whether every element is a number; otherwise no scale of the tensor is defined. */
  get isFinite(): boolean {
    return this.#largestBits < INFINITY_BITS;
  }

  get count(): number {
    return this.#count;
  }

  /** The extremes; zero for an empty tensor. */
  get smallest(): number {
    return this.#count === 0 ? 0 : this.#smallest;
  }

  get largest(): number {
    return this.#count === 0 ? 0 : this.#largest;
  }

  get largestMagnitude(): number {
    return Math.max(-this.smallest, this.largest, 0);
  }

  /** Mean magnitude; zero for an empty tensor. */
  get meanMagnitude(): number {
    let sum = 0;
    for (let field = 0; field < FIELDS - 1; field++) {
      sum += this.#mantissas[field]! * powerOfTwo(Math.max(field, 1) - 150);
    }
    return this.#count === 0 ? 0 : sum / this.#count;
  }
}

/** What a recipe needs to be told of a whole tensor in rows of `columns`, still empty; null: nothing. */
export function statisticsFor(recipe: Recipe, columns: number): TensorStatistics | null {
  if (!needsTensorStatistics(recipe)) return null;
  if (recipe.kind !== 'normalFloat') return new TensorStatistics();
  const size = recipe.grouping.kind === 'group' ? recipe.grouping.size : columns;
  return new TensorStatistics(new GroupMagnitudes(columns, size));
}
