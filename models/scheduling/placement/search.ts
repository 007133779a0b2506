import type { PlacementProblem } from './problem';

/**
 * Depth-first search for addresses, from the bottom up: every buffer stands on the bottom or on others, and buffers are
 * placed by rising address, of equal addresses by rank. So each packing is met once. A branch ends where
 * - some time can not hold what is still to be placed above the lowest address left for it;
 * - a buffer would fit wholly below the next one that is placed (the packing with it down there has been tried);
 * - a buffer above which nothing can come fails: no other choice at that place does better.
 * Where no buffer that is left spans a moment, the times before and after are solved apart.
 */
export class PlacementSearch {
  readonly offsets: Float64Array;
  readonly #problem: PlacementProblem;
  readonly #rank: Int32Array;
  /** Top of what lies below each buffer. */
  readonly #lowest: Float64Array;
  readonly #isPlaced: Uint8Array;
  /** The lowest address that each buffer can have, given what has been passed over. */
  readonly #least: Float64Array;
  /** How high the buffers that are left pile up at least, in each section. */
  readonly #top: Float64Array;
  /** How many of the buffers that are left begin and end in each section, and the part that it belongs to. */
  readonly #begin: Int32Array;
  readonly #end: Int32Array;
  readonly #part: Int32Array;
  readonly #changedBuffer: Int32Array;
  readonly #changedFrom: Float64Array;
  #changes = 0;
  #budget = 0;
  readonly #run: Generator<undefined, boolean>;

  constructor(problem: PlacementProblem, rank: Int32Array) {
    this.#problem = problem;
    this.#rank = rank;
    const count = problem.bytes.length;
    this.offsets = new Float64Array(count);
    this.#lowest = new Float64Array(count);
    this.#isPlaced = new Uint8Array(count);
    this.#least = new Float64Array(count);
    this.#top = new Float64Array(problem.sectionCount);
    this.#begin = new Int32Array(problem.sectionCount + 1);
    this.#end = new Int32Array(problem.sectionCount + 1);
    this.#part = new Int32Array(problem.sectionCount + 1);
    // A buffer stands on at most all others, one after the other.
    const most = problem.overlaps.reduce((sum, list) => sum + list.length, 0) + 1;
    this.#changedBuffer = new Int32Array(most);
    this.#changedFrom = new Float64Array(most);
    this.#run = this.#solve(Int32Array.from(rank.keys()), 0, -1);
  }

  /** Goes on for so many nodes. */
  run(nodes: number): 'open' | 'placed' | 'impossible' {
    this.#budget = nodes;
    const { done, value } = this.#run.next();
    if (done !== true) return 'open';
    return value ? 'placed' : 'impossible';
  }

