import { proxy, wrap, type Remote } from 'comlink';
import type { HostAnswer, HostApi, OnProgress } from './host';
import type { Clock, WorkerPort } from './port';

/** How a job ended, seen from outside: always an answer, never a promise that hangs. */
export type SlotAnswer =
  | HostAnswer
  /** The job itself threw; the worker lives. */
  | { readonly kind: 'threw'; readonly message: string }
  /** The worker died, or gave no sign of life, before it answered. */
  | { readonly kind: 'lost'; readonly message: string };

/** A small job of the kind that will be run. */
export interface Rehearsal {
  readonly jobId: string;
  readonly input: unknown;
}

interface LiveWorker {
  readonly port: WorkerPort;
  readonly remote: Remote<HostApi>;
  /** How to end each job that has not been answered. */
  readonly pending: Map<number, (answer: SlotAnswer) => void>;
  stopWatch: () => void;
}

/**
 * A place for one worker: starts it when it is first needed, notices its death, and starts a fresh one after it.
 *
 * Comlink's promises never settle when the other side is gone. So failures are listened for, and a worker with work
 * that sends neither progress nor an answer for `silenceMs` is given up.
 */
export class WorkerSlot {
  readonly #spawn: () => WorkerPort;
  readonly #clock: Clock;
  readonly #silenceMs: number;
  #worker: LiveWorker | undefined;
  #nextNumber = 1;

  constructor(spawn: () => WorkerPort, clock: Clock, silenceMs: number) {
    this.#spawn = spawn;
    this.#clock = clock;
    this.#silenceMs = silenceMs;
  }

  /** `signal` takes this one job back: the worker is told to stop it, and it is answered with that. */
  run(id: string, input: unknown, onProgress: OnProgress, signal?: AbortSignal): Promise<SlotAnswer> {
    return new Promise((resolve) => {
      let worker: LiveWorker;
      try {
        worker = this.#worker ??= this.#start();
      } catch (error) {
        resolve({ kind: 'lost', message: messageOf(error) });
        return;
      }
      const jobNumber = this.#nextNumber++;
      const takeBack = () => void worker.remote.cancel(jobNumber);
      const settle = (answer: SlotAnswer) => {
        if (!worker.pending.delete(jobNumber)) return;
        signal?.removeEventListener('abort', takeBack);
        this.#watch(worker);
        resolve(answer);
      };
      worker.pending.set(jobNumber, settle);
      this.#watch(worker);
      // A proxied callback has a port of its own, so its last messages can arrive after the answer.
      const whileRunning = proxy((done: number) => {
        if (!worker.pending.has(jobNumber)) return;
        this.#watch(worker);
        onProgress(done);
      });
      worker.remote.run(jobNumber, id, input, whileRunning).then(settle, (error: unknown) => {
        settle({ kind: 'threw', message: messageOf(error) });
      });
      if (signal?.aborted === true) takeBack();
      else signal?.addEventListener('abort', takeBack);
    });
  }

  /** Starts the worker ahead of its first job, and lets it rehearse while it has none. A failure shows with that job. */
  warm(rehearsal?: Rehearsal): void {
    try {
      this.#worker ??= this.#start();
      const idle = this.#worker.pending.size === 0;
      if (rehearsal !== undefined && idle) void this.run(rehearsal.jobId, rehearsal.input, () => undefined);
    } catch {
      // The first job tries again, and has someone to tell.
    }
  }

  /** Tells the worker to stop whatever it does. Does not wait. */
  cancel(): void {
    if (this.#worker === undefined) return;
    for (const jobNumber of this.#worker.pending.keys()) void this.#worker.remote.cancel(jobNumber);
  }

  dispose(): void {
    if (this.#worker !== undefined) this.#bury(this.#worker, 'The worker was shut down.');
  }

  #start(): LiveWorker {
    const port = this.#spawn();
    const worker: LiveWorker = {
      port,
      remote: wrap<HostApi>(port.endpoint),
      pending: new Map(),
      stopWatch: () => undefined,
    };
    port.onFailure((message) => {
      this.#bury(worker, message);
    });
    return worker;
  }

  /** Starts the wait for the next sign of life anew, if one is due. */
  #watch(worker: LiveWorker): void {
    worker.stopWatch();
    worker.stopWatch = () => undefined;
    if (worker.pending.size === 0 || this.#worker !== worker) return;
    worker.stopWatch = this.#clock.after(this.#silenceMs, () => {
      this.#bury(worker, `The worker gave no sign of life for ${String(this.#silenceMs / 1000)} s.`);
    });
  }

  #bury(worker: LiveWorker, message: string): void {
    if (this.#worker === worker) this.#worker = undefined;
    worker.stopWatch();
    worker.port.terminate();
    for (const settle of [...worker.pending.values()]) settle({ kind: 'lost', message });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
