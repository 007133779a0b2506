import { drawing } from '../drawn-numbers';
import { type PlacementProblem, sectionBytes } from './problem';

/**
 * Orders in which buffers of equal address are tried: by how long they live (W), by how full it gets while they do (T), by
 * bytes times time (A), by size (S), by how many others they meet (O), by how late they end (U); the first letter counts most, larger ones come first.
 */
export const BUFFER_ORDERS = ['WAT', 'TAW', 'TWA', 'UWA', 'OAT'] as const;
export type BufferOrder = (typeof BUFFER_ORDERS)[number];

/** Keys that drawn orders weigh. */
const DRAWN = ['W', 'T', 'A', 'S', 'O'] as const;
type Letter = (typeof DRAWN)[number] | 'U';

/** How much chance counts beside the keys, in a drawn order. */
const CHANCE = 0.1;

/** Ranks buffers, lowest first, in orders that are named or drawn. */
export class BufferRanking {
  readonly #keys: Readonly<Record<Letter, Float64Array>>;
  readonly #count: number;

  constructor(problem: PlacementProblem) {
    const { bytes, from, to, sectionLength, overlaps } = problem;
    this.#count = bytes.length;
    const sums = sectionBytes(problem);
    const [width, total] = [new Float64Array(this.#count), new Float64Array(this.#count)];
    for (let buffer = 0; buffer < this.#count; buffer++) {
      for (let section = from[buffer]!; section < to[buffer]!; section++) {
        width[buffer]! += sectionLength[section]!;
        total[buffer] = Math.max(total[buffer]!, sums[section]!);
      }
    }
    const area = bytes.map((size, buffer) => size * width[buffer]!);
    const meets = Float64Array.from(overlaps, (list) => list.length);
    this.#keys = { W: width, T: total, A: area, S: bytes, O: meets, U: Float64Array.from(to) };
  }

  /** For each buffer its place in the order. */
  named(order: BufferOrder): Int32Array {
    const keys = ([...order] as Letter[]).map((letter) => this.#keys[letter]);
    return this.#ranked((a, b) => {
      for (const key of keys) if (key[a] !== key[b]) return key[b]! - key[a]!;
      return a - b;
    });
  }

  /** An order that weighs the places in all keys, and chance, by weights drawn from a seed. */
  drawn(seed: number): Int32Array {
    const draw = drawing(seed);
    const score = new Float64Array(this.#count);
    for (const letter of DRAWN) {
      const weight = draw();
      const key = this.#keys[letter];
      const ranks = this.#ranked((a, b) => key[b]! - key[a]! || a - b);
      // Cubed, so that one key or two stand out.
      for (let buffer = 0; buffer < this.#count; buffer++) score[buffer]! += weight * weight * weight * ranks[buffer]!;
    }
    for (let buffer = 0; buffer < this.#count; buffer++) score[buffer]! += CHANCE * this.#count * draw();
    return this.#ranked((a, b) => score[a]! - score[b]! || a - b);
  }

  #ranked(compare: (a: number, b: number) => number): Int32Array {
    const ranks = new Int32Array(this.#count);
    for (const [rank, buffer] of [...ranks.keys()].sort(compare).entries()) ranks[buffer] = rank;
    return ranks;
  }
}
