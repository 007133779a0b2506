import { type PlacementProblem, sectionBytes } from './problem';

/**
 * Orders in which buffers of equal address are tried: by how long they live (W), by how full it gets while they do (T), by
 * bytes times time (A), by size (S); the first letter counts most, larger ones come first.
 */
export const BUFFER_ORDERS = ['WAT', 'TAW', 'TWA', 'SWT'] as const;
export type BufferOrder = (typeof BUFFER_ORDERS)[number];

/** For each buffer its place in the order. */
export function ranksOf(problem: PlacementProblem, order: BufferOrder): Int32Array {
  const { bytes, from, to, sectionLength } = problem;
  const sums = sectionBytes(problem);
  const keys = [...bytes.keys()].map((buffer) => {
    let [width, total] = [0, 0];
    for (let section = from[buffer]!; section < to[buffer]!; section++) {
      width += sectionLength[section]!;
      total = Math.max(total, sums[section]!);
    }
    return { W: width, T: total, A: width * bytes[buffer]!, S: bytes[buffer]! };
  });
  const letters = [...order] as (keyof (typeof keys)[number])[];
  const sorted = [...bytes.keys()].sort((a, b) => {
    for (const letter of letters) {
      const difference = keys[b]![letter] - keys[a]![letter];
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  const ranks = new Int32Array(bytes.length);
  for (const [rank, buffer] of sorted.entries()) ranks[buffer] = rank;
  return ranks;
}
