/** How often values of a tensor occur. */
export interface Histogram {
  /** Edges of the bins, one more than counts; of equal width. */
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** Elements that are no number, or infinite. */
  readonly left: number;
}

export function histogramOf(values: Float32Array, bins: number): Histogram {
  let low = Infinity;
  let high = -Infinity;
  let left = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) left++;
    else {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (!(low < high)) {
    const middle = Number.isFinite(low) ? low : 0;
    low = middle - 0.5;
    high = middle + 0.5;
  }
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins);
  const counts = new Float64Array(bins);
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]!++;
  }
  return { edges, counts, left };
}
