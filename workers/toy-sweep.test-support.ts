import { expose } from 'comlink';
import { STATUS, type Sink } from '../models/space/sink';
import type { HostApi } from './host';
import { WorkerHost } from './host';
import type { Job, Parsed } from './job';
import type { WorkerPort } from './port';
import type { SweepEngine, SweepProgram } from './sweep-job';
import { createSweepJob } from './sweep-job';
import type { SweepWant } from './sweep-want';

const BLOCK = 1000;

/** A number in [0, 1) that looks random and belongs to a design and a metric. */
function noise(index: number, metric: string): number {
  let state = (index + 1) * 2654435761 + metric.charCodeAt(0) * 40503;
  state = Math.imul(state ^ (state >>> 15), 2246822519);
  state = Math.imul(state ^ (state >>> 13), 3266489917);
  return ((state ^ (state >>> 16)) >>> 0) / 4294967296;
}

/** What a design's metric is: spread over decades, now and then missing. */
export function toyMetric(index: number, metric: string): number {
  if (index % 997 === 5) return NaN;
  return (1 + Math.floor(noise(index, metric) * 5000)) / 64;
}

class ToyProgram implements SweepProgram {
  readonly size: number;
  readonly #metrics: readonly string[];
  readonly #onBlock: () => void;

  constructor(size: number, metrics: readonly string[], onBlock: () => void) {
    this.size = size;
    this.#metrics = metrics;
    this.#onBlock = onBlock;
  }

  prepare(): null {
    return null;
  }

  runRange(from: number, to: number, sinks: readonly Sink[], shouldStop: () => boolean): number {
    const columns = this.#metrics.map(() => new Float64Array(BLOCK));
    const status = new Uint8Array(BLOCK);
    let at = from;
    while (at < to) {
      const count = Math.min(BLOCK, to - at);
      for (let row = 0; row < count; row++) {
        for (const [k, metric] of this.#metrics.entries()) columns[k]![row] = toyMetric(at + row, metric);
        status[row] = (at + row) % 13 === 0 ? STATUS.infeasible : STATUS.ok;
      }
      for (const sink of sinks) sink.accept({ firstIndex: at, count, columns, status });
      at += count;
      this.#onBlock();
      if (shouldStop()) break;
    }
    return at - from;
  }
}

export interface ToyHooks {
  readonly onBlock?: () => void;
  readonly onCompile?: () => void;
}

/** Spaces look like `{toySize: number}`. Its clock ticks at every look, so that each block is a slice. */
export class ToyEngine implements SweepEngine {
  readonly #hooks: ToyHooks;
  #time = 0;

  constructor(hooks: ToyHooks = {}) {
    this.#hooks = hooks;
  }

  compile(space: unknown, metrics: readonly string[]): Parsed<SweepProgram> {
    this.#hooks.onCompile?.();
    const size = (space as { toySize?: unknown } | null)?.toySize;
    if (typeof size !== 'number') return { ok: false, reason: 'toySize: a number is expected.' };
    return { ok: true, value: new ToyProgram(size, metrics, this.#hooks.onBlock ?? (() => undefined)) };
  }

  now(): number {
    this.#time += 20;
    return this.#time;
  }
}

export const TOY_WANT: SweepWant = {
  columns: ['time', 'area'],
  frontier: [
    { metric: 'time', better: 'lower' },
    { metric: 'area', better: 'higher' },
    { metric: 'energy', better: 'lower' },
  ],
  constraints: [
    { metric: 'energy', max: 70 },
    { metric: 'time', min: 1 },
  ],
  density: { x: { metric: 'time', scale: 'log' }, y: { metric: 'energy', scale: 'linear' } },
};

/** A worker in this thread, which the test can kill. */
export class FakeWorker implements WorkerPort {
  readonly endpoint: WorkerPort['endpoint'];
  readonly #channel = new MessageChannel();
  readonly #listeners: ((message: string) => void)[] = [];
  terminated = false;

  constructor(makeHost: (self: FakeWorker) => HostApi) {
    expose(makeHost(this), this.#channel.port1);
    this.endpoint = this.#channel.port2;
  }

  onFailure(listener: (message: string) => void): void {
    this.#listeners.push(listener);
  }

  fail(message: string): void {
    for (const listener of this.#listeners) listener(message);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
    this.#channel.port2.close();
  }
}

export function toyWorker(hooks: ToyHooks = {}, moreJobs: readonly Job[] = []): FakeWorker {
  return new FakeWorker(() => new WorkerHost([createSweepJob(new ToyEngine(hooks)), ...moreJobs]));
}

/** A worker that dies of every sweep lease that `deadly` picks, and does the others. */
export function mortalWorker(deadly: (from: number, to: number) => boolean): FakeWorker {
  return new FakeWorker((self) => {
    const host = new WorkerHost([createSweepJob(new ToyEngine())]);
    return {
      run(jobNumber, id, input, onProgress) {
        const { from, to } = input as { from: number; to: number };
        if (!deadly(from, to)) return host.run(jobNumber, id, input, onProgress);
        self.fail('Out of memory');
        return new Promise(() => undefined);
      },
      cancel: (jobNumber) => {
        host.cancel(jobNumber);
      },
    };
  });
}
