import { browserPort } from '../../../workers/browser-port';
import type { CertificateJobInput, CertificateJobOutput } from '../../../workers/certificate-job';
import type { DrawGraphInput, DrawGraphOutput } from '../../../workers/draw-graph-job';
import type { GraphJobInput, GraphJobOutput } from '../../../workers/graph-job';
import type { ScheduleJobInput, ScheduleJobOutput } from '../../../workers/schedule-job';
import {
  CERTIFICATE_JOB_ID,
  DRAW_GRAPH_JOB_ID,
  READ_GRAPH_JOB_ID,
  SCHEDULE_JOB_ID,
} from '../../../workers/schedule-job-ids';
import { workerRunner, type WorkerRunner } from '../worker-runner';

/** Answers come four times a second; rules of replacement and placing a large graph take longer. */
const SILENCE_MS = 300_000;

export type ScheduleRunner = WorkerRunner<ScheduleJobInput, ScheduleJobOutput>;
export type CertificateRunner = WorkerRunner<CertificateJobInput, CertificateJobOutput>;

export interface ScratchpadRunners {
  readonly draw: WorkerRunner<DrawGraphInput, DrawGraphOutput>;
  readonly graph: WorkerRunner<GraphJobInput, GraphJobOutput>;
  readonly schedule: ScheduleRunner;
  readonly baselines: ScheduleRunner;
  readonly curve: ScheduleRunner;
  readonly certificate: CertificateRunner;
}

/** Each kind of question has a worker of its own, which starts with the first one: a worker keeps one search. */
export function browserScratchpadRunners(): ScratchpadRunners {
  return {
    draw: runner(DRAW_GRAPH_JOB_ID),
    graph: runner(READ_GRAPH_JOB_ID),
    schedule: runner(SCHEDULE_JOB_ID),
    baselines: runner(SCHEDULE_JOB_ID),
    curve: runner(SCHEDULE_JOB_ID),
    certificate: workerRunner({ jobId: CERTIFICATE_JOB_ID, startWorker: startCertifier, silenceMs: SILENCE_MS }),
  };
}

function runner<Input, Output>(jobId: string): WorkerRunner<Input, Output> {
  return workerRunner({ jobId, startWorker, silenceMs: SILENCE_MS });
}

function startWorker() {
  const worker = new Worker(new URL('../../../workers/schedule.worker.ts', import.meta.url), {
    type: 'module',
    name: 'schedule',
  });
  return browserPort(worker);
}

/** Loads the solver with its first question. */
function startCertifier() {
  const worker = new Worker(new URL('../../../workers/certificate.worker.ts', import.meta.url), {
    type: 'module',
    name: 'certificate',
  });
  return browserPort(worker);
}
