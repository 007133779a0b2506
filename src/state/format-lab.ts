import { browserPort } from '../../workers/browser-port';
import type { FormatLabInput } from '../../workers/format-lab-input';
import type { FormatLabOutput } from '../../workers/format-lab-job';
import { FORMAT_LAB_JOB_ID } from '../../workers/format-lab-job-id';
import { workerRunner, type WorkerAnswer, type WorkerRunner } from './worker-runner';

/** A format of a large tensor takes a second or two; a worker that says nothing for so long is gone. */
const SILENCE_MS = 60_000;

export type LabAnswer = WorkerAnswer<FormatLabOutput>;

export type FormatLab = WorkerRunner<FormatLabInput, FormatLabOutput>;

/** Measures formats in a worker of its own, which starts with the first question. */
export function browserFormatLab(): FormatLab {
  return workerRunner({ jobId: FORMAT_LAB_JOB_ID, startWorker, silenceMs: SILENCE_MS });
}

function startWorker() {
  const worker = new Worker(new URL('../../workers/format-lab.worker.ts', import.meta.url), {
    type: 'module',
    name: 'format-lab',
  });
  return browserPort(worker);
}
