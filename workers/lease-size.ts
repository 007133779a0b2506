/** Long enough that messages do not count, short enough that little is lost with a worker. */
const TARGET_MS = 75;
/** The first lease: it also pays for compiling, so that its pace says little. */
const FIRST = 2048;
const LEAST = 512;
/** One quick lease must not lead to a huge one. */
const GROWTH = 8;

/** How many designs to lease at a time, from the pace so far. */
export class LeaseSize {
  readonly #workers: number;
  #size = FIRST;

  constructor(workers: number) {
    this.#workers = workers;
  }

  /** At most half of a fair share of what is left, so that all workers end at about the same time. */
  next(left: number): number {
    return Math.max(LEAST, Math.min(this.#size, Math.ceil(left / (2 * this.#workers))));
  }

  /** Learns that so many designs took so long. */
  took(designs: number, milliseconds: number): void {
    const atPace = (designs / Math.max(milliseconds, 0.1)) * TARGET_MS;
    this.#size = Math.round(Math.max(LEAST, Math.min(atPace, designs * GROWTH)));
  }
}
