import { nonDominated } from './dominance';
import { rankRows } from './rank-rows';

/** Fewest rows gathered before the exact filter runs. */
const SETTLE_ROWS = 4096;
/** Rows of the archive that every newcomer is compared with at once; most of a sweep's designs end here. */
const KILLERS = 64;
/** Rows from which the killers are chosen. */
const KILLER_SAMPLE = 4096;

/**
 * The non-dominated rows among all that were offered, smaller being better in every column. Exact.
 *
 * A newcomer is compared with a few killers, archive rows that dominate much. If none beats it, it waits in the
 * archive's tail until the archive has doubled, when the exact filter clears out. So the filter's cost is shared by
 * as many rows as it handles, and memory stays within about twice the frontier. What the archive holds does not
 * depend on the order of the offers.
 */
export class FrontierArchive {
  readonly #columns: number;
  #rows: Float64Array;
  #ids: Float64Array;
  #size = 0;
  #settleAt = SETTLE_ROWS;
  /** Row-major copies of archive rows; the latest successful one first. */
  #killers: Float64Array = new Float64Array(0);

  constructor(columns: number) {
    this.#columns = columns;
    this.#rows = new Float64Array(SETTLE_ROWS * columns);
    this.#ids = new Float64Array(SETTLE_ROWS);
  }

  /** Offers a row of finite values under an id of the caller's. -0 must have been made 0. The row is copied. */
  offer(id: number, row: Float64Array): void {
    if (this.#isKilled(row)) return;
    const columns = this.#columns;
    const at = this.#size * columns;
    for (let c = 0; c < columns; c++) this.#rows[at + c] = row[c]!;
    this.#ids[this.#size++] = id;
    if (this.#size === this.#settleAt) this.#settle();
  }

  /** The frontier so far, by ascending id: ids, and rows in row-major order. */
  members(): { readonly ids: Float64Array; readonly rows: Float64Array } {
    this.#settle();
    const columns = this.#columns;
    const { order } = rankRows(this.#ids, this.#size, 1);
    const ids = new Float64Array(this.#size);
    const rows = new Float64Array(this.#size * columns);
    for (let i = 0; i < this.#size; i++) {
      const from = order[i]!;
      ids[i] = this.#ids[from]!;
      for (let c = 0; c < columns; c++) rows[i * columns + c] = this.#rows[from * columns + c]!;
    }
    return { ids, rows };
  }

  #isKilled(row: Float64Array): boolean {
    const columns = this.#columns;
    const killers = this.#killers;
    for (let at = 0; at < killers.length; at += columns) {
      let less = false;
      let c = 0;
      for (; c < columns; c++) {
        const killer = killers[at + c]!;
        if (killer > row[c]!) break;
        if (killer < row[c]!) less = true;
      }
      if (c < columns || !less) continue;
      // Neighbours in a sweep are alike: what beat this row will most likely beat the next.
      for (let k = 0; k < columns && at > 0; k++) {
        const killer = killers[at + k]!;
        killers[at + k] = killers[k]!;
        killers[k] = killer;
      }
      return true;
    }
    return false;
  }

  #settle(): void {
    const columns = this.#columns;
    const kept = nonDominated(this.#rows, this.#size, columns);
    let size = 0;
    for (let row = 0; row < this.#size; row++) {
      if (kept[row] === 0) continue;
      this.#rows.copyWithin(size * columns, row * columns, (row + 1) * columns);
      this.#ids[size++] = this.#ids[row]!;
    }
    this.#size = size;
    this.#settleAt = Math.max(SETTLE_ROWS, 2 * size);
    if (this.#settleAt > this.#ids.length) this.#grow(this.#settleAt);
    this.#killers = chooseKillers(this.#rows, size, columns);
  }

  #grow(rows: number): void {
    const grownRows = new Float64Array(rows * this.#columns);
    const grownIds = new Float64Array(rows);
    grownRows.set(this.#rows);
    grownIds.set(this.#ids);
    this.#rows = grownRows;
    this.#ids = grownIds;
  }
}

/**
 * The rows that dominate the largest boxes, measured by ranks in the sample, so that columns spanning many orders of
 * magnitude count alike. The choice affects the speed only.
 */
function chooseKillers(rows: Float64Array, size: number, columns: number): Float64Array {
  const stride = Math.max(1, Math.floor(size / KILLER_SAMPLE));
  const count = Math.floor((size + stride - 1) / stride);
  const sample = new Float64Array(count * columns);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < columns; c++) sample[i * columns + c] = rows[i * stride * columns + c]!;
  }
  const { ranks } = rankRows(sample, count, columns);
  const negativeVolumes = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let volume = 1;
    for (const rank of ranks) volume *= 1 - rank[i]! / count;
    negativeVolumes[i] = -volume;
  }
  const { order } = rankRows(negativeVolumes, count, 1);
  const chosen = Math.min(KILLERS, count);
  const killers = new Float64Array(chosen * columns);
  for (let k = 0; k < chosen; k++) {
    for (let c = 0; c < columns; c++) killers[k * columns + c] = sample[order[k]! * columns + c]!;
  }
  return killers;
}
