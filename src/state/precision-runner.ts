import { browserPort } from '../../workers/browser-port';
import type { PrecisionInput, PrecisionOutcome } from '../../workers/precision-job';
import { PRECISION_JOB_ID } from '../../workers/precision-job-id';
import { workerRunner, type WorkerRunner } from './worker-runner';

/** A question takes a second or two; a worker that says nothing for so long is gone. */
const SILENCE_MS = 120_000;

export type PrecisionRunner = WorkerRunner<PrecisionInput, PrecisionOutcome>;

/** Chooses formats in a worker of its own, which starts with the first question. */
export function browserPrecisionRunner(): PrecisionRunner {
  return workerRunner({ jobId: PRECISION_JOB_ID, startWorker, silenceMs: SILENCE_MS });
}

function startWorker() {
  const worker = new Worker(new URL('../../workers/precision.worker.ts', import.meta.url), {
    type: 'module',
    name: 'precision',
  });
  return browserPort(worker);
}
