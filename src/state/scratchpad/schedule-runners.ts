import { browserPort } from '../../../workers/browser-port';
import type { GraphJobInput, GraphJobOutput } from '../../../workers/graph-job';
import type { ScheduleJobInput, ScheduleJobOutput } from '../../../workers/schedule-job';
import { READ_GRAPH_JOB_ID, SCHEDULE_JOB_ID } from '../../../workers/schedule-job-ids';
import { workerRunner, type WorkerRunner } from '../worker-runner';

/** Answers come four times a second; placing a large graph may take longer between them. */
const SILENCE_MS = 120_000;

export type GraphRunner = WorkerRunner<GraphJobInput, GraphJobOutput>;
export type ScheduleRunner = WorkerRunner<ScheduleJobInput, ScheduleJobOutput>;

export interface ScratchpadRunners {
  readonly graph: GraphRunner;
  readonly schedule: ScheduleRunner;
}

/** Each kind of question has a worker of its own, which starts with the first one. */
export function browserScratchpadRunners(): ScratchpadRunners {
  const schedule = () =>
    workerRunner<ScheduleJobInput, ScheduleJobOutput>({ jobId: SCHEDULE_JOB_ID, startWorker, silenceMs: SILENCE_MS });
  return {
    graph: workerRunner({ jobId: READ_GRAPH_JOB_ID, startWorker, silenceMs: SILENCE_MS }),
    schedule: schedule(),
  };
}

function startWorker() {
  const worker = new Worker(new URL('../../../workers/schedule.worker.ts', import.meta.url), {
    type: 'module',
    name: 'schedule',
  });
  return browserPort(worker);
}
