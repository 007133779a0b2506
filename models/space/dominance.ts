import { sweepFour } from './dominance-four';
import { rankRows } from './rank-rows';

/**
 * Marks the rows of a row-major table that no other row dominates: none is less than or equal in every column and
 * less in one. Identical rows do not dominate each other, so that all of them stay.
 *
 * Rows are sorted lexicographically and identical ones made one. Then an earlier row never is dominated by a later
 * one, and an earlier row dominates a later one exactly when it is <= in the columns after the first. What is left:
 * two columns, a running minimum; three, a sweep with a tree of prefix minima, O(n log n); four, that sweep between halves,
 * O(n log^2 n); more, divide and conquer, O(n log^(columns-2) n).
 *
 * Source: Kung, Luccio, Preparata, "On finding the maxima of a set of vectors", J. ACM 22(4), 1975.
 */
export function nonDominated(table: Float64Array, rows: number, columns: number): Uint8Array {
  const { order, ranks } = rankRows(table, rows, columns);
  const slot = new Uint32Array(rows); // row -> its place among the distinct rows, in order
  const distinct: Uint32Array[] = ranks.map(() => new Uint32Array(rows));
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const row = order[i]!;
    if (i === 0 || ranks.some((rank) => rank[row] !== rank[order[i - 1]!])) {
      for (let c = 0; c < columns; c++) distinct[c]![count] = ranks[c]![row]!;
      count++;
    }
    slot[row] = count - 1;
  }
  const kept = new Uint8Array(count).fill(1);
  if (columns === 2) sweepTwo(distinct[1]!, kept);
  else if (columns === 3) sweepThree(distinct[1]!, distinct[2]!, kept);
  else if (columns === 4) sweepFour(distinct[1]!, distinct[2]!, distinct[3]!, kept);
  else if (columns > 4) new DivideAndConquer(distinct, kept).markWithin(0, count);
  else kept.fill(0, 1);
  const result = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) result[row] = kept[slot[row]!]!;
  return result;
}

function sweepTwo(rank: Uint32Array, kept: Uint8Array): void {
  let best = Infinity;
  for (let t = 0; t < kept.length; t++) {
    if (rank[t]! >= best) kept[t] = 0;
    else best = rank[t]!;
  }
}

/** Keeps, over `second`, the prefix minima of `third` in a Fenwick tree: one look-up tells whether a row is beaten. */
function sweepThree(second: Uint32Array, third: Uint32Array, kept: Uint8Array): void {
  const size = kept.length;
  const minima = new Uint32Array(size + 1).fill(0xffffffff);
  for (let t = 0; t < size; t++) {
    const mine = third[t]!;
    for (let i = second[t]! + 1; i > 0; i -= i & -i) {
      if (minima[i]! <= mine) {
        kept[t] = 0;
        break;
      }
    }
    if (kept[t] === 0) continue; // its dominator is in the tree already, and dominates all that it would
    for (let i = second[t]! + 1; i <= size && minima[i]! > mine; i += i & -i) minima[i] = mine;
  }
}

/** Below this many pairs, comparing each with each beats splitting. */
const PAIRS_BY_HAND = 512;
const ROWS_BY_HAND = 16;

class DivideAndConquer {
  readonly #ranks: readonly Uint32Array[];
  readonly #kept: Uint8Array;
  readonly #last: number;

  constructor(ranks: readonly Uint32Array[], kept: Uint8Array) {
    this.#ranks = ranks;
    this.#kept = kept;
    this.#last = ranks.length - 1;
  }

  /** Drops the rows of [from, to) that a row before them in that range dominates. */
  markWithin(from: number, to: number): void {
    if (to - from <= ROWS_BY_HAND) {
      for (let weak = from + 1; weak < to; weak++) {
        for (let strong = from; strong < weak && this.#kept[weak] === 1; strong++) {
          if (this.#kept[strong] === 1 && this.#beats(strong, weak, 1)) this.#kept[weak] = 0;
        }
      }
      return;
    }
    const middle = (from + to) >>> 1;
    this.markWithin(from, middle);
    this.#mark(this.#alive(from, middle), this.#alive(middle, to), 1);
    this.markWithin(middle, to);
  }

  #alive(from: number, to: number): number[] {
    const rows: number[] = [];
    for (let t = from; t < to; t++) if (this.#kept[t] === 1) rows.push(t);
    return rows;
  }

  /** Drops those of `weak` that one of `strong` does not exceed in any column from `column` on. */
  #mark(strong: readonly number[], weak: readonly number[], column: number): void {
    if (strong.length === 0 || weak.length === 0) return;
    if (strong.length * weak.length <= PAIRS_BY_HAND) return this.#compare(strong, weak, column);
    if (column === this.#last - 1) return this.#sweep(strong, weak, column);
    const rank = this.#ranks[column]!;
    let least = Infinity;
    let most = 0;
    for (const rows of [strong, weak]) {
      for (const t of rows) {
        if (rank[t]! < least) least = rank[t]!;
        if (rank[t]! > most) most = rank[t]!;
      }
    }
    if (least === most) return this.#mark(strong, weak, column + 1);
    const cut = Math.floor((least + most + 1) / 2); // ranks are dense, so the middle rank is near the median
    const strongLow = strong.filter((t) => rank[t]! < cut);
    const strongHigh = strong.filter((t) => rank[t]! >= cut);
    const weakLow = weak.filter((t) => rank[t]! < cut);
    const weakHigh = weak.filter((t) => rank[t]! >= cut);
    this.#mark(strongLow, weakLow, column);
    this.#mark(strongLow, weakHigh, column + 1);
    this.#mark(
      strongHigh,
      weakHigh.filter((t) => this.#kept[t] === 1),
      column,
    );
  }

  #beats(strong: number, weak: number, fromColumn: number): boolean {
    for (let c = fromColumn; c <= this.#last; c++) {
      const rank = this.#ranks[c]!;
      if (rank[strong]! > rank[weak]!) return false;
    }
    return true;
  }

  #compare(strong: readonly number[], weak: readonly number[], column: number): void {
    for (const w of weak) {
      if (this.#kept[w] === 1 && strong.some((s) => this.#beats(s, w, column))) this.#kept[w] = 0;
    }
  }

  /** Two columns left: walk both lists by the first of them, with the least of the second so far. */
  #sweep(strong: readonly number[], weak: readonly number[], column: number): void {
    const first = this.#ranks[column]!;
    const second = this.#ranks[column + 1]!;
    const strongOrder = orderBy(strong, first);
    const weakOrder = orderBy(weak, first);
    let next = 0;
    let best = Infinity;
    for (const w of weakOrder) {
      for (; next < strongOrder.length && first[strongOrder[next]!]! <= first[w]!; next++) {
        best = Math.min(best, second[strongOrder[next]!]!);
      }
      if (best <= second[w]!) this.#kept[w] = 0;
    }
  }
}

/** Rows by ascending rank. Rank and row packed in one double sort natively, several times faster than a comparator. */
function orderBy(rows: readonly number[], rank: Uint32Array): Float64Array {
  const size = rank.length;
  const packed = Float64Array.from(rows, (t) => rank[t]! * size + t).sort();
  for (let i = 0; i < packed.length; i++) packed[i] = packed[i]! % size;
  return packed;
}
