import { FrontierArchive } from './frontier-archive';

/** Which way a metric is better. */
export type Better = 'lower' | 'higher';

export interface ParetoFrontier {
  /** Row numbers of the frontier, ascending. */
  readonly rows: Float64Array;
  /** Rows left out because an objective is NaN or infinite. */
  readonly notFinite: number;
}

/**
 * The rows that no other row beats: none is at least as good in every objective and better in one. Exact.
 *
 * Of several identical rows all are kept, so that a design never disappears from the frontier because another one
 * ties with it. Rows with a NaN or infinite objective are never on the frontier and are counted.
 */
export function paretoFrontier(
  columns: readonly Float64Array[],
  better: readonly Better[],
  count: number = columns[0]?.length ?? 0,
): ParetoFrontier {
  const archive = new FrontierArchive(columns.length);
  const key = new Float64Array(columns.length);
  let notFinite = 0;
  const signs = signsOf(better);
  for (let row = 0; row < count; row++) {
    if (readKey(columns, signs, row, key)) archive.offer(row, key);
    else notFinite++;
  }
  return { rows: archive.members().ids, notFinite };
}

/** For each objective the factor that makes smaller better. */
export function signsOf(better: readonly Better[]): Float64Array {
  return Float64Array.from(better, (way) => (way === 'higher' ? -1 : 1));
}

/**
 * Writes a row's objectives so that smaller is better (and -0 as 0). False when one is NaN or infinite.
 */
export function readKey(
  columns: readonly Float64Array[],
  signs: Float64Array,
  row: number,
  key: Float64Array,
): boolean {
  for (let c = 0; c < key.length; c++) {
    const value = columns[c]![row]!;
    if (value - value !== 0) return false; // NaN, or an infinity
    key[c] = value * signs[c]! + 0;
  }
  return true;
}
