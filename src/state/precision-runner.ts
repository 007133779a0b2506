import { browserPort } from '../../workers/browser-port';
import { systemClock } from '../../workers/port';
import type { PrecisionInput, PrecisionOutcome } from '../../workers/precision-job';
import { PRECISION_JOB_ID } from '../../workers/precision-job-id';
import { WorkerSlot } from '../../workers/worker-slot';

/** A question takes a second or two; a worker that says nothing for so long is gone. */
const SILENCE_MS = 120_000;

export interface PrecisionRunner {
  run(input: PrecisionInput): Promise<PrecisionOutcome>;
  /** Ends the worker; nothing is asked after it. */
  dispose(): void;
}

/** Chooses formats in a worker of its own, which starts with the first question. */
export function browserPrecisionRunner(): PrecisionRunner {
  const slot = new WorkerSlot(startWorker, systemClock, SILENCE_MS);
  return {
    async run(input) {
      const answer = await slot.run(PRECISION_JOB_ID, input, () => undefined);
      if (answer.kind === 'done') return answer.value as PrecisionOutcome;
      if (answer.kind === 'stopped') return { ok: false, reason: 'It was stopped.' };
      return { ok: false, reason: answer.kind === 'refused' ? answer.reason : answer.message };
    },
    dispose: () => slot.dispose(),
  };
}

function startWorker() {
  const worker = new Worker(new URL('../../workers/precision.worker.ts', import.meta.url), {
    type: 'module',
    name: 'precision',
  });
  return browserPort(worker);
}
