import { LeasedRun, type LeasedTask, type RunOutcome, type RunProgress } from './leased-run';
import { systemClock, type Clock, type WorkerPort } from './port';
import { WorkerSlot, type Rehearsal } from './worker-slot';

export interface PoolOptions {
  /** Starts a worker; called when one is first needed and after each death. */
  readonly spawn: () => WorkerPort;
  /** Number of workers. */
  readonly size: number;
  readonly clock?: Clock;
  /** How long a worker may work without a sign of life before it counts as dead. */
  readonly silenceMs?: number;
}

export interface RunOptions {
  readonly onProgress?: (progress: RunProgress) => void;
  readonly signal?: AbortSignal;
}

/** Some slices long, and longer than compiling a large space takes. */
const SILENCE_MS = 20_000;

/**
 * Workers that share out ranges of indices among them. Works on one run at a time: a new run cancels the one before.
 */
export class WorkerPool {
  readonly #slots: readonly WorkerSlot[];
  readonly #clock: Clock;
  #cancelCurrent: () => void = () => undefined;

  constructor({ spawn, size, clock = systemClock, silenceMs = SILENCE_MS }: PoolOptions) {
    this.#slots = Array.from({ length: Math.max(1, size) }, () => new WorkerSlot(spawn, clock, silenceMs));
    this.#clock = clock;
  }

  /** Never rejects: a crash or a refusal is an outcome, with what was finished. */
  async run<Result>(task: LeasedTask<Result>, options: RunOptions = {}): Promise<RunOutcome<Result>> {
    const { onProgress = () => undefined, signal } = options;
    this.#cancelCurrent();
    const run = new LeasedRun(task, this.#slots, this.#clock, onProgress);
    const cancel = () => {
      run.cancel();
    };
    this.#cancelCurrent = cancel;
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted === true) run.cancel();
    else run.start();
    try {
      return await run.outcome;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /**
   * Starts all workers now, so that the first run need not wait for their scripts to load. With a rehearsal, each does
   * that job once, so that its code is compiled and warm; what comes of it is dropped.
   */
  warm(rehearsal?: Rehearsal): void {
    for (const slot of this.#slots) slot.warm(rehearsal);
  }

  /** Ends all workers. A run that is going on ends as cancelled. */
  dispose(): void {
    this.#cancelCurrent();
    for (const slot of this.#slots) slot.dispose();
  }
}
