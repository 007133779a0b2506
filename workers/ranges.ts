/** Design indices `from` .. `to - 1`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export function sizeOf(range: Range): number {
  return range.to - range.from;
}

/** What is still to be leased out, in ascending order; ranges that came back go first and stay whole. */
export class RangeQueue {
  readonly #ranges: Range[];
  readonly #returned: Range[] = [];

  constructor(ranges: readonly Range[]) {
    this.#ranges = ranges.filter((range) => sizeOf(range) > 0);
  }

  /** The number of indices that have not been taken. */
  get size(): number {
    return this.waiting.reduce((sum, range) => sum + sizeOf(range), 0);
  }

  get waiting(): readonly Range[] {
    return [...this.#returned, ...this.#ranges];
  }

  take(size: number): Range | undefined {
    const returned = this.#returned.shift();
    if (returned !== undefined) return returned;
    const [first] = this.#ranges;
    if (first === undefined) return undefined;
    const to = Math.min(first.to, first.from + size);
    if (to === first.to) this.#ranges.shift();
    else this.#ranges[0] = { from: to, to: first.to };
    return { from: first.from, to };
  }

  putBack(range: Range): void {
    this.#returned.push(range);
  }
}

/** Ascending ranges, with neighbours joined. */
export function joined(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last?.to === range.from) result[result.length - 1] = { from: last.from, to: range.to };
    else result.push(range);
  }
  return result;
}
