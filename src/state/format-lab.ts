import { browserPort } from '../../workers/browser-port';
import type { FormatLabInput, FormatLabOutput } from '../../workers/format-lab-job';
import { FORMAT_LAB_JOB_ID } from '../../workers/format-lab-job-id';
import { systemClock } from '../../workers/port';
import { WorkerSlot } from '../../workers/worker-slot';

/** A format of a large tensor takes a second or two; a worker that says nothing for so long is gone. */
const SILENCE_MS = 60_000;

export type LabAnswer =
  { readonly ok: true; readonly value: FormatLabOutput } | { readonly ok: false; readonly reason: string };

export type FormatLab = (input: FormatLabInput) => Promise<LabAnswer>;

/** Measures formats in a worker of its own, which starts with the first question. */
export function browserFormatLab(): FormatLab {
  const slot = new WorkerSlot(startWorker, systemClock, SILENCE_MS);
  return async (input) => {
    const answer = await slot.run(FORMAT_LAB_JOB_ID, input, () => undefined);
    if (answer.kind === 'done') return { ok: true, value: answer.value as FormatLabOutput };
    if (answer.kind === 'stopped') return { ok: false, reason: 'The measurement was stopped.' };
    return { ok: false, reason: answer.kind === 'refused' ? answer.reason : answer.message };
  };
}

function startWorker() {
  const worker = new Worker(new URL('../../workers/format-lab.worker.ts', import.meta.url), {
    type: 'module',
    name: 'format-lab',
  });
  return browserPort(worker);
}
