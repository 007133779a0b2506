import { systemClock, type Clock, type WorkerPort } from '../../workers/port';
import { WorkerSlot } from '../../workers/worker-slot';

/** What a worker says to a question: its answer, or one sentence about why there is none. */
export type WorkerAnswer<Output> =
  { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly reason: string };

/** One kind of question to a worker of its own. */
export interface WorkerRunner<Input, Output> {
  /**
   * Always answers. `onProgress` is called with the job's own count of what is done. `signal` takes this question back and
   * no other one.
   */
  run(input: Input, onProgress?: (done: number) => void, signal?: AbortSignal): Promise<WorkerAnswer<Output>>;
  /** Asks the worker to stop what it does; its questions are answered with that. */
  cancel(): void;
  /** Ends the worker and what it does. A question that is asked later starts another one. */
  dispose(): void;
}

export interface WorkerRunnerOptions {
  readonly jobId: string;
  readonly startWorker: () => WorkerPort;
  /** A worker with a question that says nothing for so long is given up, in milliseconds. */
  readonly silenceMs: number;
  readonly clock?: Clock;
}

/** Puts questions to a worker that starts with the first one. `Output` is what the job answers to an `Input`. */
export function workerRunner<Input, Output>({
  jobId,
  startWorker,
  silenceMs,
  clock = systemClock,
}: WorkerRunnerOptions): WorkerRunner<Input, Output> {
  const slot = new WorkerSlot(startWorker, clock, silenceMs);
  return {
    async run(input, onProgress = () => undefined, signal) {
      const answer = await slot.run(jobId, input, onProgress, signal);
      switch (answer.kind) {
        case 'done':
          return { ok: true, value: answer.value as Output };
        case 'stopped':
          return { ok: false, reason: 'It was stopped.' };
        case 'refused':
          return { ok: false, reason: answer.reason };
        default:
          return { ok: false, reason: answer.message };
      }
    },
    cancel: () => slot.cancel(),
    dispose: () => slot.dispose(),
  };
}