  /** Places buffers that are not placed yet at `floor` or above, of those at `floor` only such of a higher rank. */
  *#solve(buffers: Int32Array, floor: number, rank: number): Generator<undefined, boolean> {
    const parts = this.#apart(buffers);
    if (parts.length === 1) return yield* this.#place(parts[0]!, floor, rank);
    for (const part of parts.sort((a, b) => a.length - b.length)) {
      if (!(yield* this.#place(part, floor, rank))) return false;
    }
    return true;
  }

  *#place(buffers: Int32Array, floor: number, rank: number): Generator<undefined, boolean> {
    if (this.#budget-- <= 0) yield;
    if (!this.#fits(buffers, floor, rank)) return false;
    const { bytes } = this.#problem;
    const [lowest, ranks] = [this.#lowest, this.#rank];
    let leastTop = Infinity;
    for (const buffer of buffers) leastTop = Math.min(leastTop, lowest[buffer]! + bytes[buffer]!);
    const candidates = buffers
      .filter((buffer) => this.#mayFollow(buffer, floor, rank) && lowest[buffer]! < leastTop)
      .sort((a, b) => lowest[a]! - lowest[b]! || ranks[a]! - ranks[b]!);
    for (const buffer of candidates) {
      const undo = this.#changes;
      const offset = lowest[buffer]!;
      this.offsets[buffer] = offset;
      this.#isPlaced[buffer] = 1;
      const isCovered = this.#raise(buffer, offset + bytes[buffer]!);
      const rest = buffers.filter((other) => other !== buffer);
      if (rest.length === 0 || (yield* this.#solve(rest, offset, ranks[buffer]!))) return true;
      this.#undoTo(undo);
      // Of parts that are solved apart, some may have been placed before one failed.
      for (const other of buffers) this.#isPlaced[other] = 0;
      if (!isCovered) return false;
    }
    return false;
  }

  /** Whether a buffer can be the next one at its lowest address. */
  #mayFollow(buffer: number, floor: number, rank: number): boolean {
    const lowest = this.#lowest[buffer]!;
    return lowest > floor || (lowest === floor && this.#rank[buffer]! > rank);
  }

  /**
   * Whether every time can still hold its buffers, piled up by the lowest address that each can have. Leaves the buffers
   * sorted by that.
   */
  #fits(buffers: Int32Array, floor: number, rank: number): boolean {
    const { bytes, from, to, capacity } = this.#problem;
    const [least, top] = [this.#least, this.#top];
    let [first, last] = [Infinity, 0];
    for (let place = 0; place < buffers.length; place++) {
      const buffer = buffers[place]!;
      first = Math.min(first, from[buffer]!);
      last = Math.max(last, to[buffer]!);
      const key = this.#mayFollow(buffer, floor, rank) ? this.#lowest[buffer]! : this.#leastAbove(buffer, floor);
      if (key + bytes[buffer]! > capacity) return false;
      least[buffer] = key;
      // They were sorted before the last buffer was placed: little moves.
      let at = place;
      for (; at > 0 && least[buffers[at - 1]!]! > key; at--) buffers[at] = buffers[at - 1]!;
      buffers[at] = buffer;
    }
    top.fill(0, first, last);
    for (let place = 0; place < buffers.length; place++) {
      const buffer = buffers[place]!;
      const [bottom, size, end] = [least[buffer]!, bytes[buffer]!, to[buffer]!];
      for (let section = from[buffer]!; section < end; section++) {
        const above = (top[section]! > bottom ? top[section]! : bottom) + size;
        if (above > capacity) return false;
        top[section] = above;
      }
    }
    return true;
  }

  /** The lowest address of a buffer that has been passed over: the top of another one that is placed before it. */
  #leastAbove(buffer: number, floor: number): number {
    const { bytes, overlaps } = this.#problem;
    let least = Infinity;
    for (const other of overlaps[buffer]!) {
      if (this.#isPlaced[other] === 1) continue;
      least = Math.min(least, Math.max(floor, this.#lowest[other]!) + bytes[other]!);
    }
    return least;
  }

  /** Lifts what has to lie above a buffer that was placed; says whether there is anything. */
  #raise(buffer: number, top: number): boolean {
    let isCovered = false;
    for (const other of this.#problem.overlaps[buffer]!) {
      if (this.#isPlaced[other] === 1) continue;
      isCovered = true;
      if (this.#lowest[other]! >= top) continue;
      this.#changedBuffer[this.#changes] = other;
      this.#changedFrom[this.#changes++] = this.#lowest[other]!;
      this.#lowest[other] = top;
    }
    return isCovered;
  }

  #undoTo(changes: number): void {
    while (this.#changes > changes) {
      this.#changes--;
      this.#lowest[this.#changedBuffer[this.#changes]!] = this.#changedFrom[this.#changes]!;
    }
  }

  /** The buffers in groups that share no time. */
  #apart(buffers: Int32Array): Int32Array[] {
    const { from, to } = this.#problem;
    let [first, last] = [Infinity, 0];
    for (const buffer of buffers) {
      first = Math.min(first, from[buffer]!);
      last = Math.max(last, to[buffer]!);
      this.#begin[from[buffer]!]!++;
      this.#end[to[buffer]!]!++;
    }
    let [present, parts] = [0, 0];
    for (let section = first; section <= last; section++) {
      present -= this.#end[section]!;
      if (present === 0 && this.#begin[section]! > 0) parts++;
      present += this.#begin[section]!;
      this.#part[section] = parts - 1;
      this.#begin[section] = 0;
      this.#end[section] = 0;
    }
    if (parts === 1) return [buffers];
    return Array.from({ length: parts }, (_, at) => buffers.filter((buffer) => this.#part[from[buffer]!] === at));
  }
}
