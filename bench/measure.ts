import { performance } from 'node:perf_hooks';

/** What a case measures, and how much of it one run does. */
export interface Measurement {
  readonly name: string;
  /** Designs, points or elements of one run. */
  readonly count: number;
  /** Wall time of the median run, in milliseconds. */
  readonly medianMs: number;
  /**
   * Processor time of the median run, that of the compiler and the garbage collector included: what counts on a machine
   * that does other work as well.
   */
  readonly cpuMs: number;
  readonly runs: number;
  /** What the last run returned, in words: sizes, so that a fast wrong answer shows. */
  readonly note: string;
}

/** Runs `work` once to warm up, then `runs` times, and reports medians. A single run is long: it warms up by itself. */
export function measure(name: string, count: number, work: () => string, runs: number): Measurement {
  let note = runs > 1 ? work() : '';
  const times = new Times();
  for (let run = 0; run < runs; run++) {
    times.start();
    note = work();
    times.stop();
  }
  return { name, count, ...times.medians(), runs, note };
}

/** The same for work that waits for other threads; their processor time counts as well. */
export async function measureAsync(
  name: string,
  count: number,
  work: () => Promise<string>,
  runs: number,
): Promise<Measurement> {
  let note = runs > 1 ? await work() : '';
  const times = new Times();
  for (let run = 0; run < runs; run++) {
    times.start();
    note = await work();
    times.stop();
  }
  return { name, count, ...times.medians(), runs, note };
}

class Times {
  readonly #wall: number[] = [];
  readonly #cpu: number[] = [];
  #begun = 0;
  #before = process.cpuUsage();

  start(): void {
    this.#begun = performance.now();
    this.#before = process.cpuUsage();
  }

  stop(): void {
    const used = process.cpuUsage(this.#before);
    this.#wall.push(performance.now() - this.#begun);
    this.#cpu.push((used.user + used.system) / 1000);
  }

  medians(): { readonly medianMs: number; readonly cpuMs: number } {
    return { medianMs: median(this.#wall), cpuMs: median(this.#cpu) };
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
