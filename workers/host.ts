import { releaseProxy, transfer } from 'comlink';
import { buffersOf } from './buffers';
import type { Job } from './job';

/** How a job ended inside a worker. A job that throws rejects the call instead. */
export type HostAnswer =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly reason: string };

export type OnProgress = (done: number) => void;

/** What a worker offers: these two calls and nothing else. */
export interface HostApi {
  /** Job numbers are the caller's, and each is used once. */
  run(jobNumber: number, id: string, input: unknown, onProgress: OnProgress): Promise<HostAnswer>;
  /** Harmless when the job has ended or never was. */
  cancel(jobNumber: number): void;
}

/** Runs jobs inside a worker; knows nothing of threads, so that tests call it directly. */
export class WorkerHost implements HostApi {
  readonly #jobs: ReadonlyMap<string, Job>;
  readonly #running = new Map<number, { cancelled: boolean }>();

  constructor(jobs: readonly Job[]) {
    this.#jobs = new Map(jobs.map((job) => [job.id, job]));
  }

  async run(jobNumber: number, id: string, input: unknown, onProgress: OnProgress): Promise<HostAnswer> {
    const job = this.#jobs.get(id);
    if (job === undefined) return { kind: 'refused', reason: `There is no job named ${JSON.stringify(id)}.` };
    const state = { cancelled: false };
    this.#running.set(jobNumber, state);
    try {
      const result = await job.run(input, {
        progress: onProgress,
        shouldStop: () => state.cancelled,
        nextSlice: nextMacrotask,
      });
      if (state.cancelled) return { kind: 'stopped' };
      if (!result.ok) return { kind: 'refused', reason: result.reason };
      return transfer({ kind: 'done', value: result.value }, [...buffersOf(result.value)]);
    } finally {
      this.#running.delete(jobNumber);
      release(onProgress);
    }
  }

  cancel(jobNumber: number): void {
    const state = this.#running.get(jobNumber);
    if (state !== undefined) state.cancelled = true;
  }
}

/** A proxied callback holds a port open on both sides; waiting for garbage collection would pile them up. */
function release(onProgress: OnProgress & { [releaseProxy]?: () => void }): void {
  onProgress[releaseProxy]?.();
}

/** A macrotask: unlike a resolved promise it lets messages in. */
function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
