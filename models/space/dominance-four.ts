/** Below this many rows, comparing each with each beats splitting. */
const ROWS_BY_HAND = 16;
const NONE = 0xffffffff;

/**
 * Drops the rows of four columns that an earlier one does not exceed in the second, third and fourth. Rows are distinct
 * and in lexicographic order; columns are dense ranks.
 *
 * Halves of the rows hold their survivors by the second and by the third column, merged from their own halves as in a
 * merge sort. The later half is swept by the second column, with a tree over the third that holds the least of the fourth:
 * O(n log^2 n), without a sort or an allocation on the way.
 */
export function sweepFour(second: Uint32Array, third: Uint32Array, fourth: Uint32Array, kept: Uint8Array): void {
  new FourColumns(second, third, fourth, kept).markWithin(0, kept.length);
}

class FourColumns {
  readonly #second: Uint32Array;
  readonly #third: Uint32Array;
  readonly #fourth: Uint32Array;
  readonly #kept: Uint8Array;
  /** Of each part that was done, from its start on, the survivors in the order of a column. */
  readonly #bySecond: Uint32Array;
  readonly #byThird: Uint32Array;
  readonly #spare: Uint32Array;
  /** Of a row of the earlier half its place by the third column, from 1; of the later half how many it is not below. */
  readonly #place: Uint32Array;
  /** Least of the fourth column over places, as a Fenwick tree. */
  readonly #minima: Uint32Array;

  constructor(second: Uint32Array, third: Uint32Array, fourth: Uint32Array, kept: Uint8Array) {
    const rows = kept.length;
    this.#second = second;
    this.#third = third;
    this.#fourth = fourth;
    this.#kept = kept;
    this.#bySecond = new Uint32Array(rows);
    this.#byThird = new Uint32Array(rows);
    this.#spare = new Uint32Array(rows);
    this.#place = new Uint32Array(rows);
    this.#minima = new Uint32Array(rows + 1);
  }

  /** Drops the rows of [from, to) that one before them in that range dominates; returns how many are left. */
  markWithin(from: number, to: number): number {
    if (to - from <= ROWS_BY_HAND) return this.#byHand(from, to);
    const middle = (from + to) >>> 1;
    const earlier = this.markWithin(from, middle);
    const later = this.markWithin(middle, to);
    const places = this.#placeByThird(from, earlier, middle, later);
    this.#sweep(from, earlier, middle, later, places);
    this.#merge(this.#bySecond, this.#second, from, earlier, middle, later);
    return this.#merge(this.#byThird, this.#third, from, earlier, middle, later);
  }

  #byHand(from: number, to: number): number {
    const [second, third, fourth, kept] = [this.#second, this.#third, this.#fourth, this.#kept];
    let left = 0;
    for (let weak = from; weak < to; weak++) {
      for (let strong = from; strong < weak; strong++) {
        if (third[strong]! > third[weak]! || second[strong]! > second[weak]! || fourth[strong]! > fourth[weak]!)
          continue;
        kept[weak] = 0;
        break;
      }
      if (kept[weak] === 0) continue;
      insert(this.#bySecond, second, from, left, weak);
      insert(this.#byThird, third, from, left, weak);
      left++;
    }
    return left;
  }

  /** Writes places by the third column; returns the highest that a row of the later half reaches. */
  #placeByThird(from: number, earlier: number, middle: number, later: number): number {
    const [third, byThird, place] = [this.#third, this.#byThird, this.#place];
    let next = 0;
    for (let j = middle; j < middle + later; j++) {
      const weak = byThird[j]!;
      while (next < earlier && third[byThird[from + next]!]! <= third[weak]!) place[byThird[from + next]!] = ++next;
      place[weak] = next;
    }
    for (let i = next; i < earlier; i++) place[byThird[from + i]!] = NONE;
    return next;
  }

  #sweep(from: number, earlier: number, middle: number, later: number, places: number): void {
    const [second, fourth, bySecond, place, minima] = [
      this.#second,
      this.#fourth,
      this.#bySecond,
      this.#place,
      this.#minima,
    ];
    minima.fill(NONE, 0, places + 1);
    let next = 0;
    for (let j = middle; j < middle + later; j++) {
      const weak = bySecond[j]!;
      for (; next < earlier && second[bySecond[from + next]!]! <= second[weak]!; next++) {
        const strong = bySecond[from + next]!;
        const value = fourth[strong]!;
        for (let i = place[strong]!; i <= places && minima[i]! > value; i += i & -i) minima[i] = value;
      }
      const value = fourth[weak]!;
      for (let i = place[weak]!; i > 0; i -= i & -i) {
        if (minima[i]! > value) continue;
        this.#kept[weak] = 0;
        break;
      }
    }
  }

  /** Joins the survivors of both halves in the order of a column; returns how many there are. */
  #merge(order: Uint32Array, rank: Uint32Array, from: number, earlier: number, middle: number, later: number): number {
    const [kept, spare] = [this.#kept, this.#spare];
    spare.set(order.subarray(from, from + earlier));
    let i = 0;
    let to = from;
    for (let j = middle; j < middle + later; j++) {
      const row = order[j]!;
      if (kept[row] === 0) continue;
      while (i < earlier && rank[spare[i]!]! <= rank[row]!) order[to++] = spare[i++]!;
      order[to++] = row;
    }
    while (i < earlier) order[to++] = spare[i++]!;
    return to - from;
  }
}

/** Puts a row in its place among `count` that are in order from `from` on. */
function insert(order: Uint32Array, rank: Uint32Array, from: number, count: number, row: number): void {
  let at = from + count;
  for (; at > from && rank[order[at - 1]!]! > rank[row]!; at--) order[at] = order[at - 1]!;
  order[at] = row;
}
