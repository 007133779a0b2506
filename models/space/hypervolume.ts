import type { Better } from './pareto';

/**
 * Area that a set of points dominates, up to a reference point: the larger, the better the set. Exact.
 *
 * Unit: the product of the two objectives' units. Points that are not better than the reference in both objectives,
 * or not finite, add nothing; dominated points and duplicates are allowed and add nothing either.
 *
 * Source: Zitzler, Thiele, "Multiobjective optimization using evolutionary algorithms", PPSN V, 1998 ("size of the
 * space covered"); sweep by the first objective, O(n log n).
 */
export function hypervolume2d(
  x: Float64Array,
  y: Float64Array,
  better: readonly [Better, Better],
  reference: readonly [number, number],
): number {
  const gains: (readonly [number, number])[] = [];
  for (let i = 0; i < x.length; i++) {
    const width = better[0] === 'higher' ? x[i]! - reference[0] : reference[0] - x[i]!;
    const height = better[1] === 'higher' ? y[i]! - reference[1] : reference[1] - y[i]!;
    if (width > 0 && height > 0 && width < Infinity && height < Infinity) gains.push([width, height]);
  }
  gains.sort((p, q) => q[0] - p[0] || q[1] - p[1]);
  let area = 0;
  let covered = 0;
  for (const [width, height] of gains) {
    if (height <= covered) continue;
    area += width * (height - covered);
    covered = height;
  }
  return area;
}
