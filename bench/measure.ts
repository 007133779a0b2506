import { performance } from 'node:perf_hooks';

export interface Measurement {
  readonly name: string;
  /** Wall time of the median run, in milliseconds. */
  readonly medianMs: number;
  /** Processor time of the median run: what counts on a machine that does other work as well. */
  readonly cpuMs: number;
  readonly runs: number;
  /** What the last run returned, in words: sizes, so that a fast wrong answer shows. */
  readonly note: string;
}

/** Runs `work` once to warm up, then `runs` times, and reports medians. */
export function measure(name: string, work: () => string, runs = 5): Measurement {
  let note = work();
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const before = process.cpuUsage();
    note = work();
    const used = process.cpuUsage(before);
    wall.push(performance.now() - start);
    cpu.push((used.user + used.system) / 1000);
  }
  return { name, medianMs: median(wall), cpuMs: median(cpu), runs, note };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
