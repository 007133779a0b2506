/** Where buffers with fixed lifetimes lie in one memory: offline dynamic storage allocation. */

/** A buffer that is there over the times `lower <= time < upper`. */
export interface Buffer {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  readonly bytes: number;
}

export interface PlacementProblem {
  readonly capacity: number;
  readonly bytes: Float64Array;
  /** Sections of time between two changes, numbered from zero: a buffer covers `from <= section < to`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly sectionCount: number;
  /** Time that each section takes. */
  readonly sectionLength: Float64Array;
  /** For each buffer those that are there at some time with it. */
  readonly overlaps: readonly Int32Array[];
}

export function placementProblem(buffers: readonly Omit<Buffer, 'name'>[], capacity: number): PlacementProblem {
  const times = [...new Set(buffers.flatMap(({ lower, upper }) => [lower, upper]))].sort((a, b) => a - b);
  const section = new Map(times.map((time, index) => [time, index]));
  const from = Int32Array.from(buffers, ({ lower }) => section.get(lower)!);
  const to = Int32Array.from(buffers, ({ upper }) => section.get(upper)!);
  return {
    capacity,
    bytes: Float64Array.from(buffers, ({ bytes }) => bytes),
    ...{ from, to },
    sectionCount: Math.max(0, times.length - 1),
    sectionLength: Float64Array.from(times.slice(1), (time, index) => time - times[index]!),
    overlaps: overlapsOf(from, to),
  };
}

function overlapsOf(from: Int32Array, to: Int32Array): readonly Int32Array[] {
  const byStart = [...from.keys()].sort((a, b) => from[a]! - from[b]!);
  const lists: number[][] = [...from].map(() => []);
  for (const [place, one] of byStart.entries()) {
    for (let next = place + 1; next < byStart.length && from[byStart[next]!]! < to[one]!; next++) {
      lists[one]!.push(byStart[next]!);
      lists[byStart[next]!]!.push(one);
    }
  }
  return lists.map((list) => Int32Array.from(list));
}

/** Bytes of all buffers in each section: none of the sums may exceed the capacity. */
export function sectionBytes({ from, to, bytes, sectionCount }: PlacementProblem): Float64Array {
  const sums = new Float64Array(sectionCount);
  for (let buffer = 0; buffer < bytes.length; buffer++) {
    for (let section = from[buffer]!; section < to[buffer]!; section++) sums[section]! += bytes[buffer]!;
  }
  return sums;
}

/** Sentences on what is wrong with addresses, found by looking at every pair. */
export function placementFaults(
  buffers: readonly Buffer[],
  capacity: number,
  offsets: readonly number[],
): readonly string[] {
  const faults: string[] = [];
  for (const [one, { name, lower, upper, bytes }] of buffers.entries()) {
    const offset = offsets[one]!;
    if (!Number.isSafeInteger(offset) || offset < 0 || offset + bytes > capacity) {
      faults.push(`${name} at ${offset} lies outside.`);
    }
    for (let two = 0; two < one; two++) {
      const other = buffers[two]!;
      const sameTime = lower < other.upper && other.lower < upper;
      const sameBytes = offset < offsets[two]! + other.bytes && offsets[two]! < offset + bytes;
      if (sameTime && sameBytes) faults.push(`${name} and ${other.name} overlap.`);
    }
  }
  return faults;
}
