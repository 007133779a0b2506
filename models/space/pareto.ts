import { FrontierArchive } from './frontier-archive';

/** Which way a metric is better. */
export type Better = 'min' | 'max';

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
  for (let row = 0; row < count; row++) {
    if (readKey(columns, better, row, key)) archive.offer(row, key);
    else notFinite++;
  }
  return { rows: archive.members().ids, notFinite };
}

/**
 * Writes a row's objectives so that smaller is better (and -0 as 0). False when one is NaN or infinite.
 */
export function readKey(
  columns: readonly Float64Array[],
  better: readonly Better[],
  row: number,
  key: Float64Array,
): boolean {
  for (let c = 0; c < key.length; c++) {
    const value = columns[c]![row]!;
    if (!Number.isFinite(value)) return false;
    key[c] = better[c] === 'max' ? 0 - value : value + 0;
  }
  return true;
}
